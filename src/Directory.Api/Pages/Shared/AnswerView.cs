using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Matching;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>An answer as a page lays it out: for each need the trips, the places to call first, the help without a trip, and what is not shown.</summary>
/// <remarks>Numbers run over all needs, so that a pin on the map names one card.</remarks>
internal sealed record AnswerView(MatchView View, Household Household, IReadOnlyList<NeedSection> Sections)
{
    public int Reachable => Sections.Sum(section => section.ReachableCount);

    public int ToCall => Sections.Sum(section => section.CallFirstCount);

    /// <summary>All cards with a pin, in order.</summary>
    public IEnumerable<Card> Pinned => Sections.SelectMany(section => section.Trips.Concat(section.CallFirst)).Where(card => card.Number is not null);

    /// <param name="words">The reader's.</param>
    /// <param name="found">What the engine found.</param>
    /// <param name="length">Cards in each list.</param>
    /// <param name="today">Where the buses run.</param>
    /// <param name="trail">The start as an address may hold it; null = not at all.</param>
    /// <param name="kept">The reader's saved list, for pages that take it along.</param>
    public static AnswerView Of(Words words, MatchOutcome.Found found, int length, DateOnly today, IReadOnlyList<KeyValuePair<string, string?>>? trail, SavedList? kept = null)
    {
        var number = 0;
        var level = found.View.Needs.Count > 1 ? found.View.Plan is null ? 4 : 5 : 3; // a whole plan stands above the lists
        List<NeedSection> sections = [];
        foreach (var need in found.View.Needs)
        {
            var trips = need.Results.Where(result => !result.CallFirst && result.Best is not null).ToList();
            var call = need.Results.Where(result => result.CallFirst).ToList();
            var rest = need.Results.Except(trips).Except(call).ToList();
            Card Make(ResultView result) => new(words, result, result.Lat is null ? null : ++number, level, today) { Section = need.Need, Trail = trail, Kept = kept ?? new SavedList([]), HasDirections = kept is not null, Ends = EndsOf(found.Household, result) };
            sections.Add(new NeedSection(
                NeedVocabulary.Default.Get(need.Need),
                [.. trips.Take(length).Select(Make)],
                trips.Count,
                [.. call.Take(length).Select(Make)],
                call.Count,
                [.. rest.Take(length).Select(Make)],
                rest.Count,
                need.Excluded ?? []));
        }

        return new AnswerView(found.View, found.Household, sections);
    }

    private static (GeoPoint?, GeoPoint?) EndsOf(Household household, ResultView result) =>
        result.Best is { } best ? (MapOuting.EndOf(household, best.StartsAt), MapOuting.EndOf(household, best.EndsAt)) : (null, null);
}

/// <summary>The answer to one need. Counts are of all results; the lists hold those that are shown.</summary>
internal sealed record NeedSection(
    Need Need, IReadOnlyList<Card> Trips, int ReachableCount, IReadOnlyList<Card> CallFirst, int CallFirstCount, IReadOnlyList<Card> NoTrip, int NoTripCount,
    IReadOnlyList<ExclusionView> Excluded)
{
    public bool HasMore => Trips.Count < ReachableCount || CallFirst.Count < CallFirstCount || NoTrip.Count < NoTripCount;

    /// <summary>By kind of reason, the most frequent first.</summary>
    public IEnumerable<IGrouping<string, ExclusionView>> ExcludedByKind =>
        Excluded.GroupBy(exclusion => exclusion.Reason.Kind).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal);
}
