namespace ResourceMatch.Transit;

/// <summary>For the departures of a window: when a vehicle first brings one to each stop, and which stops changed since the departure after it.</summary>
/// <remarks>For whoever walks on from the stop to a door: <see cref="RaptorSearch.FindArrivals(IReadOnlyList{StopWalk}, IEnumerable{int}, ArrivalsVisitor)"/> already counts a walk, and two walks never follow each other. Keeps its arrays: one for each thread.</remarks>
public sealed class WindowSearch(NetworkDay day)
{
    private readonly RaptorSearch search = new(day);
    private ProfileStart[] starts = [];

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
        if (starts.Length < access.Count)
        {
            starts = new ProfileStart[access.Count];
        }

        search.StartProfile(RaptorSearch.Unreached);
        var last = int.MaxValue;
        foreach (var leave in leaveSecondsLatestFirst)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leave, last, nameof(leaveSecondsLatestFirst));
            last = leave;
            for (var i = 0; i < access.Count; i++)
            {
                starts[i] = new ProfileStart(leave, access[i].Stop.Value, leave + access[i].WalkSeconds);
            }

            search.DepartForProfile(starts.AsSpan(0, access.Count));
            visit(leave, search.State.ByRide.AsSpan(0, day.StopCount), search.State.Touched.AsSpan(0, search.State.TouchedCount));
        }
    }
}

/// <summary>Receives one departure. Both spans are valid only during the call.</summary>
/// <param name="leaveSeconds">When the place is left.</param>
/// <param name="byRideSeconds">For each stop, <see cref="RaptorSearch.Unreached"/> where no ride goes.</param>
/// <param name="sooner">Stops reached sooner than when leaving at the departure before this call.</param>
public delegate void RidesVisitor(int leaveSeconds, ReadOnlySpan<int> byRideSeconds, ReadOnlySpan<int> sooner);
