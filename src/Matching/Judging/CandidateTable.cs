using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ResourceMatch.Domain.Places;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Judging;

/// <summary>The candidates laid out for judging: by need, with what constraints and openings need already worked out.</summary>
/// <remarks>Made once for a directory; thread-safe.</remarks>
internal sealed class CandidateTable
{
    private readonly Dictionary<string, int[]> byNeed;
    private readonly ConditionalWeakTable<DayInUse, ConcurrentDictionary<(string Need, bool IsBack), StopPlaces>> stopPlaces = [];

    public CandidateTable(IReadOnlyList<Candidate> candidates)
    {
        All = [.. candidates];
        Facets = new CandidateFacets(All);
        Calendar = new OpeningCalendar(All);
        byNeed = Enumerable.Range(0, All.Length)
            .SelectMany(index => All[index].Needs, (index, need) => (index, need))
            .GroupBy(pair => pair.need, pair => pair.index)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    public Candidate[] All { get; }

    public CandidateFacets Facets { get; }

    public OpeningCalendar Calendar { get; }

    /// <summary>The candidates that answer a need, in the directory's order.</summary>
    public int[] Answering(string need) => byNeed.GetValueOrDefault(need, []);

    /// <summary>The places of all candidates that answer a need, by the stops near them; a slot is a candidate's place in <see cref="Answering"/>. Made once for each day.</summary>
    public StopPlaces PlacesAtStops(string need, DayInUse day, bool isBack, Func<int, StopWalk[]> stopsOf)
    {
        var ofDay = stopPlaces.GetOrCreateValue(day);
        if (ofDay.TryGetValue((need, isBack), out var known)) return known;
        int[] slots = [.. Enumerable.Range(0, Answering(need).Length)];
        return ofDay[(need, isBack)] = StopPlaces.Make(day.Day.StopCount, slots, stopsOf);
    }

    /// <summary>From corner to corner of all known points, metres.</summary>
    public double SpreadMeters()
    {
        var points = All.Select(candidate => candidate.Point).OfType<GeoPoint>().ToList();
        return points.Count == 0 ? 0 : new GeoPoint(points.Min(point => point.Longitude), points.Min(point => point.Latitude))
            .MetersTo(new GeoPoint(points.Max(point => point.Longitude), points.Max(point => point.Latitude)));
    }
}
