using System.Collections.Concurrent;
using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Search;

/// <summary>Who can walk where within a limit: between stops, and between a point and stops. One walk at a time.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class FootPaths
{
    private readonly IReadOnlyList<RawStop> stops;
    private readonly int limitMeters;
    private readonly Ground ground;
    private readonly Walker walker;
    private readonly (double Latitude, int Stop)[] byLatitude;
    private readonly ConcurrentDictionary<LatLon, List<(int Stop, int Seconds)>> known = [];

    /// <param name="mirrored">True = the walks of a mirrored day: a rule for the way from A to B holds from B to A.</param>
    public FootPaths(RawFeed feed, IReadOnlyList<RawStop> stops, int limitMeters, bool mirrored, Ground? ground = null, Walker walker = Walker.OnFoot)
    {
        (this.stops, this.limitMeters, this.ground, this.walker) = (stops, limitMeters, ground ?? Ground.Lines, walker);
        byLatitude = [.. stops.Select((stop, i) => (stop.Point.Latitude, i)).Where(pair => stops[pair.i].Point.IsKnown).Order()];
        var changes = new List<(int, int)>[stops.Count];
        for (var from = 0; from < stops.Count; from++)
        {
            changes[from] = [];
            foreach (var to in Near(stops[from].Point))
            {
                if (to != from && this.ground.WalkBetweenStops(stops[from].Point, stops[to].Point, walker, limitMeters) is { } walk) Add(feed, from, to, walk.Seconds, mirrored, changes[from]);
            }

            Add(feed, from, from, 0, mirrored, changes[from]);
        }

        Changes = changes;
    }

    /// <summary>By stop where one alights: (stop to board at, seconds from alighting until boarding is possible).</summary>
    public IReadOnlyList<List<(int Stop, int Seconds)>> Changes { get; }

    /// <returns>The stops near a point, with walking seconds.</returns>
    public List<(int Stop, int Seconds)> From(LatLon point) => known.GetOrAdd(point, at =>
    {
        var near = new List<(int, int)>();
        foreach (var stop in Near(at))
        {
            if (ground.Walk(at, stops[stop].Point, walker) is { } walk && walk.Meters <= limitMeters) near.Add((stop, walk.Seconds));
        }

        return near;
    });

    /// <summary>Stops whose latitude lies within reach. A degree of latitude is 111 km everywhere: most stops are ruled out without trigonometry.</summary>
    private IEnumerable<int> Near(LatLon point)
    {
        if (!point.IsKnown) yield break;
        var reach = limitMeters / (ground.HasStreets ? 1 : Earth.Detour) / 111_000 + 0.0003;
        var first = Array.BinarySearch(byLatitude, (point.Latitude - reach, -1));
        for (var i = first < 0 ? ~first : first; i < byLatitude.Length && byLatitude[i].Latitude <= point.Latitude + reach; i++) yield return byLatitude[i].Stop;
    }

    private static void Add(RawFeed feed, string first, string second, int walkSeconds, int to, List<(int, int)> changes)
    {
        if (feed.ChangeSeconds(first, second, walkSeconds) is { } seconds) changes.Add((to, seconds));
    }

    private void Add(RawFeed feed, int from, int to, int walkSeconds, bool mirrored, List<(int, int)> changes)
    {
        var (first, second) = mirrored ? (stops[to].Id, stops[from].Id) : (stops[from].Id, stops[to].Id);
        Add(feed, first, second, walkSeconds, to, changes);
    }
}
