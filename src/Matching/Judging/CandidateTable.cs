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
    private readonly Dictionary<string, int[]> slots;
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
        slots = byNeed.ToDictionary(pair => pair.Key, pair => SlotsOf(pair.Value));
    }

    public Candidate[] All { get; }

    public CandidateFacets Facets { get; }

    public OpeningCalendar Calendar { get; }

    /// <summary>The candidates that answer a need, in the directory's order.</summary>
    public int[] Answering(string need) => byNeed.GetValueOrDefault(need, []);

    /// <summary>For each candidate of <see cref="Answering"/> its number along a curve that keeps neighbors together.</summary>
    public int[] SlotsOf(string need) => slots.GetValueOrDefault(need, []);

    /// <summary>The places of all candidates that answer a need, by the stops near them. Made once for each day.</summary>
    /// <param name="need">Its key.</param>
    /// <param name="day">The day, which says which stops matter.</param>
    /// <param name="isBack">The way home.</param>
    /// <param name="stopsOf">The stops of a candidate, by its place in <see cref="All"/>.</param>
    public StopPlaces PlacesAtStops(string need, DayInUse day, bool isBack, Func<int, StopWalk[]> stopsOf)
    {
        var ofDay = stopPlaces.GetOrCreateValue(day);
        if (ofDay.TryGetValue((need, isBack), out var known)) return known;
        var (answering, numbers) = (Answering(need), SlotsOf(need));
        var candidateOf = new int[numbers.Length];
        for (var index = 0; index < numbers.Length; index++) candidateOf[numbers[index]] = answering[index];
        int[] all = [.. Enumerable.Range(0, numbers.Length)];
        return ofDay[(need, isBack)] = StopPlaces.Make(day.Day.StopCount, all, slot => stopsOf(candidateOf[slot]));
    }

    /// <summary>From corner to corner of all known points, metres.</summary>
    public double SpreadMeters()
    {
        var points = All.Select(candidate => candidate.Point).OfType<GeoPoint>().ToList();
        return points.Count == 0 ? 0 : new GeoPoint(points.Min(point => point.Longitude), points.Min(point => point.Latitude))
            .MetersTo(new GeoPoint(points.Max(point => point.Longitude), points.Max(point => point.Latitude)));
    }

    private int[] SlotsOf(int[] candidates)
    {
        int[] ordered = [.. Enumerable.Range(0, candidates.Length).OrderBy(index => CurveOf(All[candidates[index]].Point))];
        var numbers = new int[candidates.Length];
        for (var slot = 0; slot < ordered.Length; slot++) numbers[ordered[slot]] = slot;
        return numbers;
    }

    /// <summary>Morton's curve over cells of about ten metres.</summary>
    private static ulong CurveOf(GeoPoint? point) => point is not { } known
        ? ulong.MaxValue
        : Spread((uint)((known.Longitude + 180) * 10_000)) | (Spread((uint)((known.Latitude + 90) * 10_000)) << 1);

    /// <summary>A number's bits with a gap after each.</summary>
    private static ulong Spread(ulong bits)
    {
        bits = (bits | (bits << 16)) & 0x0000_FFFF_0000_FFFF;
        bits = (bits | (bits << 8)) & 0x00FF_00FF_00FF_00FF;
        bits = (bits | (bits << 4)) & 0x0F0F_0F0F_0F0F_0F0F;
        bits = (bits | (bits << 2)) & 0x3333_3333_3333_3333;
        return (bits | (bits << 1)) & 0x5555_5555_5555_5555;
    }
}
