using ResourceMatch.Domain.Places;

namespace ResourceMatch.Matching.Judging;

/// <summary>The candidates laid out for judging: by need, with what constraints and openings need already worked out.</summary>
/// <remarks>Made once for a directory; thread-safe.</remarks>
internal sealed class CandidateTable
{
    private readonly Dictionary<string, int[]> byNeed;

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

    /// <summary>From corner to corner of all known points, metres.</summary>
    public double SpreadMeters()
    {
        var points = All.Select(candidate => candidate.Point).OfType<GeoPoint>().ToList();
        return points.Count == 0 ? 0 : new GeoPoint(points.Min(point => point.Longitude), points.Min(point => point.Latitude))
            .MetersTo(new GeoPoint(points.Max(point => point.Longitude), points.Max(point => point.Latitude)));
    }
}
