using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Mail;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin/mail: the last letters, and whether they have gone.</summary>
/// <remarks>
/// A letter with a secret in it is shown to nobody, since its link would let the reader in as its receiver. Where the cast is offered there is no one to protect
/// and no mailbox to look into: there the files of the folder are shown whole.
/// </remarks>
[Authorize(AccessPolicies.DirectoryStaff)]
internal sealed class MailModel(AccessDb db, Outbox outbox, IOptions<MailOptions> options, PageFacts facts, IConfiguration configuration, IHostEnvironment environment) : PageModel
{
    private const int Most = 100;

    public Words Words => PageLanguage.WordsOf(HttpContext);

    /// <summary>Where the files lie; null = a server sends them.</summary>
    public string? Folder => options.Value.Host is { Length: > 0 } ? null : options.Value.FolderPath;

    public IReadOnlyList<Row> Letters { get; private set; } = [];

    /// <param name="State">Waits, Sent, GivenUp.</param>
    /// <param name="Text">Null = not shown.</param>
    internal sealed record Row(string To, string Subject, string When, string State, int Tries, bool HasSecret, string? Text);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        var zone = (await facts.Get(cancellation)).Zone;
        var isSample = Cast.IsOffered(configuration, environment);
        var letters = await db.Outbox.AsNoTracking().OrderByDescending(letter => letter.CreatedAt).Take(Most).ToListAsync(cancellation);
        List<Row> rows = [];
        foreach (var letter in letters)
        {
            var local = TimeZoneInfo.ConvertTime(letter.CreatedAt, zone);
            var text = letter.HasSecret && !isSample ? null : await ReadAsync(letter, cancellation);
            rows.Add(new Row(
                letter.ToAddress, letter.Subject, $"{Words.PlainDate(DateOnly.FromDateTime(local.DateTime))}, {Words.Time((int)local.TimeOfDay.TotalSeconds)}",
                letter.SentAt is not null ? "Sent" : letter.GivenUpAt is not null ? "GivenUp" : "Waits", letter.Tries, letter.HasSecret, text));
        }

        Letters = rows;
    }

    // The table forgets a secret once it has gone; the file has it.
    private async Task<string?> ReadAsync(OutboxLetter letter, CancellationToken cancellation)
    {
        try
        {
            if (letter.Body is { } body) return outbox.Open(body);
            var path = Folder is { } folder ? Path.Combine(folder, $"{letter.Id:N}.eml") : null;
            return path is not null && System.IO.File.Exists(path) ? EmlText.Read(await System.IO.File.ReadAllTextAsync(path, cancellation)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
