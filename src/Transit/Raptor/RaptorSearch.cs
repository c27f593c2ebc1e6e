using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
        state = new RoundState(day);
    }

    /// <summary>The work done since the search was made.</summary>
    public SearchCounters Counters => new(departures, rounds, patternsScanned, stopsScanned, tripsProbed, arrivalsImproved, footpathsWalked);

    internal RoundState State => state;

    internal DayArrays Day => day;

    /// <summary>Earliest arrival at every stop when leaving a place at one time: walks to the access stops, rides, and one walk after the last ride.</summary>
    /// <returns>Seconds for each stop, <see cref="Unreached"/> where there is no way. Valid until the next search of this instance.</returns>
    public ReadOnlySpan<int> FindArrivals(IReadOnlyList<StopWalk> access, int leaveSeconds)
    {
        state.Reset(Unreached);
        Depart<SwitchOn, SwitchOff>(access, leaveSeconds);
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
            Depart<SwitchOn, SwitchOff>(access, leave);
            visit(leave, state.AtAll);
        }
    }

    /// <summary>One departure that remembers its rides; labels of earlier calls are forgotten.</summary>
    internal RideTrace Trace(IReadOnlyList<StopWalk> access, int leaveSeconds, int latestSeconds)
    {
        state.Trace ??= new RideTrace(day.StopCount);
        state.Reset(latestSeconds);
        Depart<SwitchOff, SwitchOn>(access, leaveSeconds);
        return state.Trace;
    }

    /// <summary>Forgets all labels before a run of <see cref="DepartForProfile"/>.</summary>
    internal void StartProfile(int latestSeconds) => state.Reset(latestSeconds);

    /// <summary>One departure of a profile: only what it improves over later departures is searched; state.Touched lists the stops it reaches sooner.</summary>
    internal void DepartForProfile(ReadOnlySpan<ProfileStart> starts, int arriveBySeconds = Unreached)
    {
        departures++;
        latestSeconds = arriveBySeconds;
        foreach (var (_, stop, seconds) in starts)
        {
            if (seconds < state.Boardable[stop])
            {
                state.Boardable[stop] = seconds;
                state.MarkBoardable(stop);
            }
        }

        ClearTouched();
        Run<SwitchOff, SwitchOff>();
    }

    private void Depart<TAtAll, TTrace>(IReadOnlyList<StopWalk> access, int leaveSeconds)
        where TAtAll : struct, ISwitch
        where TTrace : struct, ISwitch
    {
        departures++;
        latestSeconds = Unreached;
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
        if (day.IsBackward)
        {
            Run<TAtAll, TTrace, SwitchOn>();
        }
        else
        {
            Run<TAtAll, TTrace, SwitchOff>();
        }
    }

    private void Run<TAtAll, TTrace, TBack>()
        where TAtAll : struct, ISwitch
        where TTrace : struct, ISwitch
        where TBack : struct, ISwitch
    {
        for (var ride = 1; state.BoardMarkedCount > 0; ride++)
        {
            rounds++;
            var queued = QueuePatterns();
            for (var i = 0; i < queued; i++)
            {
                var pattern = state.Queue[i];
                var positions = state.Positions[pattern];
                state.Positions[pattern] = QueuedPositions.None;
                Scan<TTrace, TBack>(pattern, positions.First, positions.Last, ride);
            }

            patternsScanned += queued;
            ForgetBoardMarks();
            Walk<TAtAll, TTrace>();
        }
    }

    /// <summary>Queues every pattern that passes a stop which can be boarded sooner, between the first and the last such position.</summary>
    private int QueuePatterns()
    {
        var queued = 0;
        for (var i = 0; i < state.BoardMarkedCount; i++)
        {
            var stop = state.BoardMarked[i];
            foreach (ref readonly var place in day.BoardingPlaces.AsSpan(day.PlaceBase[stop]..day.PlaceBase[stop + 1]))
            {
                ref var positions = ref state.Positions[place.Pattern];
                if (positions.Last < 0)
                {
                    state.Queue[queued++] = place.Pattern;
                }

                positions.First = Math.Min(positions.First, place.Position);
                positions.Last = Math.Max(positions.Last, place.Position);
            }
        }

        return queued;
    }

    private void ForgetBoardMarks()
    {
        for (var i = 0; i < state.BoardMarkedCount; i++)
        {
            state.IsBoardMarked[state.BoardMarked[i]] = false;
        }

        state.BoardMarkedCount = 0;
    }

    /// <summary>Rides along one pattern: alight wherever that is sooner, board an earlier vehicle wherever one can be caught.</summary>
    /// <remarks>
    /// Boarding times change only between rounds (<see cref="Walk"/>), so no ride of a round builds on another ride of it, and rides are counted
    /// right. Only stops that can be boarded sooner than before are looked at for boarding, and a trip is ridden on only where neither it nor an
    /// earlier one was (Witt: Trip-Based Public Transit Routing, 2015): whatever else it reached, it reached before. References instead of
    /// indexed arrays: the bounds checks took a quarter of the time, and every index comes from the compiled day itself.
    /// </remarks>
    private void Scan<TTrace, TBack>(int pattern, int first, int lastMarked, int ride)
        where TTrace : struct, ISwitch
        where TBack : struct, ISwitch
    {
        var stopBase = day.StopBase[pattern];
        var last = day.StopBase[pattern + 1] - stopBase - 1;
        var trips = new TripRow<TBack>(day, pattern, last);
        ref var alightStops = ref day.AlightStops[stopBase];
        ref var boardStops = ref day.BoardStops[stopBase];
        ref var ridden = ref state.Ridden[stopBase];
        ref var byRide = ref MemoryMarshal.GetArrayDataReference(state.ByRide);
        ref var isMarked = ref MemoryMarshal.GetArrayDataReference(state.IsBoardMarked);
        var trip = RoundState.NoTrip;
        var boardPosition = -1;
        var i = first;
        for (; ; i++)
        {
            if (trip != RoundState.NoTrip)
            {
                var stop = Unsafe.Add(ref alightStops, i);
                var arrival = trips.Arrival(i);
                if (arrival > latestSeconds)
                {
                    // Nor does it come any sooner to the stops that follow.
                    trip = RoundState.NoTrip;
                }
                else if (arrival < Unsafe.Add(ref byRide, stop))
                {
                    Unsafe.Add(ref byRide, stop) = arrival;
                    Improve(stop, ride);
                    if (TTrace.IsOn)
                    {
                        var trace = state.Trace!;
                        trace.RideTo[stop] = trace.Add(new TracedRide(trace.BoardableFrom[Unsafe.Add(ref boardStops, boardPosition)], pattern, trip, boardPosition, i));
                    }
                }

                if (i == last)
                {
                    break;
                }
            }

            var boardStop = Unsafe.Add(ref boardStops, i);
            ref var known = ref Unsafe.Add(ref ridden, i);
            if (Unsafe.Add(ref isMarked, boardStop))
            {
                var best = Math.Min(trip, Math.Min(known, trips.Count));
                var caught = trips.Catch(best, i, state.Boardable[boardStop], ref tripsProbed);
                if (caught < best)
                {
                    trips.Board(trip = caught);
                    known = caught;
                    boardPosition = i;
                    continue;
                }
            }

            if (trip < known)
            {
                known = trip;
                continue;
            }

            trip = RoundState.NoTrip;
            if (i >= lastMarked)
            {
                break;
            }
        }

        stopsScanned += i - first + 1;
    }

    private void Improve(int stop, int ride)
    {
        state.Rides[stop] = ride;
        arrivalsImproved++;
        if (!state.IsRideMarked[stop])
        {
            state.IsRideMarked[stop] = true;
            state.RideMarked[state.RideMarkedCount++] = stop;
        }
    }

    /// <summary>From every stop that a ride reached sooner: change there, or walk one footpath and change there.</summary>
    private void Walk<TAtAll, TTrace>()
        where TAtAll : struct, ISwitch
        where TTrace : struct, ISwitch
    {
        ref var boardable = ref MemoryMarshal.GetArrayDataReference(state.Boardable);
        ref var atAll = ref MemoryMarshal.GetArrayDataReference(state.AtAll);
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
            if (arrival + day.ChangeSeconds[stop] < Unsafe.Add(ref boardable, stop) && arrival + day.ChangeSeconds[stop] <= latestSeconds)
            {
                Improve<TTrace>(stop, arrival + day.ChangeSeconds[stop], stop);
            }

            if (TAtAll.IsOn)
            {
                Unsafe.Add(ref atAll, stop) = Math.Min(Unsafe.Add(ref atAll, stop), arrival);
            }

            var paths = day.Footpaths.AsSpan(day.FootBase[stop]..day.FootBase[stop + 1]);
            footpathsWalked += paths.Length;
            foreach (ref readonly var path in paths)
            {
                if (arrival + path.BoardSeconds < Unsafe.Add(ref boardable, path.ToStop) && arrival + path.BoardSeconds <= latestSeconds)
                {
                    Improve<TTrace>(path.ToStop, arrival + path.BoardSeconds, stop);
                }

                if (TAtAll.IsOn && arrival + path.WalkSeconds < Unsafe.Add(ref atAll, path.ToStop))
                {
                    Unsafe.Add(ref atAll, path.ToStop) = arrival + path.WalkSeconds;
                }
            }
        }

        state.RideMarkedCount = 0;
    }

    private void Improve<TTrace>(int stop, int boardableSeconds, int rideStop)
        where TTrace : struct, ISwitch
    {
        state.Boardable[stop] = boardableSeconds;
        state.MarkBoardable(stop);
        if (TTrace.IsOn)
        {
            state.Trace!.BoardableFrom[stop] = state.Trace.RideTo[rideStop];
        }
    }
}

/// <summary>Receives the arrivals of one departure.</summary>
/// <param name="leaveSeconds">When the place is left.</param>
/// <param name="arrivalSeconds">For each stop, <see cref="RaptorSearch.Unreached"/> where there is no way.</param>
public delegate void ArrivalsVisitor(int leaveSeconds, ReadOnlySpan<int> arrivalSeconds);
