namespace ResourceMatch.Transit;

/// <summary>For the departures of a window: when a vehicle first brings one to each stop, and which stops changed since the departure after it.</summary>
/// <remarks>For whoever walks on from the stop to a door: <see cref="RaptorSearch.FindArrivals(IReadOnlyList{StopWalk}, IEnumerable{int}, ArrivalsVisitor)"/> already counts a walk, and two walks never follow each other. Keeps its arrays: one for each thread.</remarks>
public sealed class WindowSearch(NetworkDay day)
{
    private readonly RaptorSearch search = new(day);
    private readonly ProfileStarts catches = new();

    /// <summary>The work done since the search was made.</summary>
    public SearchCounters Counters => search.Counters;

    /// <param name="access">The walks to the access stops; may be empty.</param>
    /// <param name="leaveSecondsLatestFirst">Leave times, each earlier than the one before.</param>
    /// <param name="visit">Called for each leave time.</param>
    public void FindRides(IReadOnlyList<StopWalk> access, IEnumerable<int> leaveSecondsLatestFirst, RidesVisitor visit)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(leaveSecondsLatestFirst);
        ArgumentNullException.ThrowIfNull(visit);
        int[] leaves = [.. leaveSecondsLatestFirst];
        for (var i = 1; i < leaves.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leaves[i], leaves[i - 1], nameof(leaveSecondsLatestFirst));
        }

        if (leaves.Length == 0)
        {
            return;
        }

        search.StartProfile(RaptorSearch.Unreached);
        search.DepartForProfile([.. access.Select(walk => new ProfileStart(leaves[0], walk.Stop.Value, leaves[0] + walk.WalkSeconds))]);
        Visit(leaves[0], visit);
        // Before that, only a vehicle that one misses by leaving later can bring one anywhere sooner.
        var caught = catches.List(day.Forward, access, leaves[^1], leaves[0] - 1);
        var next = 0;
        foreach (var leave in leaves.AsSpan(1))
        {
            var first = next;
            while (next < caught.Length && caught[next].LeaveSeconds >= leave)
            {
                next++;
            }

            search.DepartForProfile(caught[first..next]);
            Visit(leave, visit);
        }
    }

    private void Visit(int leave, RidesVisitor visit) =>
        visit(leave, search.State.ByRide.AsSpan(0, day.StopCount), search.State.Touched.AsSpan(0, search.State.TouchedCount));
}

/// <summary>Receives one departure. Both spans are valid only during the call.</summary>
/// <param name="leaveSeconds">When the place is left.</param>
/// <param name="byRideSeconds">For each stop, <see cref="RaptorSearch.Unreached"/> where no ride goes.</param>
/// <param name="sooner">Stops reached sooner than when leaving at the departure before this call.</param>
public delegate void RidesVisitor(int leaveSeconds, ReadOnlySpan<int> byRideSeconds, ReadOnlySpan<int> sooner);
