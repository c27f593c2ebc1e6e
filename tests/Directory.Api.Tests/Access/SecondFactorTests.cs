using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Api.Access;
using ResourceMatch.Storage.Access;
using ResourceMatch.TestKit;

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
    public async Task Without_a_right_password_there_is_no_page_for_a_code()
    {
        using var nobody = app.Visit();
        Assert.Equal("/sign-in", (await nobody.GetAsync("/sign-in/code")).Location);
    }

    private async Task AddAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var account = (await accounts.AddAsync(Email, "Pia Holm", AccessRole.DirectoryStaff, null, CancellationToken.None))!;
        var token = Regex.Match(await accounts.LinkAsync(account), "token=([^&]+)").Groups[1].Value;
        Assert.Null(await accounts.SetPasswordAsync(account.Id, token, Password, CancellationToken.None));
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

    [GeneratedRegex("<code>([^<]+)</code>")]
    private static partial Regex RecoveryPattern();
}
