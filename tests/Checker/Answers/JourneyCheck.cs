using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Answers;

/// <summary>Follows one printed way leg by leg through the raw rows.</summary>
/// <param name="feed">Null when no feed covers the date: then every ride is wrong.</param>
internal sealed class JourneyCheck(RawFeed? feed, Ground ground, DateOnly date, int walkLimitMeters, RawFamily family)
{
    private readonly List<Violation> found = [];

    /// <param name="earliestSeconds">The way may not begin before this.</param>
    /// <returns>What is wrong; empty = nothing.</returns>
    public IReadOnlyList<Violation> Check(PrintedJourney journey, LatLon from, LatLon to, int earliestSeconds)
    {
        string? at = null;
        var point = from;
        var now = earliestSeconds;
        var walkedLast = false;
        PrintedLeg.Ride? lastRide = null;
        var arrived = journey.Legs.Count == 0;
        foreach (var leg in journey.Legs)
        {
            if (arrived) Add(Fault.Broken, "a leg follows although the way has ended");
            switch (leg)
            {
                case PrintedLeg.Walk walk:
                    if (walkedLast) Add(Fault.TwoWalks, $"two walks follow each other at {Clock.Text(walk.Start)}");
                    if (walk.FromStop != at) Add(Fault.Broken, $"a walk begins at {walk.FromStop ?? "the start"}, but the family is at {at ?? "the start"}");
                    if (walk.Start < now) Add(Fault.Broken, $"a walk begins at {Clock.Text(walk.Start)}, before {Clock.Text(now)}");
                    arrived = walk.ToStop is null;
                    var goal = arrived ? to : StopPoint(walk.ToStop!);
                    CheckWalk(walk, walk.FromStop is null ? from : StopPoint(walk.FromStop), goal, walk.FromStop is not null && walk.ToStop is not null);
                    (at, point, now, walkedLast) = (walk.ToStop, goal, walk.Start + walk.Seconds, true);
                    break;
                case PrintedLeg.Ride ride:
                    if (ride.FromStop != at && !(at is null && lastRide is null && Earth.StraightMeters(point, StopPoint(ride.FromStop)) == 0)) Add(Fault.Broken, $"the ride on {ride.TripId} begins at {ride.FromStop}, but the family is at {at ?? "the start"}");
                    if (lastRide is not null) CheckChange(lastRide, ride);
                    else if (ride.Board < now) Add(Fault.MissedBus, $"reaches {ride.FromStop} at {Clock.Text(now)}, but {ride.TripId} is boarded at {Clock.Text(ride.Board)}");
                    CheckRide(ride);
                    (at, point, now, walkedLast, lastRide) = (ride.ToStop, StopPoint(ride.ToStop), ride.Alight, false, ride);
                    break;
                case PrintedLeg.Drive drive:
                    if (journey.Legs.Count > 1) Add(Fault.Broken, "a drive stands among other legs");
                    if (drive.Start < now) Add(Fault.Broken, $"the drive begins at {Clock.Text(drive.Start)}, before {Clock.Text(now)}");
                    if (drive.Seconds != ground.DriveSeconds(from, to)) Add(Fault.WalkTimeWrong, $"the drive takes {ground.DriveSeconds(from, to)} s, not {drive.Seconds} s");
                    (arrived, now, point) = (true, drive.Start + drive.Seconds, to);
                    break;
            }
        }

        if (!arrived && Earth.StraightMeters(point, to) > 0) Add(Fault.Broken, $"the way ends at {at}");
        CheckWalking(journey, from, to);
        if (now != journey.Arrive) Add(Fault.Broken, $"the last leg ends at {Clock.Text(now)}, but the way at {Clock.Text(journey.Arrive)}");
        return found;
    }

    /// <summary>"streets" may only be said where both ends lie on streets.</summary>
    private void CheckWalking(PrintedJourney journey, LatLon from, LatLon to)
    {
        if (journey.Walking.Length == 0) return;
        var walker = journey.Legs is [PrintedLeg.Drive] ? Walker.Car : family.Walker;
        var expected = ground.IsOnStreets(from, walker) && ground.IsOnStreets(to, walker) ? "streets" : "line";
        if (journey.Walking != expected) Add(Fault.WalkingWrong, $"says that it walks by {journey.Walking}, the ends say {expected}");
    }

    private void CheckWalk(PrintedLeg.Walk walk, LatLon from, LatLon to, bool betweenStops)
    {
        if (!from.IsKnown || !to.IsKnown)
        {
            Add(Fault.Broken, $"a walk from {walk.FromStop ?? "the start"} to {walk.ToStop ?? "the end"} whose points are unknown");
            return;
        }

        if (ground.Walk(from, to, family.Walker) is not { } way)
        {
            Add(Fault.WalkTooLong, $"there is no way on the streets from {walk.FromStop ?? "the start"} to {walk.ToStop ?? "the end"}");
            return;
        }

        var (meters, seconds) = (way.Meters, way.Seconds);
        var limit = betweenStops ? ground.BetweenStops(walkLimitMeters) : walkLimitMeters;
        if (meters > limit) Add(Fault.WalkTooLong, $"walks {meters:0} m from {walk.FromStop ?? "the start"} to {walk.ToStop ?? "the end"}, the limit is {limit} m");
        if (walk.Seconds != seconds) Add(Fault.WalkTimeWrong, $"the walk from {walk.FromStop ?? "the start"} to {walk.ToStop ?? "the end"} takes {seconds} s, not {walk.Seconds} s");
        // Metres are told for people; a second of walking is 1.2 m, and both may be rounded up.
        if (Math.Abs(walk.Meters - meters) > 2) Add(Fault.WalkTimeWrong, $"the walk from {walk.FromStop ?? "the start"} to {walk.ToStop ?? "the end"} is {meters:0} m, not {walk.Meters} m");
    }

