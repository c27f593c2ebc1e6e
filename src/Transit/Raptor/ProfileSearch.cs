namespace ResourceMatch.Transit;

/// <summary>Every useful way of a day from one home to all stops, and back from all stops to it.</summary>
/// <remarks>
/// Range RAPTOR: leave times latest first, labels kept, so that each departure only pays for what it improves. The way back is the same code on
/// the day run backwards. Leave times are those at which a vehicle at an access stop is just caught, to the second. Keeps its arrays between
/// searches: use one instance for each thread.
/// </remarks>
public sealed class ProfileSearch(NetworkDay day)
{
    private RaptorSearch? forward;
    private RaptorSearch? backward;

    /// <summary>From a home: leave it, walk to an access stop, ride, alight. Everything lies within the window.</summary>
    /// <param name="access">The walks from the home to its stops.</param>
    /// <param name="window">Leaving the home and arriving at the stop both lie in it.</param>
    /// <param name="onlyStops">Stops to keep ways for; null keeps all.</param>
    public DayProfile Out(IReadOnlyList<StopWalk> access, TimeWindow window, IReadOnlyCollection<StopIndex>? onlyStops = null, int longestSeconds = RaptorSearch.Unreached)
    {
        forward ??= new RaptorSearch(day.Forward);
        return Search(forward, day.Forward, access, window.FromSeconds, window.UntilSeconds, onlyStops, longestSeconds, isBackward: false);
    }

    /// <summary>To a home: board a vehicle at a stop, ride, alight at an egress stop, walk home. Everything lies within the window.</summary>
    /// <param name="egress">The walks from the stops to the home.</param>
    /// <param name="window">Departing from the stop and being home both lie in it.</param>
    /// <param name="onlyStops">Stops to keep ways for; null keeps all.</param>
    public DayProfile Back(IReadOnlyList<StopWalk> egress, TimeWindow window, IReadOnlyCollection<StopIndex>? onlyStops = null, int longestSeconds = RaptorSearch.Unreached)
    {
        backward ??= new RaptorSearch(day.Backward);
        return Search(backward, day.Backward, egress, -window.UntilSeconds, -window.FromSeconds, onlyStops, longestSeconds, isBackward: true);
    }

    private static DayProfile Search(
        RaptorSearch search, DayArrays arrays, IReadOnlyList<StopWalk> access, int fromSeconds, int untilSeconds, IReadOnlyCollection<StopIndex>? onlyStops, int longestSeconds, bool isBackward)
    {
        var before = search.Counters;
        var wanted = onlyStops is null ? null : new bool[arrays.StopCount];
        foreach (var stop in onlyStops ?? [])
        {
            wanted![stop.Value] = true;
        }

        var collector = new ProfileCollector(arrays.StopCount);
        var starts = ListStarts(arrays, access, fromSeconds, untilSeconds);
        var group = new List<(int Stop, int BoardableSeconds)>();
        search.StartProfile(untilSeconds);
        for (var i = 0; i < starts.Count;)
        {
            var leave = starts[i].LeaveSeconds;
            group.Clear();
            for (; i < starts.Count && starts[i].LeaveSeconds == leave; i++)
            {
                group.Add((starts[i].Stop, starts[i].BoardableSeconds));
            }

            search.DepartForProfile(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(group), (int)Math.Min(untilSeconds, (long)leave + longestSeconds));
            var state = search.State;
            for (var k = 0; k < state.TouchedCount; k++)
            {
                var stop = state.Touched[k];
                if (wanted is null || wanted[stop])
                {
                    var entry = isBackward
                        ? new ProfileEntry(-state.ByRide[stop], -leave, state.Rides[stop])
                        : new ProfileEntry(leave, state.ByRide[stop], state.Rides[stop]);
                    collector.Add(stop, entry);
                }
            }
        }

        return collector.Finish(isBackward, Difference(search.Counters, before));
    }

    /// <summary>Every moment at which the home must be left to just catch a vehicle at one of its stops, latest first.</summary>
    private static List<(int LeaveSeconds, int Stop, int BoardableSeconds)> ListStarts(DayArrays arrays, IReadOnlyList<StopWalk> access, int fromSeconds, int untilSeconds)
    {
        var starts = new HashSet<(int LeaveSeconds, int Stop, int BoardableSeconds)>();
        foreach (var (stop, walkSeconds, _) in access)
        {
            for (var at = arrays.PlaceBase[stop.Value]; at < arrays.PlaceBase[stop.Value + 1]; at++)
            {
                var (pattern, position) = arrays.BoardingPlaces[at];
                for (var trip = arrays.TripBase[pattern]; trip < arrays.TripBase[pattern + 1]; trip++)
                {
                    var departure = arrays.EventAt(pattern, trip, position).DepartureSeconds;
                    if (departure - walkSeconds >= fromSeconds && departure - walkSeconds <= untilSeconds)
                    {
                        starts.Add((departure - walkSeconds, stop.Value, departure));
                    }
                }
            }
        }

        var ordered = starts.ToList();
        ordered.Sort((a, b) => b.CompareTo(a));
        return ordered;
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
