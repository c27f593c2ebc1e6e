using System.Collections.Concurrent;
using ResourceMatch.Domain.Places;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>Which stops, and which place on a street, belong to a point: found once for each kind of walker and kept beside the timetable.</summary>
/// <remarks>Thread-safe; whoever comes second finds the same.</remarks>
internal sealed class PlaceAccess(IReadOnlyList<Timetable> timetables, StreetGround? streets)
{
    // Searched at one of a few limits, then cut: families differ by some hundred metres.
    private static readonly int[] Levels = [1_250, 2_500, 5_000];

    private readonly ConcurrentDictionary<(GeoPoint Point, Walker Walker, int Meters), StopWalk[]> walks = new();
    private readonly ConcurrentDictionary<(GeoPoint Point, Walker? Walker), StreetPoint?> snaps = new();
    private readonly ConcurrentDictionary<(GeoPoint Point, Walker Walker), double?> nearest = new();
    private readonly StopGrid grid = new(timetables);

    /// <summary>Nearest first; none is farther than the options' limit.</summary>
    public StopWalk[] WalksOf(GeoPoint point, DayOptions options)
    {
        var key = (point, options.Walker, options.MaxWalkMeters);
        if (walks.TryGetValue(key, out var known)) return known;
        var level = Array.Find(Levels, level => level >= options.MaxWalkMeters) is var found and > 0 ? found : options.MaxWalkMeters;
        if (level == options.MaxWalkMeters) return walks[key] = Search(point, options, level);
        if (!walks.TryGetValue((point, options.Walker, level), out var all)) walks[(point, options.Walker, level)] = all = Search(point, options, level);
        return walks[key] = [.. all.Where(walk => walk.WalkMeters <= options.MaxWalkMeters)];
    }

    /// <summary>As <see cref="WalksOf"/>, found anew and not remembered.</summary>
    public StopWalk[] FindWalks(GeoPoint point, DayOptions options) => Search(point, options, options.MaxWalkMeters);

    /// <returns>Null without streets, or when none is near that this walker may use.</returns>
    public StreetPoint? SnapOf(GeoPoint point, Walker walker) => streets is null
        ? null
        : snaps.GetOrAdd((point, walker), static (key, network) => network.Snap(key.Point.Latitude, key.Point.Longitude, key.Walker!.Value), streets.Network);

    /// <summary>As <see cref="SnapOf"/>, for a car.</summary>
    public StreetPoint? CarSnapOf(GeoPoint point) => streets is null
        ? null
        : snaps.GetOrAdd((point, null), static (key, network) => network.SnapForCar(key.Point.Latitude, key.Point.Longitude), streets.Network);

    /// <summary>Walked metres to the nearest stop, however far; null when there is none within 100 km.</summary>
    public double? NearestMeters(GeoPoint point, DayOptions options) => nearest.GetOrAdd((point, options.Walker), (_, asked) =>
    {
        for (var meters = 2_000; meters <= 128_000; meters *= 2)
        {
            if (Search(point, asked, meters) is [var first, ..]) return first.WalkMeters;
        }

        return null;
    }, options);

    private StopWalk[] Search(GeoPoint point, DayOptions options, int meters) => streets is null
        ? [.. grid.WalksFrom(point.Latitude, point.Longitude, options, meters)]
        : [.. streets.Stops.WalksFrom(point.Latitude, point.Longitude, options, meters)];
}
