namespace ResourceMatch.Transit;

/// <summary>Round-based public transit routing, one place to all stops (Delling, Pajor, Werneck: Round-Based Public Transit Routing, 2012).</summary>
/// <remarks>
/// Round k finds what k rides can reach: every pattern that passes a stop improved in round k-1 is scanned once from its first such position.
/// Exact on zero-minute hops, loops (positions, not stops), overtaking (FIFO chains) and without a limit on rides. Walks are one hop: before,
/// between or after rides, never two in a row, hence no closure of the footpaths is needed.
/// Keeps its arrays between searches: use one instance for each thread; the <see cref="NetworkDay"/> behind it is shared.
/// </remarks>
public sealed class RaptorSearch
{
    /// <summary>The arrival at a stop that cannot be reached.</summary>
    public const int Unreached = DayArrays.Unreached;

    private readonly DayArrays day;
    private readonly RoundState state;
    private long departures;
    private long rounds;
    private long patternsScanned;
    private long stopsScanned;
    private long tripsProbed;
    private long arrivalsImproved;
    private long footpathsWalked;
    private int latestSeconds = Unreached;

    /// <summary>A search over a day, forward in time.</summary>
    public RaptorSearch(NetworkDay day)
        : this(day is null ? throw new ArgumentNullException(nameof(day)) : day.Forward)
    {
    }

    internal RaptorSearch(DayArrays day)
    {
        this.day = day;
        state = new RoundState(day.StopCount, day.PatternCount);
    }

    private interface ISwitch
    {
        static abstract bool IsOn { get; }
    }

    /// <summary>The work done since the search was made.</summary>
    public SearchCounters Counters => new(departures, rounds, patternsScanned, stopsScanned, tripsProbed, arrivalsImproved, footpathsWalked);

    internal RoundState State => state;

    /// <summary>Earliest arrival at every stop when leaving a place at one time: walks to the access stops, rides, and one walk after the last ride.</summary>
    /// <returns>Seconds for each stop, <see cref="Unreached"/> where there is no way. Valid until the next search of this instance.</returns>
    public ReadOnlySpan<int> FindArrivals(IReadOnlyList<StopWalk> access, int leaveSeconds)
    {
        state.Reset(Unreached);
        Depart<On, Off>(access, leaveSeconds);
        return state.AtAll;
    }

