using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Upkeep;
using ResourceMatch.Api.Pages.Agency;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin/listings/{id}: one listing's history, the listing as of any day, its signed links, and the reports against it.</summary>
[Authorize(AccessPolicies.DirectoryStaff)]
internal sealed class ListingModel(
    CurrentUser user, DirectoryDatabase database, SignedLinks links, LinkLetters letters, TimeProvider clock) : UpkeepPage
{
    private const int MostEntries = 200;

    public ListingHistory History { get; private set; } = null!;

    public DateTimeOffset Now => clock.GetUtcNow();

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<HistoryEntry> Entries => [.. History.Entries.Take(MostEntries)];

    public DateOnly? AsOf { get; private set; }

    /// <summary>The listing at the end of that day (UTC); null = no day was asked for.</summary>
    public IReadOnlyList<ListingRow>? Then { get; private set; }

    public IReadOnlyList<SignedLink> Links { get; private set; } = [];

    /// <summary>A link that was just made for paper: shown once.</summary>
    public string? MadeLink { get; private set; }

    public string? MadeToken { get; private set; }

    public string? Email { get; private set; }

    public string? SuggestedEmail { get; private set; }

    /// <summary>In which language a letter to <see cref="SuggestedEmail"/> is written.</summary>
    public string Language { get; private set; } = ReaderLanguage.English.Code;

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public async Task<IActionResult> OnGetAsync(string id, string? day, CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        if (!await LoadAsync(id, cancellation)) return NotFound();
        if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date < DateOnly.MaxValue)
        {
            (AsOf, Then) = (date, History.AsOf(new DateTimeOffset(date.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddTicks(-1)));
        }

        return Page();
    }

    public async Task<IActionResult> OnPostPaperAsync(string id, LinkPurpose? purpose, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation) || purpose is not { } wanted || !Enum.IsDefined(wanted)) return NotFound();
        if (await letters.MakeAsync(wanted, Id, user.Id, cancellation) is not var (_, token, address)) return NotFound();
        (MadeToken, MadeLink) = (token, address);
        KeepNowhere();
        Links = await links.ListAsync(Id, cancellation);
        return Page();
    }

    /// <param name="language">Of the letter; kept for the address. Not given = what is known of the address, else English.</param>
    public async Task<IActionResult> OnPostSendAsync(string id, LinkPurpose? purpose, string? email, string? language, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation) || purpose is not { } wanted || !Enum.IsDefined(wanted)) return NotFound();
        (Email, var spoken) = (email?.Trim(), ReaderLanguage.Find(language));
        Language = spoken?.Code ?? Language;
        if (Accounts.ReadEmail(Email) is not { } to)
        {
            Errors.Add("email", Words["SignIn.Error.Email"]);
            return Again();
        }

        if (spoken is not null) await LetterLanguages.KeepAsync(database, to, spoken.Code, Now, cancellation);
        else spoken = ReaderLanguage.Find(await LetterLanguages.FindAsync(database, to, Id, cancellation)) ?? ReaderLanguage.English;
        await letters.SendAsync(wanted, Id, Name, to, user.Id, Words.For(spoken), cancellation);
        return Redirect($"/admin/listings/{Id}");
    }

    public async Task<IActionResult> OnPostRevokeAsync(string id, Guid link, CancellationToken cancellation)
    {
        await links.RevokeAsync(link, cancellation);
        return Redirect($"/admin/listings/{id}");
    }

    public async Task<IActionResult> OnPostHandledAsync(string id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation)) return NotFound();
        await Doubts.HandleAsync(database, Id, user.Id, clock.GetUtcNow(), cancellation);
        return Redirect($"/admin/listings/{Id}");
    }

    private async Task<bool> LoadAsync(string id, CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var service)) return false;
        History = await ListingHistory.LoadAsync(database.Staff, service, isPrivate: true, cancellation);
        if (History.Entries.Count == 0 && History.Now.Count == 0) return false;
        Id = service;
        Name = History.Now.FirstOrDefault(row => row.Entity == "service")?.Find("name") ?? Words["History.Gone"];
        SuggestedEmail = new[] { "service", "organization" }.SelectMany(entity => History.Now.Where(row => row.Entity == entity)).Select(row => row.Find("email")).FirstOrDefault(each => each is not null);
        Language = await LetterLanguages.FindAsync(database, SuggestedEmail, Id, cancellation) ?? Language;
        Links = await links.ListAsync(Id, cancellation);
        Names = await LoadNamesAsync([.. Entries.Select(entry => entry.AccountId).OfType<Guid>().Distinct()], cancellation);
        return true;
    }

    private async Task<Dictionary<Guid, string>> LoadNamesAsync(Guid[] accounts, CancellationToken cancellation)
    {
        await using var command = database.Staff.CreateCommand("select id, name from access.account where id = any($1)");
        command.Parameters.Add(new() { Value = accounts });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        Dictionary<Guid, string> names = [];
        while (await reader.ReadAsync(cancellation)) names[reader.GetGuid(0)] = reader.GetString(1);
        return names;
    }
}
