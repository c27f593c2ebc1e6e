using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Mail;

/// <summary>Sends what is due: to the SMTP server of the settings, or as .eml files.</summary>
/// <remarks>
/// A letter is held by its row's lock while it is sent, so that several hosts share the work, and marked in the same transaction. A host that dies
/// between the two leaves it to be sent again. One that fails waits ever longer and holds up no other. Thread-safe.
/// </remarks>
internal sealed partial class OutboxDelivery(DirectoryDatabase database, Outbox outbox, IOptions<MailOptions> options, TimeProvider clock, ILogger<OutboxDelivery> logger)
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    /// <returns>How many left.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        var sent = 0;
        while (await SendNextAsync(cancellation) is { } done) sent += done ? 1 : 0;
        return sent;
    }

    // Null = nothing is due.
    private async Task<bool?> SendNextAsync(CancellationToken cancellation)
    {
        await using var db = database.OpenAccess();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();
        var letter = await db.Outbox.FromSql(
            $"""
            select * from access.outbox
             where sent_at is null and given_up_at is null and next_try_at <= {now}
             order by next_try_at limit 1 for update skip locked
            """).FirstOrDefaultAsync(cancellation);
        if (letter is null) return null;
        var done = await TryAsync(letter, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None); // sent is sent, also while we stop
        return done;
    }

    private async Task<bool> TryAsync(OutboxLetter letter, CancellationToken cancellation)
    {
        letter.Tries++;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(SendTimeout);
            await SendAsync(letter, outbox.Open(letter.Body!), patience.Token);
            letter.SentAt = clock.GetUtcNow();
            letter.LastError = null;
            if (letter.HasSecret) letter.Body = null;
            LogSent(logger, letter.Id);
            return true;
        }
        catch (Exception error) when (IsOfTheMail(error) && !cancellation.IsCancellationRequested)
        {
            letter.LastError = error is SmtpException smtp ? $"{nameof(SmtpException)} {smtp.StatusCode}" : error.GetType().Name;
            letter.NextTryAt = clock.GetUtcNow() + MailOptions.WaitAfter(letter.Tries);
            if (letter.Tries >= options.Value.Tries) letter.GivenUpAt = clock.GetUtcNow();
            LogFailed(logger, letter.Id, letter.Tries, letter.LastError);
            return false;
        }
    }

    private async Task SendAsync(OutboxLetter letter, string body, CancellationToken cancellation)
    {
        var settings = options.Value;
        using var message = new MailMessage(settings.From, letter.ToAddress)
        {
            Subject = letter.Subject, SubjectEncoding = Encoding.UTF8, Body = body, BodyEncoding = Encoding.UTF8, IsBodyHtml = false,
        };
        message.Headers.Add("Message-Id", $"<{letter.Id:N}@{message.From!.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated"); // no answer of somebody's holiday program
        if (settings.Host is { Length: > 0 } host)
        {
            using var smtp = new SmtpClient(host, settings.Port) { EnableSsl = settings.Tls };
            if (settings.User is { Length: > 0 } user) smtp.Credentials = new NetworkCredential(user, settings.Password);
            await smtp.SendMailAsync(message, cancellation);
            return;
        }

        await WriteAsync(message, Path.Combine(settings.FolderPath, $"{letter.Id:N}.eml"), cancellation);
    }

    // The library chooses a name of its own, and a second try must not make a second file.
    private static async Task WriteAsync(MailMessage message, string path, CancellationToken cancellation)
    {
        var aside = Directory.CreateDirectory(Path.ChangeExtension(path, ".new")).FullName;
        using (var files = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = aside })
        {
            await files.SendMailAsync(message, cancellation);
        }

        File.Move(Directory.GetFiles(aside, "*.eml").Single(), path, overwrite: true);
        Directory.Delete(aside, recursive: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static bool IsOfTheMail(Exception error) =>
        error is SmtpException or IOException or UnauthorizedAccessException or FormatException or CryptographicException or OperationCanceledException or System.Net.Sockets.SocketException or InvalidOperationException;

    [LoggerMessage(EventId = 60, EventName = "LetterSent", Level = LogLevel.Information, Message = "Sent letter {LetterId}")]
    private static partial void LogSent(ILogger logger, Guid letterId);

    [LoggerMessage(EventId = 61, EventName = "LetterFailed", Level = LogLevel.Warning, Message = "Letter {LetterId} did not leave at try {Tries}: {Failure}")]
    private static partial void LogFailed(ILogger logger, Guid letterId, int tries, string failure);
}
