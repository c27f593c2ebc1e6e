using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Features.Search;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>One service that a search has found, with what matters before one goes: open until when, minutes, languages, cost, what to bring.</summary>
/// <param name="Item">As the search answered.</param>
/// <param name="Listing">The nearest of its places.</param>
/// <param name="Today">Where the buses run.</param>
/// <param name="MinuteNow">Minutes after today's midnight.</param>
internal sealed record FoundCard(Words Words, SearchItemView Item, Listing Listing, DateOnly Today, int MinuteNow)
{
    /// <summary>The start as an address may hold it; null = an exact point, or none.</summary>
    public string? At { get; init; }

    /// <summary>The reader's saved list, which goes along.</summary>
    public SavedList Kept { get; init; } = new([]);

    /// <summary>What it helps with, of what was asked for where it can be told: the trip is planned for that.</summary>
    public string? Need { get; init; }

    public string Link => Kept.Carry($"/services/{Item.Id}" + (At is null || Need is null ? "" : QueryString.Create(new Dictionary<string, string?> { ["need"] = Need, ["at"] = At }).ToString()));

    public OpenNow.Place? Now => OpenNow.Find(Listing, 0, Today, MinuteNow, days: 6);

    public bool CallFirst => Listing.IsPublic && Listing.Candidate.Hours.Knowledge(Today) != HoursKnowledge.Known;

    public string State => !Listing.IsPublic ? "is-private" : CallFirst ? "is-caution" : Now is { ClosesMinute: not null } ? "" : "is-plain";

    /// <summary>Who runs it and where, what it costs, which languages.</summary>
    public IReadOnlyList<string> Who
    {
        get
        {
            List<string> parts = [];
            if (Listing is { IsPublic: true, Candidate.LocationName: { Length: > 0 } place } && place != Item.Name) parts.Add(Words.Name(place));
            else if (Item.Organization != Item.Name) parts.Add(Words.Name(Item.Organization));
            if (Listing.Candidate.Cost is 0) parts.Add(Words["Find.Free"].ToLowerInvariant());
            else if (Listing.Candidate.Cost is { } cost) parts.Add(Words.Money(cost));
            if (Listing.Candidate.Languages.Count > 0) parts.Add(Words.Comma(Listing.Candidate.Languages.Order(StringComparer.Ordinal).Select(Words.LanguageName)));
            return parts;
        }
    }

    /// <summary>How long the way is, or that there is none to go. Null = nobody knows, or no start was given.</summary>
    public string? Way => Listing.Candidate.Delivery switch
    {
        Delivery.ComesToYou => Words.Reason(new Reason.ComesToYou()),
        Delivery.Remote => Words.Reason(new Reason.ByPhoneOrOnline()),
        _ => Item.Minutes is { } minutes ? Words.Say("Search.Minutes", ("minutes", Words.Minutes(minutes * 60))) : null,
    };

    public string? Ages => Item.MinimumAge is null && Item.MaximumAge is null ? null : Words.Reason(new Reason.AgesOnly(Item.MinimumAge, Item.MaximumAge));

    public string? Bring => Listing.Candidate.Documents.Count == 0
        ? null
        : Words.Say("Card.Bring", ("things", Words.And([.. Listing.Candidate.Documents.Select(paper => paper.Kind is { } kind ? Words.Paper(kind) : Words.Name(paper.Text.TrimEnd('.'))).Distinct()])));

    /// <summary>Set where nobody has confirmed it for a year.</summary>
    public string? Stale => Listing.Candidate.AssuredDate is { } date
        ? date.AddYears(1) < Today ? Words.Reason(new Reason.NotConfirmedSince(date)) : null
        : Words.Reason(new Reason.NotConfirmedSince(null));
}
