namespace ResourceMatch.Transit;

/// <summary>Every useful way of a day from one home to all stops, and back from all stops to it.</summary>
/// <remarks>
/// Range RAPTOR: leave times latest first, labels kept, so that each departure only pays for what it improves. The way back is the same code on
/// the day run backwards. Leave times are those at which a vehicle at an access stop is just caught, to the second. Keeps its arrays between
/// searches: use one instance for each thread.
/// </remarks>
public sealed class ProfileSearch(NetworkDay day)
{
    private readonly ProfileStarts starts = new();
    private StopWay[] ways = new StopWay[1_024];
    private RaptorSearch? forward;
    private RaptorSearch? backward;

    /// <summary>From a home: leave it, walk to an access stop, ride, alight. Everything lies within the window.</summary>
    /// <param name="access">The walks from the home to its stops.</param>
    /// <param name="window">Leaving the home and arriving at the stop both lie in it.</param>
    /// <param name="onlyStops">Stops to keep ways for; null keeps all.</param>
    public DayProfile Out(IReadOnlyList<StopWalk> access, TimeWindow window, IReadOnlyCollection<StopIndex>? onlyStops = null, int longestSeconds = RaptorSearch.Unreached)
    {
        forward ??= new RaptorSearch(day.Forward);
        return Search(forward, access, window.FromSeconds, window.UntilSeconds, onlyStops, longestSeconds, isBackward: false);
    }

    /// <summary>To a home: board a vehicle at a stop, ride, alight at an egress stop, walk home. Everything lies within the window.</summary>
    /// <param name="egress">The walks from the stops to the home.</param>
    /// <param name="window">Departing from the stop and being home both lie in it.</param>
    /// <param name="onlyStops">Stops to keep ways for; null keeps all.</param>
    public DayProfile Back(IReadOnlyList<StopWalk> egress, TimeWindow window, IReadOnlyCollection<StopIndex>? onlyStops = null, int longestSeconds = RaptorSearch.Unreached)
    {
        backward ??= new RaptorSearch(day.Backward);
        return Search(backward, egress, -window.UntilSeconds, -window.FromSeconds, onlyStops, longestSeconds, isBackward: true);
    }

    private DayProfile Search(
        RaptorSearch search, IReadOnlyList<StopWalk> access, int fromSeconds, int untilSeconds, IReadOnlyCollection<StopIndex>? onlyStops, int longestSeconds, bool isBackward)
    {
        var before = search.Counters;
        var arrays = search.Day;
        var wanted = onlyStops is null ? null : new bool[arrays.StopCount];
        foreach (var stop in onlyStops ?? [])
        {
            wanted![stop.Value] = true;
        }

        var count = 0;
        var all = starts.List(arrays, access, fromSeconds, untilSeconds);
        search.StartProfile(untilSeconds);
        for (var i = 0; i < all.Length;)
        {
            var (first, leave) = (i, all[i].LeaveSeconds);
            while (i < all.Length && all[i].LeaveSeconds == leave)
            {
                i++;
            }

            search.DepartForProfile(all[first..i], (int)Math.Min(untilSeconds, (long)leave + longestSeconds));
            var state = search.State;
            if (ways.Length < count + state.TouchedCount)
            {
                Array.Resize(ref ways, 2 * (count + state.TouchedCount));
            }

            foreach (var stop in state.Touched.AsSpan(0, state.TouchedCount))
            {
                if (wanted is null || wanted[stop])
                {
                    ways[count++] = new StopWay(stop, isBackward
                        ? new ProfileEntry(-state.ByRide[stop], -leave, state.Rides[stop])
                        : new ProfileEntry(leave, state.ByRide[stop], state.Rides[stop]));
                }
            }
        }

        return new DayProfile(ways[..count], count, arrays.StopCount, isBackward, Difference(search.Counters, before));
    }

    private static SearchCounters Difference(SearchCounters now, SearchCounters before) => new(
        now.Departures - before.Departures,
        now.Rounds - before.Rounds,
        now.PatternsScanned - before.PatternsScanned,
        now.StopsScanned - before.StopsScanned,
        now.TripsProbed - before.TripsProbed,
        now.ArrivalsImproved - before.ArrivalsImproved,
        now.FootpathsWalked - before.FootpathsWalked);
}
