namespace ResourceMatch.Transit;

/// <summary>The best journey between two places, leg by leg.</summary>
/// <remarks>
/// Earliest arrival (or latest leave), among equals the fewest rides; then, on the vehicles found, the stops to board, change and alight at that
/// need the least walking. Places are given by their walks to stops; a way without any ride is the caller's to compare. Keeps its arrays between
/// searches: use one instance for each thread.
/// </remarks>
public sealed class JourneyPlanner(NetworkDay day)
{
    private RaptorSearch? forward;
    private RaptorSearch? backward;

    /// <summary>Leaves at or after a time and arrives as early as possible.</summary>
    /// <returns>Null when no ride leads there.</returns>
    public Journey? Depart(IReadOnlyList<StopWalk> access, int leaveSeconds, IReadOnlyList<StopWalk> egress)
    {
        forward ??= new RaptorSearch(day.Forward);
        return FindChain(forward, day.Forward, access, leaveSeconds, egress) is { } chain ? JourneyTeller.Tell(day, chain, access, egress) : null;
    }

    /// <summary>Arrives at or before a time and leaves as late as possible.</summary>
    /// <returns>Null when no ride leads there.</returns>
    public Journey? ArriveBy(IReadOnlyList<StopWalk> access, int arriveSeconds, IReadOnlyList<StopWalk> egress)
    {
        backward ??= new RaptorSearch(day.Backward);
        return FindChain(backward, day.Backward, egress, -arriveSeconds, access) is { } chain ? JourneyTeller.Tell(day, chain.Mirror(day.Forward), access, egress) : null;
    }

    private static RideChain? FindChain(RaptorSearch search, DayArrays arrays, IReadOnlyList<StopWalk> access, int leaveSeconds, IReadOnlyList<StopWalk> egress)
    {
        var trace = search.Trace(access, leaveSeconds, DayArrays.Unreached);
        var best = (ArriveSeconds: DayArrays.Unreached, Rides: 0, WalkSeconds: 0, Stop: -1);
        foreach (var (stop, walkSeconds, _) in egress)
        {
            var byRide = search.State.ByRide[stop.Value];
            var way = (byRide + walkSeconds, search.State.Rides[stop.Value], walkSeconds, stop.Value);
            if (byRide < DayArrays.Unreached && way.CompareTo(best) < 0)
            {
                best = way;
            }
        }

        if (best.Stop < 0)
        {
            return null;
        }

        var vehicles = new Stack<(int Pattern, int Trip)>();
        for (var ride = trace.RideTo[best.Stop]; ride >= 0; ride = trace[ride].Before)
        {
            vehicles.Push((trace[ride].Pattern, trace[ride].Trip));
        }

        return LeastWalking.Choose(arrays, access, leaveSeconds, [.. vehicles], egress, best.ArriveSeconds);
    }
}

/// <summary>Vehicles in order with the positions at which one gets on and off, and the places in the access and egress lists.</summary>
internal sealed record RideChain(int Access, IReadOnlyList<ChainedRide> Rides, int Egress)
{
    /// <summary>The same chain on the day run forward, when it was found on the day run backwards.</summary>
    public RideChain Mirror(DayArrays forward) => new(Egress, [.. Rides.Reverse().Select(ride => ride.Mirror(forward))], Access);
}

/// <summary>A ride; the trip is counted within its pattern.</summary>
internal readonly record struct ChainedRide(int Pattern, int Trip, int BoardPosition, int AlightPosition)
{
    public ChainedRide Mirror(DayArrays day)
    {
        var lastStop = day.StopBase[Pattern + 1] - day.StopBase[Pattern] - 1;
        var lastTrip = day.TripBase[Pattern + 1] - day.TripBase[Pattern] - 1;
        return new ChainedRide(Pattern, lastTrip - Trip, lastStop - AlightPosition, lastStop - BoardPosition);
    }
}
