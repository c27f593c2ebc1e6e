using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Saved;

/// <summary>/saved: the places that a family keeps. The list is the link; nothing of it is stored with us.</summary>
[AllowAnonymous]
internal sealed class IndexModel(Listings listings, PageFacts facts) : PageModel
{
    public Words Words { get; private set; } = Words.For(ReaderLanguage.English);

    public SavedList Kept { get; private set; } = new([]);

    /// <summary>In the order in which they were saved; a service at several places is one entry.</summary>
    public IReadOnlyList<IReadOnlyList<Listing>> Entries { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public int MinuteNow { get; private set; }

    /// <summary>How many of the list are no longer in the directory.</summary>
    public int Gone => Kept.Ids.Count - Entries.Count;

    public bool IsSensitive => Entries.Any(places => places[0].IsSensitive);

    /// <summary>The list for the phone's own texts; null when nothing on it may be texted.</summary>
    public string? TextMessage => ListText.Of(Words["Saved.Title"], Entries.SelectMany(places => places), $"{Request.Scheme}://{Request.Host}");

    public string CalendarLink => Kept.Carry($"{SavedList.Path}/openings.ics");

    public bool HasCalendar => Entries.Any(places => places.Any(place => !place.IsSensitive && place.Candidate.Hours.Knowledge(Today) == Domain.Resources.HoursKnowledge.Known));

    /// <summary>This page without one of its entries.</summary>
    public string LinkWithout(Guid id) => Kept.Without(id).Link;

    public OpenNow.Place? NowOf(Listing place) => OpenNow.Find(place, 0, Today, MinuteNow, days: 6);

    /// <summary>The next days on which it is open, at most three, each with its times. Empty = none known.</summary>
    public IEnumerable<string> NextOpenings(Listing place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return place.Candidate.Hours.Between(Today, Today.AddDays(13))
            .Where(opening => opening.Date > Today || opening.ClosesMinute > MinuteNow)
            .GroupBy(opening => opening.Date)
            .Take(3)
            .Select(day => $"{Words.Capital(Words.NearDate(day.Key, Today))}: {Words.Comma(day.Select(opening => Words.Range(opening.OpensMinute * 60, opening.ClosesMinute * 60)))}");
    }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        Words = PageLanguage.WordsOf(HttpContext);
        (Today, MinuteNow) = await facts.Now(cancellation);
        Kept = new SavedList(await listings.Follow(SavedList.Of(Request).Ids, cancellation));
        var byService = (await listings.Get(cancellation)).ByService;
        Entries = [.. Kept.Ids.Select(id => byService[id].ToList()).Where(places => places.Count > 0)];
    }
}