    /// <summary>As <see cref="FindArrivals"/> for several leave times; labels are kept from a later departure to an earlier one (rRAPTOR), so a window costs a few times one departure.</summary>
    /// <param name="access">The walks to the access stops.</param>
    /// <param name="leaveSecondsLatestFirst">Leave times, each earlier than the one before.</param>
    /// <param name="visit">Called for each leave time with the arrivals at all stops, valid only during the call.</param>
    public void FindArrivals(IReadOnlyList<StopWalk> access, IEnumerable<int> leaveSecondsLatestFirst, ArrivalsVisitor visit)
    {
        ArgumentNullException.ThrowIfNull(leaveSecondsLatestFirst);
        ArgumentNullException.ThrowIfNull(visit);
        state.Reset(Unreached);
        var last = int.MaxValue;
        foreach (var leave in leaveSecondsLatestFirst)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(leave, last, nameof(leaveSecondsLatestFirst));
            last = leave;
            Depart<On, Off>(access, leave);
            visit(leave, state.AtAll);
        }
    }

    /// <summary>One departure that remembers its rides; labels of earlier calls are forgotten.</summary>
    internal RideTrace Trace(IReadOnlyList<StopWalk> access, int leaveSeconds, int latestSeconds)
    {
        state.Trace ??= new RideTrace(day.StopCount);
        state.Reset(latestSeconds);
        Depart<Off, On>(access, leaveSeconds);
        return state.Trace;
    }

    /// <summary>Forgets all labels before a run of <see cref="DepartForProfile"/>.</summary>
    internal void StartProfile(int latestSeconds) => state.Reset(latestSeconds);

    /// <summary>One departure of a profile: only what it improves over later departures is searched; state.Touched lists the stops it reaches sooner.</summary>
    internal void DepartForProfile(ReadOnlySpan<(int Stop, int BoardableSeconds)> starts, int arriveBySeconds = Unreached)
    {
        departures++;
        latestSeconds = arriveBySeconds;
        foreach (var (stop, seconds) in starts)
        {
            if (seconds < state.Boardable[stop])
            {
                state.Boardable[stop] = seconds;
                state.MarkBoardable(stop);
            }
        }

        ClearTouched();
        Run<Off, Off>();
    }

    private void Depart<TAtAll, TTrace>(IReadOnlyList<StopWalk> access, int leaveSeconds)
        where TAtAll : struct, ISwitch
        where TTrace : struct, ISwitch
    {
        departures++;
        for (var i = 0; i < access.Count; i++)
        {
            var (stop, at) = (access[i].Stop.Value, leaveSeconds + access[i].WalkSeconds);
            if (at < state.Boardable[stop])
            {
                state.Boardable[stop] = at;
                state.MarkBoardable(stop);
                if (TTrace.IsOn)
                {
                    state.Trace!.BoardableFrom[stop] = ~i;
                }
            }

            if (TAtAll.IsOn && at < state.AtAll[stop])
            {
                state.AtAll[stop] = at;
            }
        }

        ClearTouched();
        Run<TAtAll, TTrace>();
    }

    private void ClearTouched()
    {
        for (var i = 0; i < state.TouchedCount; i++)
        {
            state.IsTouched[state.Touched[i]] = false;
        }

        state.TouchedCount = 0;
    }

    private void Run<TAtAll, TTrace>()
        where TAtAll : struct, ISwitch
        where TTrace : struct, ISwitch
    {
        for (var ride = 1; state.BoardMarkedCount > 0; ride++)
        {
            rounds++;
            var queued = QueuePatterns();
            for (var i = 0; i < queued; i++)
            {
                var pattern = state.Queue[i];
                var from = state.QueuedPosition[pattern];
                state.QueuedPosition[pattern] = int.MaxValue;
                Scan<TTrace>(pattern, from, ride);
            }

            patternsScanned += queued;
            Walk<TAtAll, TTrace>();
        }
    }

    /// <summary>Queues every pattern that passes a stop which can be boarded sooner, from the first such position.</summary>
    private int QueuePatterns()
    {
        var queued = 0;
        for (var i = 0; i < state.BoardMarkedCount; i++)
        {
            var stop = state.BoardMarked[i];
            state.IsBoardMarked[stop] = false;
            for (var at = day.PlaceBase[stop]; at < day.PlaceBase[stop + 1]; at++)
            {
                var place = day.BoardingPlaces[at];
                ref var position = ref state.QueuedPosition[place.Pattern];
                if (position == int.MaxValue)
                {
                    state.Queue[queued++] = place.Pattern;
                }

                position = Math.Min(position, place.Position);
            }
        }

        state.BoardMarkedCount = 0;
        return queued;
    }

    /// <summary>Rides along one pattern: alight wherever that is sooner, change to an earlier vehicle wherever one can be caught.</summary>
    /// <remarks>Boarding times change only between rounds (<see cref="Walk"/>), so no ride of a round builds on another ride of it, and rides are counted right.</remarks>
    private void Scan<TTrace>(int pattern, int from, int ride)
        where TTrace : struct, ISwitch
    {
        var stops = day.PatternStops.AsSpan(day.StopBase[pattern]..day.StopBase[pattern + 1]);
        var trips = day.TripBase[pattern + 1] - day.TripBase[pattern];
        var events = day.Events.AsSpan(day.EventBase[pattern], trips * stops.Length);
        var trip = trips;   // none yet
        var boardPosition = -1;
        for (var i = from; i < stops.Length; i++)
        {
            var stop = stops[i];
            if (trip < trips && events[(trip * stops.Length) + i].ArrivalSeconds is var arrival && arrival < state.ByRide[stop] && arrival <= latestSeconds)
            {
                state.ByRide[stop] = arrival;
                state.Rides[stop] = ride;
                arrivalsImproved++;
                if (!state.IsRideMarked[stop])
                {
                    state.IsRideMarked[stop] = true;
                    state.RideMarked[state.RideMarkedCount++] = stop;
                }

                if (TTrace.IsOn)
                {
                    var trace = state.Trace!;
                    trace.RideTo[stop] = trace.Add(new TracedRide(trace.BoardableFrom[stops[boardPosition]], pattern, trip, boardPosition, i));
                }
            }

            var boardable = state.Boardable[stop];
            if (boardable == Unreached || i == stops.Length - 1)
            {
                continue;
            }

            var caught = trip == trips ? FirstToCatch(events, stops.Length, i, trips, boardable) : EarlierToCatch(events, stops.Length, i, trip, boardable);
            if (caught < trip)
            {
                trip = caught;
                boardPosition = i;
            }
        }

        stopsScanned += stops.Length - from;
    }

    private int FirstToCatch(ReadOnlySpan<StopEvent> events, int stops, int position, int trips, int boardableSeconds)
    {
        var (low, high) = (0, trips);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            tripsProbed++;
            if (events[(middle * stops) + position].DepartureSeconds >= boardableSeconds)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private int EarlierToCatch(ReadOnlySpan<StopEvent> events, int stops, int position, int trip, int boardableSeconds)
    {
        while (trip > 0)
        {
            tripsProbed++;
            if (events[((trip - 1) * stops) + position].DepartureSeconds < boardableSeconds)
            {
                break;
            }

            trip--;
        }

        return trip;
    }

    /// <summary>From every stop that a ride reached sooner: change there, or walk one footpath and change there.</summary>
    private void Walk<TAtAll, TTrace>()
        where TAtAll : struct, ISwitch
        where TTrace : struct, ISwitch
    {
        for (var i = 0; i < state.RideMarkedCount; i++)
        {
            var stop = state.RideMarked[i];
            state.IsRideMarked[stop] = false;
            if (!state.IsTouched[stop])
            {
                state.IsTouched[stop] = true;
                state.Touched[state.TouchedCount++] = stop;
            }

            var arrival = state.ByRide[stop];
            Offer<TTrace>(stop, arrival + day.ChangeSeconds[stop], stop);
            if (TAtAll.IsOn)
            {
                state.AtAll[stop] = Math.Min(state.AtAll[stop], arrival);
            }

            var paths = day.Footpaths.AsSpan(day.FootBase[stop]..day.FootBase[stop + 1]);
            footpathsWalked += paths.Length;
            foreach (ref readonly var path in paths)
            {
                Offer<TTrace>(path.ToStop, arrival + path.BoardSeconds, stop);
                if (TAtAll.IsOn && arrival + path.WalkSeconds < state.AtAll[path.ToStop])
                {
                    state.AtAll[path.ToStop] = arrival + path.WalkSeconds;
                }
            }
        }

        state.RideMarkedCount = 0;
    }

    private void Offer<TTrace>(int stop, int boardableSeconds, int rideStop)
        where TTrace : struct, ISwitch
    {
        if (boardableSeconds < state.Boardable[stop] && boardableSeconds <= latestSeconds)
        {
            state.Boardable[stop] = boardableSeconds;
            state.MarkBoardable(stop);
            if (TTrace.IsOn)
            {
                state.Trace!.BoardableFrom[stop] = state.Trace.RideTo[rideStop];
            }
        }
    }

    private readonly struct On : ISwitch
    {
        public static bool IsOn => true;
    }

    private readonly struct Off : ISwitch
    {
        public static bool IsOn => false;
    }
}

/// <summary>Receives the arrivals of one departure.</summary>
/// <param name="leaveSeconds">When the place is left.</param>
/// <param name="arrivalSeconds">For each stop, <see cref="RaptorSearch.Unreached"/> where there is no way.</param>
public delegate void ArrivalsVisitor(int leaveSeconds, ReadOnlySpan<int> arrivalSeconds);