    private void CheckRide(PrintedLeg.Ride ride)
    {
        if (feed is null || !feed.Trips.TryGetValue(ride.TripId, out var trip))
        {
            Add(Fault.UnknownTrip, $"there is no trip {ride.TripId}");
            return;
        }

        if (!feed.Runs(trip.ServiceId, ride.ServiceDate)) Add(Fault.DoesNotRun, $"trip {trip.Id} does not run on {ride.ServiceDate.DayOfWeek} {ride.ServiceDate:yyyy-MM-dd}");
        if (ride.Headway is not null && trip.Frequencies.All(row => row.Headway != ride.Headway)) Add(Fault.TimeNotInTimetable, $"trip {trip.Id} has no headway of {ride.Headway} s");
        if (family.NeedsStepFree && (trip.Wheelchair != 1 || feed.Stops[ride.FromStop].Wheelchair != 1 || feed.Stops[ride.ToStop].Wheelchair != 1)) Add(Fault.NotStepFree, $"trip {trip.Id} from {ride.FromStop} to {ride.ToStop} is not known to be step-free");
        CheckTimes(ride, trip);
    }

    private void CheckTimes(PrintedLeg.Ride ride, RawTrip trip)
    {
        var positions = Enumerable.Range(0, trip.Times.Count).ToList();
        var boards = positions.Where(i => trip.Times[i].StopId == ride.FromStop).ToList();
        var alights = positions.Where(i => trip.Times[i].StopId == ride.ToStop).ToList();
        if (boards.Count == 0 || alights.Count == 0)
        {
            Add(Fault.StopNotServed, $"trip {trip.Id} does not stop at {(boards.Count == 0 ? ride.FromStop : ride.ToStop)}");
            return;
        }

        var pairs = boards.SelectMany(_ => alights, (board, alight) => (Board: board, Alight: alight)).Where(pair => pair.Board < pair.Alight).ToList();
        if (pairs.Count == 0)
        {
            Add(Fault.WrongOrder, $"trip {trip.Id} calls at {ride.ToStop} before {ride.FromStop}");
            return;
        }

        var day = feed!.SecondsBetween(date, ride.ServiceDate);
        var timed = pairs.Where(pair => trip.Shifts().Any(shift => trip.Times[pair.Board].Departure + shift + day == ride.Board && trip.Times[pair.Alight].Arrival + shift + day == ride.Alight)).ToList();
        if (timed.Count == 0)
        {
            var (board, alight) = pairs[0];
            Add(Fault.TimeNotInTimetable, $"trip {trip.Id} of {ride.ServiceDate:yyyy-MM-dd} leaves {ride.FromStop} at {Clock.Text(trip.Times[board].Departure)} and reaches {ride.ToStop} at {Clock.Text(trip.Times[alight].Arrival)}, not {Clock.Text(ride.Board - day)} and {Clock.Text(ride.Alight - day)}");
        }
        else if (!timed.Any(pair => trip.Times[pair.Board].MayBoard(family.CanCallAhead) && trip.Times[pair.Alight].MayAlight(family.CanCallAhead)))
        {
            Add(Fault.MayNotBoard, $"trip {trip.Id} lets nobody in at {ride.FromStop}, or nobody out at {ride.ToStop}");
        }
        else if (timed.All(pair => (trip.Times[pair.Board].Pickup > 0 || trip.Times[pair.Alight].DropOff > 0) != ride.MustPhone))
        {
            Add(Fault.PhoneWrong, $"says mustPhone = {ride.MustPhone} of trip {trip.Id} from {ride.FromStop} to {ride.ToStop}, the rows say otherwise");
        }
    }

    private void CheckChange(PrintedLeg.Ride last, PrintedLeg.Ride next)
    {
        var walkSeconds = last.ToStop == next.FromStop ? 0 : ground.Walk(StopPoint(last.ToStop), StopPoint(next.FromStop), family.Walker)?.Seconds ?? int.MaxValue / 2;
        var needed = feed is null ? walkSeconds : feed.ChangeSeconds(last.ToStop, next.FromStop, walkSeconds);
        if (needed is null) Add(Fault.Broken, $"no change from {last.ToStop} to {next.FromStop} is possible");
        else if (next.Board - last.Alight < needed) Add(Fault.ChangeTooShort, $"{next.Board - last.Alight} s from {last.TripId} at {last.ToStop} to {next.TripId} at {next.FromStop}, {needed} s are needed");
    }

    private LatLon StopPoint(string id) => feed is not null && feed.Stops.TryGetValue(id, out var stop) ? stop.Point : LatLon.Unknown;

    private void Add(Fault fault, string sentence) => found.Add(new Violation(fault, sentence));
}
