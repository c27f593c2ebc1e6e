using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Access;
using ResourceMatch.Storage.Access;
using ResourceMatch.TestKit;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace ResourceMatch.Api.Tests.Access;

/// <summary>The code from the phone, from its set-up to its loss, by the real pages and a real code.</summary>
public sealed partial class SecondFactorTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Email = "phone@agency.example";
    private const string Password = "nine blue ferries at noon";

    [Fact]
    public async Task A_person_sets_up_the_code_signs_in_with_it_once_and_with_each_code_for_a_lost_phone_once()
    {
        await AddAsync();
        using var person = app.Visit();
        await person.SignInAsync(Email, Password);
        await person.SendAsync("/account/second", "/account/second?handler=Begin");
        var shown = (await person.GetAsync("/account/second")).Text;
        var key = KeyPattern().Match(shown).Groups[1].Value.Replace(" ", "");
        Assert.Contains($"otpauth://totp/ResourceMatch:", shown);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await person.SendAsync("/account/second", "/account/second?handler=On", ("code", "000000"))).Status);
        // The step before the present one is taken too, so that the present code is left for the sign-in.
        var on = await person.SendAsync("/account/second", "/account/second?handler=On", ("code", CodeOf(key, -1)));
        var recovery = RecoveryPattern().Matches(on.Text).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(10, recovery.Count);
        Assert.Equal(0L, await app.Database.ReadAsStaffAsync<long>($"select count(*) from access.account_token where value like '%{key}%' or value like '%{recovery[0]}%'"));

        using var again = app.Visit();
        Assert.Equal("/sign-in/code", (await again.SignInAsync(Email, Password)).Location);
        Assert.Equal(HttpStatusCode.Redirect, (await again.GetAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.SendAsync("/sign-in/code", null, ("code", "123456"))).Status);
        var code = CodeOf(key, 0);
        Assert.Equal("/", (await again.SendAsync("/sign-in/code", null, ("code", $"{code[..3]} {code[3..]}"))).Location);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/account")).Status);

        using var shoulder = app.Visit();
        await shoulder.SignInAsync(Email, Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await shoulder.SendAsync("/sign-in/code", null, ("code", code))).Status);

        using var lost = app.Visit();
        await lost.SignInAsync(Email, Password);
        Assert.Equal("/", (await lost.SendAsync("/sign-in/code", null, ("code", recovery[0].ToLowerInvariant()))).Location);
        using var twice = app.Visit();
        await twice.SignInAsync(Email, Password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await twice.SendAsync("/sign-in/code", null, ("code", recovery[0]))).Status);
    }

    [Fact]
    public async Task The_picture_to_scan_holds_the_link_and_the_key_that_stand_beside_it()
    {
        const string Other = "picture@agency.example";
        await AddAsync(Other);
        using var person = app.Visit();
        await person.SignInAsync(Other, Password);
        await person.SendAsync("/account/second", "/account/second?handler=Begin");
        var shown = (await person.GetAsync("/account/second")).Text;
        var scanned = Scan(Convert.FromBase64String(PicturePattern().Match(shown).Groups[1].Value));
        Assert.Contains($"href=\"{scanned}\"", shown);
        Assert.Contains($"secret={KeyPattern().Match(shown).Groups[1].Value.Replace(" ", "")}&", scanned);
        Assert.StartsWith("otpauth://totp/ResourceMatch:picture@agency.example?", scanned);
    }

    [Fact]
    public async Task Without_a_right_password_there_is_no_page_for_a_code()
    {
        using var nobody = app.Visit();
        Assert.Equal("/sign-in", (await nobody.GetAsync("/sign-in/code")).Location);
    }

    private async Task AddAsync(string email = Email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var account = (await accounts.AddAsync(email, "Pia Holm", AccessRole.DirectoryStaff, null, CancellationToken.None))!;
        var token = Regex.Match(await accounts.LinkAsync(account), "token=([^&]+)").Groups[1].Value;
        Assert.Null(await accounts.SetPasswordAsync(account.Id, token, Password, CancellationToken.None));
    }

    /// <summary>What a camera would read: a PNG of one bit a pixel, black on white.</summary>
    private static string Scan(byte[] png)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal((1, 0), (png[24], png[25])); // bits a pixel, and grey
        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length; at += 12 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)))
        {
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8)) packed.Write(png, at + 8, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)));
        }

        packed.Position = 0;
        using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        var (row, grey) = (new byte[1 + ((width + 7) / 8)], new byte[width * height]);
        for (var y = 0; y < height; y++)
        {
            rows.ReadExactly(row);
            Assert.Equal(0, row[0]); // no filter
            for (var x = 0; x < width; x++) grey[(y * width) + x] = (byte)(((row[1 + (x / 8)] >> (7 - (x % 8))) & 1) * 255);
        }

        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(grey, width, height, RGBLuminanceSource.BitmapFormat.Gray8)))).Text;
    }

    // RFC 6238 by hand: SHA-1, half a minute, six digits.
    private static string CodeOf(string key, int stepsFromNow)
    {
        var bits = key.ToUpperInvariant().SelectMany(sign => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign), 2).PadLeft(5, '0')).ToArray();
        var secret = Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(new string(bits, at * 8, 8), 2)).ToArray();
        var step = BitConverter.GetBytes((DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + stepsFromNow).Reverse().ToArray();
#pragma warning disable CA5350 // the algorithm that authenticator apps use
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        var number = ((hash[at] & 0x7f) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return (number % 1_000_000).ToString("000000");
    }

    [GeneratedRegex("id=\"second-key\">([^<]+)<")]
    private static partial Regex KeyPattern();

    [GeneratedRegex("src=\"data:image/png;base64,([^\"]+)\"")]
    private static partial Regex PicturePattern();

    [GeneratedRegex("<code>([^<]+)</code>")]
    private static partial Regex RecoveryPattern();
}
