namespace ResourceMatch.Transit;

/// <summary>One direction of a service day in flat arrays: what the search loop touches, and nothing else.</summary>
/// <remarks>
/// Patterns here are FIFO: on each, no trip overtakes an earlier one. A stop where one may not board has <see cref="Never"/> departures, one
/// where one may not alight has <see cref="Unreached"/> arrivals: the loop then needs no test for it. Immutable; safe to share.
/// </remarks>
internal sealed class DayArrays
{
    /// <summary>Later than anything.</summary>
    public const int Unreached = 1 << 30;

    /// <summary>Earlier than anything: a departure that no one can catch.</summary>
    public const int Never = -Unreached;

    /// <summary>Pattern p serves PatternStops[StopBase[p] .. StopBase[p + 1]).</summary>
    public required int[] StopBase { get; init; }
    public required int[] PatternStops { get; init; }

    /// <summary>Pattern p's trips are TripBase[p] .. TripBase[p + 1), earliest first.</summary>
    public required int[] TripBase { get; init; }

    /// <summary>Where pattern p's events begin: trip after trip, stop after stop.</summary>
    public required int[] EventBase { get; init; }
    public required StopEvent[] Events { get; init; }

    /// <summary>Stop s can be boarded at BoardingPlaces[PlaceBase[s] .. PlaceBase[s + 1]).</summary>
    public required int[] PlaceBase { get; init; }
    public required BoardingPlace[] BoardingPlaces { get; init; }

    /// <summary>From stop s one walks Footpaths[FootBase[s] .. FootBase[s + 1]), shortest first.</summary>
    public required int[] FootBase { get; init; }
    public required Footpath[] Footpaths { get; init; }

    /// <summary>Seconds between alighting at a stop and boarding there again; <see cref="Unreached"/> where changing is forbidden.</summary>
    public required int[] ChangeSeconds { get; init; }

    public int StopCount => PlaceBase.Length - 1;

    public int PatternCount => StopBase.Length - 1;

    public StopEvent EventAt(int pattern, int trip, int position) =>
        Events[EventBase[pattern] + ((trip - TripBase[pattern]) * (StopBase[pattern + 1] - StopBase[pattern])) + position];

    /// <summary>The same day run backwards: seconds negated, trips from their last stop to their first, footpaths turned round.</summary>
    /// <remarks>An earliest arrival here is a latest departure there. Boarding and alighting change places by themselves, since Never and Unreached are each other's negative.</remarks>
    public DayArrays Reverse()
    {
        var patternStops = new int[PatternStops.Length];
        var events = new StopEvent[Events.Length];
        for (var pattern = 0; pattern < PatternCount; pattern++)
        {
            var stops = PatternStops.AsSpan(StopBase[pattern]..StopBase[pattern + 1]);
            stops.CopyTo(patternStops.AsSpan(StopBase[pattern]));
            patternStops.AsSpan(StopBase[pattern], stops.Length).Reverse();
            var first = EventBase[pattern];
            var last = EventBase[pattern + 1] - 1;
            for (var i = first; i <= last; i++)
            {
                // Reversing the whole block turns both the order of trips and the order of stops.
                var original = Events[last - (i - first)];
                events[i] = new StopEvent(-original.DepartureSeconds, -original.ArrivalSeconds);
            }
        }

        var (footBase, footpaths) = ReverseFootpaths();
        var (placeBase, places) = IndexBoardingPlaces(PlaceBase.Length - 1, StopBase, patternStops, TripBase, EventBase, events);
        return new DayArrays
        {
            StopBase = StopBase, PatternStops = patternStops, TripBase = TripBase, EventBase = EventBase, Events = events,
            PlaceBase = placeBase, BoardingPlaces = places, FootBase = footBase, Footpaths = footpaths, ChangeSeconds = ChangeSeconds,
        };
    }

    /// <summary>Lists for each stop the patterns and positions where a vehicle can be boarded. A position at which no trip may be boarded, and a last one, is left out.</summary>
    public static (int[] PlaceBase, BoardingPlace[] Places) IndexBoardingPlaces(
        int stopCount, int[] stopBase, int[] patternStops, int[] tripBase, int[] eventBase, StopEvent[] events)
    {
        var counts = new int[stopCount + 1];
        foreach (var (_, _, stop) in ListBoardable(stopBase, patternStops, tripBase, eventBase, events))
        {
            counts[stop + 1]++;
        }

        for (var stop = 0; stop < stopCount; stop++)
        {
            counts[stop + 1] += counts[stop];
        }

        var next = counts[..^1];
        var places = new BoardingPlace[counts[^1]];
        foreach (var (pattern, position, stop) in ListBoardable(stopBase, patternStops, tripBase, eventBase, events))
        {
            places[next[stop]++] = new BoardingPlace(pattern, position);
        }

        return (counts, places);
    }

    private static IEnumerable<(int Pattern, int Position, int Stop)> ListBoardable(int[] stopBase, int[] patternStops, int[] tripBase, int[] eventBase, StopEvent[] events)
    {
        for (var pattern = 0; pattern < stopBase.Length - 1; pattern++)
        {
            for (var at = stopBase[pattern]; at < stopBase[pattern + 1] - 1; at++)
            {
                var position = at - stopBase[pattern];
                // All trips of a pattern share its boarding rules: the first one speaks for all.
                if (tripBase[pattern] < tripBase[pattern + 1] && events[eventBase[pattern] + position].DepartureSeconds != Never)
                {
                    yield return (pattern, position, patternStops[at]);
                }
            }
        }
    }

    private (int[] FootBase, Footpath[] Footpaths) ReverseFootpaths()
    {
        var rows = new List<(int From, Footpath Path)>(Footpaths.Length);
        for (var stop = 0; stop < StopCount; stop++)
        {
            for (var i = FootBase[stop]; i < FootBase[stop + 1]; i++)
            {
                rows.Add((Footpaths[i].ToStop, Footpaths[i] with { ToStop = stop }));
            }
        }

        return FootpathTable.Pack(StopCount, rows);
    }
}

/// <summary>A vehicle's arrival and departure at one stop, in seconds after service-day zero.</summary>
internal readonly record struct StopEvent(int ArrivalSeconds, int DepartureSeconds);

/// <summary>A position on a pattern where one may board.</summary>
internal readonly record struct BoardingPlace(int Pattern, int Position);

/// <summary>A walk between two stops.</summary>
/// <param name="ToStop">Where it ends.</param>
/// <param name="WalkSeconds">Until one is there.</param>
/// <param name="BoardSeconds">Until another vehicle may be boarded there; at least <paramref name="WalkSeconds"/>. <see cref="DayArrays.Unreached"/> for a walk that is no change.</param>
internal readonly record struct Footpath(int ToStop, int WalkSeconds, int BoardSeconds);
