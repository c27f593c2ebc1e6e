using System.Collections.Concurrent;
using System.Xml.Linq;

namespace ResourceMatch.Checker.Raw;

/// <summary>A walk as the terms measure it: meters to hold against a limit, and seconds.</summary>
internal readonly record struct RawWalk(double Meters, int Seconds, bool OnStreets);

/// <summary>How far it is on foot and by car: along streets where both ends lie near one, else along the straight line times 1.3.</summary>
/// <remarks>Thread-safe: what was found once is kept.</remarks>
internal sealed class Ground
{
    /// <summary>Where there are streets nobody walks farther between two stops, whatever the family's limit.</summary>
    public const int StopToStopMeters = 1_000;

    public static readonly Ground Lines = new(null);

    private readonly ConcurrentDictionary<Walker, Lazy<RawStreets>> networks = [];
    private readonly ConcurrentDictionary<(LatLon, Walker), Lazy<(RawFoothold At, int[] Reached)?>> reached = [];
    private readonly XElement? osm;

    private Ground(XElement? osm) => this.osm = osm;

    public static Ground Read(string osmPath) => new(XDocument.Load(osmPath).Root!);

    public static Ground Of(XElement osm) => new(osm);

    public bool HasStreets => osm is not null;

    /// <summary>How far a family that walks so far walks between two stops.</summary>
    public int BetweenStops(int limitMeters) => HasStreets ? Math.Min(limitMeters, StopToStopMeters) : limitMeters;

    public bool IsOnStreets(LatLon point, Walker walker) => Find(point, walker) is not null;

    /// <returns>Null = one of the points is unknown, or both lie on streets between which there is no way.</returns>
    public RawWalk? Walk(LatLon from, LatLon to, Walker walker)
    {
        if (!from.IsKnown || !to.IsKnown) return null;
        if (Find(from, walker) is { } start && Find(to, walker) is { } end)
            return RawStreets.Meters(start.At, start.Reached, end.At) is { } meters ? new RawWalk(meters, (int)Math.Ceiling(meters / Earth.WalkMetersPerSecond), true) : null;
        return new RawWalk(Earth.WalkedMeters(from, to), Earth.WalkSeconds(from, to), false);
    }

    /// <returns>The walk between two stops to change buses, within the family's limit; null = too far.</returns>
    public RawWalk? WalkBetweenStops(LatLon from, LatLon to, Walker walker, int limitMeters) =>
        Walk(from, to, walker) is { } walk && walk.Meters <= BetweenStops(limitMeters) ? walk : null;

    /// <returns>Seconds by car, parking included; null = no way.</returns>
    public int? DriveSeconds(LatLon from, LatLon to)
    {
        if (!from.IsKnown || !to.IsKnown) return null;
        if (Find(from, Walker.Car) is not { } start || Find(to, Walker.Car) is not { } end) return Earth.DriveSeconds(from, to);
        return RawStreets.Meters(start.At, start.Reached, end.At) is { } meters ? (int)Math.Ceiling(meters / Earth.DriveMetersPerSecond) + Earth.ParkSeconds : null;
    }

    private (RawFoothold At, int[] Reached)? Find(LatLon point, Walker walker) => osm is null ? null : reached.GetOrAdd((point, walker), key => new Lazy<(RawFoothold, int[])?>(() =>
    {
        var streets = networks.GetOrAdd(key.Item2, of => new Lazy<RawStreets>(() => new RawStreets(osm, of))).Value;
        return streets.Snap(key.Item1) is { } at ? (at, streets.From(at)) : null;
    })).Value;
}
