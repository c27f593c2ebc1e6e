using Microsoft.Extensions.Options;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Mail;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Features.Upkeep;

/// <summary>Makes signed links and the letters that carry them.</summary>
/// <remarks>The letter holds a secret: the outbox encrypts it, and forgets it once it has gone. Thread-safe.</remarks>
internal sealed class LinkLetters(SignedLinks links, Outbox outbox, PublicAddress address, DirectoryDatabase database, TimeProvider clock, IOptions<UpkeepOptions> options)
{
    /// <returns>Null when there is no such service; else the link for paper, shown once.</returns>
    public async Task<(Guid Id, string Token, string Address)?> MakeAsync(LinkPurpose purpose, Guid service, Guid? by, CancellationToken cancellation)
    {
        if (await links.MakeAsync(purpose, service, by, null, TimeSpan.FromDays(options.Value.LinkDays), cancellation) is not var (id, token)) return null;
        return (id, LinkToken.ForPaper(token), address.Link("/a/" + LinkToken.ForPaper(token)));
    }

    /// <summary>Sends one letter in the language of <paramref name="words"/>, in which its link opens, too. A link whose letter was not written is of no use to anyone: only its hash is there.</summary>
    public async Task SendAsync(LinkPurpose purpose, Guid service, string name, string to, Guid? by, Words words, CancellationToken cancellation)
    {
        if (await links.MakeAsync(purpose, service, by, to, TimeSpan.FromDays(options.Value.LinkDays), cancellation) is not var (id, token)) return;
        var letter = new Letter(
            to, words.Say("Mail.Listing.Subject", ("name", name)),
            Letter.Paragraphs(words.Say("Mail.Listing.Body", ("name", name), ("link", address.Link($"/a/{token}{InLanguage(words)}")), ("date", words.PlainDate(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddDays(options.Value.LinkDays)))))),
            HasSecret: true);
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await outbox.AddAsync(connection, letter, cancellation);
        await Worklist.RemindedAsync(connection, service, id, clock.GetUtcNow(), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    // A letter in English leaves the choice to the reader's browser, as every page does.
    private static string InLanguage(Words words) => words.Language == ReaderLanguage.English ? "" : $"?{Pages.PageLanguage.Parameter}={words.Language.Code}";
}
