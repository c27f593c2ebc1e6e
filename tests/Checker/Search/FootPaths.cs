using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Search;

/// <summary>Who can walk where within a limit: between stops, and between a point and stops. One walk at a time.</summary>
internal sealed class FootPaths
{
    private readonly IReadOnlyList<RawStop> stops;
    private readonly int limitMeters;

    /// <param name="mirrored">True = the walks of a mirrored day: a rule for the way from A to B holds from B to A.</param>
    public FootPaths(RawFeed feed, IReadOnlyList<RawStop> stops, int limitMeters, bool mirrored)
    {
        this.stops = stops;
        this.limitMeters = limitMeters;
        var changes = new List<(int, int)>[stops.Count];
        for (var from = 0; from < stops.Count; from++)
        {
            changes[from] = [];
            foreach (var (to, seconds) in From(stops[from].Point))
            {
                if (to != from) Add(feed, from, to, seconds, mirrored, changes[from]);
            }

            Add(feed, from, from, 0, mirrored, changes[from]);
        }

        Changes = changes;
    }

    /// <summary>By stop where one alights: (stop to board at, seconds from alighting until boarding is possible).</summary>
    public IReadOnlyList<List<(int Stop, int Seconds)>> Changes { get; }

    /// <returns>The stops near a point, with walking seconds.</returns>
    public List<(int Stop, int Seconds)> From(LatLon point)
    {
        var near = new List<(int, int)>();
        // A degree of latitude is 111 km everywhere: most stops are ruled out without trigonometry.
        var reach = limitMeters / 1.3 / 111_000 + 0.0001;
        for (var stop = 0; point.IsKnown && stop < stops.Count; stop++)
        {
            if (!stops[stop].Point.IsKnown || Math.Abs(stops[stop].Point.Latitude - point.Latitude) > reach) continue;
            if (Earth.WalkedMeters(point, stops[stop].Point) <= limitMeters) near.Add((stop, Earth.WalkSeconds(point, stops[stop].Point)));
        }

        return near;
    }

    private void Add(RawFeed feed, int from, int to, int walkSeconds, bool mirrored, List<(int, int)> changes)
    {
        var (first, second) = mirrored ? (stops[to].Id, stops[from].Id) : (stops[from].Id, stops[to].Id);
        if (feed.ChangeSeconds(first, second, walkSeconds) is { } seconds) changes.Add((to, seconds));
    }
}
