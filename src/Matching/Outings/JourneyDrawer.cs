using ResourceMatch.Domain.Places;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>Draws a way whose seconds are known, leg by leg.</summary>
/// <remarks>Keeps one planner for each day in use; not thread-safe.</remarks>
internal sealed class JourneyDrawer(TravelNetwork network)
{
    private readonly Dictionary<(DateOnly, DayOptions), (NetworkDay Day, JourneyPlanner Planner)> planners = [];

    public static Journey DrawDirect(TravelMode mode, Measured measured, int leaveSeconds, int arriveSeconds)
    {
        var meters = (int)Math.Ceiling(measured.Meters);
        Leg leg = mode == TravelMode.Car
            ? new Leg.Drive(leaveSeconds, arriveSeconds - leaveSeconds, meters)
            : new Leg.Walk(null, null, leaveSeconds, arriveSeconds - leaveSeconds, meters);
        return new Journey(leaveSeconds, arriveSeconds, [leg]) { Walking = measured.Along };
    }

    /// <param name="date">The date asked.</param>
    /// <param name="options">The day's walking limit.</param>
    /// <param name="access">Walks from where it starts.</param>
    /// <param name="egress">Walks to where it ends.</param>
    /// <param name="latestSeconds">The latest moment to leave for this way.</param>
    /// <param name="leaveSeconds">When they really leave: earlier than that where the place closes, and then they wait at the stop.</param>
    /// <param name="arriveSeconds">The arrival that the profile found.</param>
    public Journey Draw(
        DateOnly date, DayOptions options, IReadOnlyList<StopWalk> access, IReadOnlyList<StopWalk> egress, int latestSeconds, int leaveSeconds, int arriveSeconds)
    {
        if (!planners.TryGetValue((date, options), out var known))
        {
            var day = network.FindDay(date, options) ?? throw new InvalidOperationException($"No timetable on {date:yyyy-MM-dd}.");
            planners[(date, options)] = known = (day, new JourneyPlanner(day));
        }

        var found = known.Planner.Depart(access, latestSeconds, egress);
        if (found?.ArriveSeconds != arriveSeconds)
        {
            throw new InvalidOperationException($"The profile arrives at {arriveSeconds}, the journey leaving at {latestSeconds} at {found?.ArriveSeconds}.");
        }

        var legs = found.Legs.Select(leg => Map(known.Day, leg)).ToArray();
        if (legs[0] is Leg.Walk walk) legs[0] = walk with { StartSeconds = leaveSeconds };
        return new Journey(leaveSeconds, arriveSeconds, legs);
    }

    private Leg Map(NetworkDay day, Transit.Leg leg) => leg switch
    {
        Transit.Leg.Walk walk => new Leg.Walk(RefOf(day, walk.From), RefOf(day, walk.To), walk.StartSeconds, walk.DurationSeconds, MetersOf(day, walk)),
        Transit.Leg.Ride ride => new Leg.Ride(
            network.Feeds[ride.Feed].Key, day.Feeds[ride.Feed].GetTripId(ride.Trip), NameOf(ride.Line), ColorOf(ride.Line), ride.Headsign,
            RefOf(day, ride.Board)!.Value, RefOf(day, ride.Alight)!.Value, ride.StartSeconds, ride.EndSeconds, ride.ServiceDate,
            ride.HeadwaySeconds > 0 ? ride.HeadwaySeconds : null)
        {
            MustPhone = ride.MustPhone,
        },
        _ => throw new InvalidOperationException($"Unknown leg {leg.GetType().Name}."),
    };

    /// <summary>Between two stops the day keeps seconds alone; without streets the metres are those of the straight line.</summary>
    private int MetersOf(NetworkDay day, Transit.Leg.Walk walk)
    {
        if (network.Streets is not null || walk is not { From: { } from, To: { } to }) return walk.Meters;
        var (start, end) = (day.GetStop(from), day.GetStop(to));
        return start.HasPoint && end.HasPoint
            ? (int)Math.Ceiling(network.WalkedMeters(new GeoPoint(start.Longitude, start.Latitude), new GeoPoint(end.Longitude, end.Latitude)))
            : walk.Meters;
    }

    private StopRef? RefOf(NetworkDay day, StopIndex? index)
    {
        if (index is not { } known) return null;
        var stop = day.GetStop(known);
        return new StopRef(network.Feeds[day.FeedOf(known)].Key, stop.Id, stop.Name, stop.Longitude, stop.Latitude);
    }

    private static string NameOf(TransitLine line) => line.ShortName.Length > 0 ? line.ShortName : line.LongName.Length > 0 ? line.LongName : line.Id;

    private static string? ColorOf(TransitLine line) => line.Color.Length > 0 ? line.Color : null;
}
