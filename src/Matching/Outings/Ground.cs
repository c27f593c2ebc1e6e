using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>Metres of one direct way, and what they were measured along.</summary>
internal readonly record struct Measured(double Meters, Walking Along);

/// <summary>One household's own feet and car: how far it is between two points, along the streets where both lie on one, else by the straight line times the detour factor.</summary>
/// <remarks>Each known point is searched once; not thread-safe.</remarks>
internal sealed class Ground(TravelNetwork network, Household household)
{
    private readonly Dictionary<GeoPoint, StreetReach> walks = [];
    private readonly Dictionary<(GeoPoint Point, bool IsBack), StreetReach> drives = [];

    public Walker Walker { get; } = household.NeedsStepFree ? Walker.Wheelchair : household.HasStroller ? Walker.Pram : Walker.OnFoot;

    /// <summary>Whether a point lies on streets that this family can walk.</summary>
    public bool IsOnStreets(GeoPoint point) => network.SnapOf(point, Walker) is not null;

    /// <summary>How a way between two points on foot is measured.</summary>
    public Walking WalkingBetween(GeoPoint a, GeoPoint b) => network.Streets is not null && IsOnStreets(a) && IsOnStreets(b) ? Walking.Streets : Walking.Line;

    /// <param name="end">Where the household often starts or ends: it is searched once, as far as the walking limit.</param>
    /// <param name="place">The other point; a way on foot is as long back as there.</param>
    /// <param name="straightMeters">Between the two.</param>
    /// <returns>Null = farther than the household's own walking limit.</returns>
    public Measured? Walk(GeoPoint end, GeoPoint place, double straightMeters)
    {
        var limit = household.Limits.WalkMeters;
        if (network.Streets is null) return Line(straightMeters, limit);
        // A street is no shorter than the straight line but for the rounding of its pieces; most places need no snapping.
        if (straightMeters > (limit * 1.01) + 5) return null;
        if (network.SnapOf(end, Walker) is not { } from || network.SnapOf(place, Walker) is not { } to) return Line(straightMeters, limit);
        if (!walks.TryGetValue(end, out var reach)) walks[end] = reach = network.Streets.Walk(from, Walker, limit);
        return reach.MetersTo(to) is { } meters && meters <= limit ? new Measured(meters, Walking.Streets) : null;
    }

    /// <summary>By car; one-way streets make there and back differ.</summary>
    /// <param name="end">Searched once for each direction, as far as the one-way minutes go.</param>
    /// <param name="place">The other point.</param>
    /// <param name="straightMeters">Between the two.</param>
    /// <param name="isBack">From the place to the end.</param>
    /// <returns>Null = farther than the household's one-way minutes, or no way at all.</returns>
    public Measured? Drive(GeoPoint end, GeoPoint place, double straightMeters, bool isBack)
    {
        if (network.Streets is null || network.CarSnapOf(end) is not { } from || network.CarSnapOf(place) is not { } to) return Line(straightMeters, double.MaxValue);
        var limitMeters = (int)Math.Clamp(((household.Limits.OneWayMinutes * 60.0) - network.Options.ParkSeconds) * network.Options.DriveMetersPerSecond, 0, StreetSearch.MostMeters);
        if (!drives.TryGetValue((end, isBack), out var reach)) drives[(end, isBack)] = reach = network.Streets.Drive(from, limitMeters, towards: isBack);
        return reach.MetersTo(to) is { } meters ? new Measured(meters, Walking.Streets) : null;
    }

    public int DriveSeconds(double meters) => (int)Math.Ceiling(meters / network.Options.DriveMetersPerSecond) + network.Options.ParkSeconds;

    private Measured? Line(double straightMeters, double limit) =>
        straightMeters * network.Options.DetourFactor is var meters && meters <= limit ? new Measured(meters, Walking.Line) : null;
}
