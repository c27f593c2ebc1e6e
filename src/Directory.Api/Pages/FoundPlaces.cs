using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Features.Search;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.Api.Pages;

/// <summary>The answer to a family's own words as the page shows it: cards in order, how the words were read, filters with their counts, and the nearest things where nothing fits.</summary>
internal sealed record FoundPlaces(Words Words, SearchForm Form, SearchView View, IReadOnlyList<FoundCard> Cards, IReadOnlyList<FoundCard> Nearest)
{
    private const int MostKinds = 8;
    private static readonly int[] MinutesOffered = [15, 30, 45];

    /// <summary>True = the words, or a service shown, are about something that it may hurt to be seen with.</summary>
    public bool IsSensitive => View.Understood.Needs.Any(need => need.Strength >= 0.5 && NeedVocabulary.Default.Find(need.Key) is { Sensitive: true }) || Cards.Concat(Nearest).Any(card => card.Listing.IsSensitive);

    public bool HasMore => View.Total > Cards.Count && Cards.Count < SearchRequest.MaxPerPage;

    /// <summary>How the words were read, where more than words was read in them: an age, days, "open now". Null = nothing of the kind.</summary>
    public string? Read
    {
        get
        {
            List<string> parts = [];
            if (View.Understood.Age is { } age) parts.Add(Words.Say("Search.Age", ("age", age)));
            parts.AddRange(View.Understood.Days.Select(day => Words.Say("Search.On", ("day", Words.Day(Enum.Parse<DayOfWeek>(day))))));
            if (View.Understood.OpenNow) parts.Add(Words["Search.Now"]);
            return parts.Count == 0 ? null : Words.Say("Search.Read", ("things", Words.Comma(parts)));
        }
    }

    /// <summary>Words that were taken for a typing error: "tutring, read as tutoring".</summary>
    public IReadOnlyList<(string Typed, string ReadAs)> Corrected => [.. View.Understood.Words.Where(word => word.ReadAs is not null).Select(word => (word.Text, word.ReadAs!))];

    /// <summary>What was let go to find the nearest things, as one sentence; null = only the words.</summary>
    public string? LetGo => View.Loosened.Select(name => Words.Find($"Search.Loosened.{name}")).OfType<string>().ToList() is { Count: > 0 } names ? Words.Say("Search.Loosened", ("things", Words.And(names))) : null;

    /// <summary>One filter of the row: pressed again, it is taken away.</summary>
    /// <param name="Id">Stable, so that the focus stays where it was.</param>
    /// <param name="Count">How many of those found have it; null = not counted.</param>
    internal sealed record Filter(string Id, string Label, int? Count, bool IsOn, string Name, string? Value);

    /// <summary>The filters that most want: open now, free, a language, no steps.</summary>
    public IEnumerable<Filter> Filters(string language)
    {
        var counts = View.Counts!;
        yield return new("open", Words["Search.Filter.Open"], counts.OpenNow, Form.IsOpenNow, "now", Form.IsOpenNow ? null : "1");
        yield return new("free", Words["Find.Free"], counts.Free, Form.IsFree, "free", Form.IsFree ? null : "1");
        yield return new("speaks", Words.Say("Find.Speaks", ("language", Words.LanguageName(language))), counts.Languages.GetValueOrDefault(language), Form.Speaks is not null, "speaks", Form.Speaks is null ? language : null);
    }

    /// <summary>The rest of the filters, each with at least one service behind it.</summary>
    /// <param name="hasStart">True = minutes are known.</param>
    public IEnumerable<Filter> MoreFilters(bool hasStart)
    {
        var counts = View.Counts!;
        yield return new("steps", Words["Search.Filter.StepFree"], counts.Accessible, Form.IsStepFree, "steps", Form.IsStepFree ? null : "1");
        foreach (var minutes in MinutesOffered.Where(_ => hasStart))
        {
            var value = minutes.ToString(System.Globalization.CultureInfo.InvariantCulture);
            yield return new($"within-{value}", Words.Say("Search.Filter.Within", ("minutes", Words.Minutes(minutes * 60))), null, Form.Within == minutes, "within", Form.Within == minutes ? null : value);
        }

        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var value = ((int)day).ToString(System.Globalization.CultureInfo.InvariantCulture);
            yield return new($"day-{value}", Words.Capital(Words.Day(day)), counts.Days.GetValueOrDefault(day.ToString()), Form.Day == day, "day", Form.Day == day ? null : value);
        }
    }

    /// <summary>The kinds of help among what was found, most frequent first.</summary>
    public IEnumerable<Filter> Kinds() => View.Counts!.Needs
        .Where(count => count.Value > 0)
        .Select(count => (Need: NeedVocabulary.Default.Find(count.Key), count.Value))
        .Where(count => count.Need is not null)
        .OrderByDescending(count => count.Value).ThenBy(count => count.Need!.Key, StringComparer.Ordinal)
        .Take(MostKinds)
        .Select(count => new Filter($"kind-{count.Need!.Key}", Words.Label(count.Need.Labels), count.Value, Form.Kind == count.Need.Key, "kind", Form.Kind == count.Need.Key ? null : count.Need.Key));

    /// <param name="words">The reader's.</param>
    /// <param name="form">What was asked.</param>
    /// <param name="view">What was found.</param>
    /// <param name="snapshot">The listings, for hours, phones and papers.</param>
    /// <param name="start">Where one starts; null = unknown.</param>
    /// <param name="at">The start as an address may hold it.</param>
    /// <param name="kept">The saved list.</param>
    /// <param name="now">The local day and minute.</param>
    public static FoundPlaces Of(Words words, SearchForm form, SearchView view, Listings.Snapshot snapshot, GeoPoint? start, string? at, SavedList kept, (DateOnly Today, int Minute) now)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(snapshot);
        var wanted = view.Understood.Needs.OrderByDescending(need => need.Strength).Select(need => need.Key).Prepend(form.Kind).OfType<string>().ToList();
        return new FoundPlaces(words, form, view, [.. view.Items.Select(Make).OfType<FoundCard>()], [.. view.Nearest.Select(Make).OfType<FoundCard>()]);

        FoundCard? Make(SearchItemView item)
        {
            var places = snapshot.ByService[item.Id];
            var listing = start is { } from ? places.MinBy(place => place.Candidate.Point?.MetersTo(from) ?? double.MaxValue) : places.FirstOrDefault();
            return listing is null ? null : new FoundCard(words, item, listing, now.Today, now.Minute) { At = at, Kept = kept, Need = wanted.Find(item.Needs.Contains) ?? (item.Needs.Count > 0 ? item.Needs[0] : null) };
        }
    }
}
