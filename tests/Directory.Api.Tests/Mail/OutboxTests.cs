using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ResourceMatch.Api.Mail;
using ResourceMatch.TestKit;

namespace ResourceMatch.Api.Tests.Mail;

/// <summary>A letter is written with what it tells of, and leaves at least once.</summary>
public sealed class OutboxTests : IClassFixture<TestDatabase>, IDisposable
{
    private readonly TestDatabase database;
    private readonly SettableClock clock = new(DateTimeOffset.UtcNow);
    private readonly Outbox outbox;
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"rm-outbox-{Guid.NewGuid():N}");

    public OutboxTests(TestDatabase database)
    {
        this.database = database;
        outbox = new Outbox(new EphemeralDataProtectionProvider(), clock);
        // Each test has its own keys and counts its own letters.
        database.AsSuperuserAsync("delete from access.outbox").GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_letter_goes_only_when_its_transaction_does()
    {
        await using (var db = database.Database.OpenAccess())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await outbox.AddAsync(db, Letter("rolled back"), CancellationToken.None);
            await transaction.RollbackAsync();
        }

        await using (var connection = await database.Database.Staff.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await outbox.AddAsync(connection, Letter("kept"), CancellationToken.None);
            Assert.Equal(0, await Delivery().SendDueAsync(CancellationToken.None));
            await transaction.CommitAsync();
        }

        Assert.Equal(1, await Delivery().SendDueAsync(CancellationToken.None));
        var file = Assert.Single(Directory.GetFiles(folder));
        Assert.Equal("kept", EmlText.Read(await File.ReadAllTextAsync(file)));
    }

    [Fact]
    public async Task The_table_never_shows_a_secret_and_forgets_it_once_it_has_gone()
    {
        await using var db = database.Database.OpenAccess();
        var secret = await outbox.AddAsync(db, new Letter("a@agency.example", "Ñandú: مرحبا\r\nBcc: b@agency.example", "link canary-token, ¿qué tal? مرحبا", HasSecret: true), CancellationToken.None);
        var plain = await outbox.AddAsync(db, Letter("plain"), CancellationToken.None);
        Assert.Equal(0L, await database.ReadAsStaffAsync<long>("select count(*) from access.outbox where encode(body, 'escape') like '%canary-token%'"));
        await Delivery().SendDueAsync(CancellationToken.None);
        Assert.True(await database.ReadAsStaffAsync<bool>($"select body is null and sent_at is not null from access.outbox where id = '{secret}'"));
        Assert.True(await database.ReadAsStaffAsync<bool>($"select body is not null from access.outbox where id = '{plain}'"));
        var text = await File.ReadAllTextAsync(Path.Combine(folder, $"{secret:N}.eml"));
        Assert.Contains($"Message-Id: <{secret:N}@", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("(?m)^Bcc:", text);
        Assert.Equal("link canary-token, ¿qué tal? مرحبا", EmlText.Read(text));
    }

    [Fact]
    public async Task A_host_that_dies_between_sending_and_marking_sends_again_and_the_folder_has_one_letter()
    {
        await using var db = database.Database.OpenAccess();
        var id = await outbox.AddAsync(db, Letter("twice"), CancellationToken.None);
        await Delivery().SendDueAsync(CancellationToken.None);
        await database.AsSuperuserAsync($"update access.outbox set sent_at = null where id = '{id}'");
        Assert.Equal(1, await Delivery().SendDueAsync(CancellationToken.None));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Several_hosts_share_the_letters_and_send_each_once()
    {
        await using var db = database.Database.OpenAccess();
        for (var i = 0; i < 60; i++) await outbox.AddAsync(db, Letter($"letter {i}"), CancellationToken.None);
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Delivery().SendDueAsync(CancellationToken.None)));
        Assert.Equal(60, sent.Sum());
        Assert.Equal(60, Directory.GetFiles(folder).Length);
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_ever_later_and_given_up_while_other_letters_go_on()
    {
        await using var db = database.Database.OpenAccess();
        var id = await outbox.AddAsync(db, Letter("stuck"), CancellationToken.None);
        var away = Delivery(new MailOptions { Host = "127.0.0.1", Port = 1, Tls = false, Tries = 3 });
        var waits = new List<double>();
        for (var tries = 1; tries <= 3; tries++)
        {
            Assert.Equal(0, await away.SendDueAsync(CancellationToken.None));
            Assert.Equal(tries, await database.ReadAsStaffAsync<int>($"select tries from access.outbox where id = '{id}'"));
            Assert.Equal(0, await away.SendDueAsync(CancellationToken.None)); // not due yet
            var next = (await db.Outbox.AsNoTracking().SingleAsync(letter => letter.Id == id)).NextTryAt;
            waits.Add(Math.Round((next - clock.Now).TotalMinutes));
            clock.Now = next;
        }

        Assert.Equal([1, 2, 4], waits);
        Assert.Equal("SmtpException GeneralFailure", await database.ReadAsStaffAsync<string>($"select last_error from access.outbox where id = '{id}' and given_up_at is not null"));
        await outbox.AddAsync(db, Letter("next"), CancellationToken.None);
        Assert.Equal(1, await Delivery().SendDueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_mail_server_gets_the_letter_with_its_number()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talk = ReceiveAsync(listener);
        await using var db = database.Database.OpenAccess();
        var id = await outbox.AddAsync(db, Letter("by wire"), CancellationToken.None);
        Assert.Equal(1, await Delivery(new MailOptions { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Tls = false }).SendDueAsync(CancellationToken.None));
        var (to, data) = await talk.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Contains("a@agency.example", to);
        Assert.Contains($"{id:N}@", data);
        Assert.Equal("by wire", EmlText.Read(data));
    }

    private static Letter Letter(string body) => new("a@agency.example", "A subject", body, HasSecret: false);

    private OutboxDelivery Delivery(MailOptions? options = null)
    {
        options ??= new MailOptions();
        options.Folder = folder;
        Directory.CreateDirectory(folder);
        return new OutboxDelivery(database.Database, outbox, Options.Create(options), clock, NullLogger<OutboxDelivery>.Instance);
    }

    // Just enough of RFC 5321 to take one letter.
    private static async Task<(string To, string Message)> ReceiveAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 test");
        var (to, message) = ("", new StringBuilder());
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("RCPT", StringComparison.OrdinalIgnoreCase)) to = line;
            if (line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase)) break;
            if (!line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("250 ok");
                continue;
            }

            await writer.WriteLineAsync("354 go on");
            while (await reader.ReadLineAsync() is { } text && text != ".") message.AppendLine(text);
            await writer.WriteLineAsync("250 taken");
            return (to, message.ToString());
        }

        return (to, message.ToString());
    }
}
