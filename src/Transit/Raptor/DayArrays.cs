using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ResourceMatch.Transit;

/// <summary>One direction of a service day in flat arrays: what the search loop touches, and nothing else.</summary>
/// <remarks>
/// Patterns here are FIFO: on each, no trip overtakes an earlier one. A trip is its start and the running times that it shares with others, so a
/// day needs some bytes for a trip and not for a stop time; both directions read the same ones, the backward one from the end and with the sign
/// turned. A position where one may not alight (or board) has the stop <see cref="Nowhere"/>, which nothing ever improves (or can be boarded
/// from): the loop then needs no test for it. Immutable; safe to share.
/// </remarks>
internal sealed class DayArrays
{
    /// <summary>Later than anything.</summary>
    public const int Unreached = 1 << 30;

    /// <summary>Earlier than anything: a departure that no one can catch.</summary>
    public const int Never = -Unreached;

    /// <summary>Whether seconds are negated and trips run from their last stop to their first.</summary>
    public required bool IsBackward { get; init; }

    /// <summary>Pattern p has the positions StopBase[p] .. StopBase[p + 1).</summary>
    public required int[] StopBase { get; init; }

    /// <summary>The stop of each position where one may get off, and get on; else <see cref="Nowhere"/>. Nobody alights at a first position or boards at a last one.</summary>
    public required int[] AlightStops { get; init; }
    public required int[] BoardStops { get; init; }

    /// <summary>Pattern p's trips are TripBase[p] .. TripBase[p + 1), earliest first.</summary>
    public required int[] TripBase { get; init; }

    /// <summary>Ordered as the forward day counts, in both directions.</summary>
    public required TripTime[] Trips { get; init; }

    /// <summary>Arrival and departure of each stop in turn, in seconds after the trip's start; forward, in both directions.</summary>
    public required int[] Times { get; init; }

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

    /// <summary>The stop that is none: one more than the last.</summary>
    public int Nowhere => StopCount;

    /// <param name="pattern">The pattern.</param>
    /// <param name="trip">As this direction counts: TripBase[pattern] is the first to pass.</param>
    /// <param name="position">As this direction counts.</param>
    public StopEvent EventAt(int pattern, int trip, int position)
    {
        var at = StopBase[pattern] + position;
        var arrival = Unreached;
        var departure = Never;
        if (IsBackward)
        {
            var run = Trips[TripBase[pattern] + TripBase[pattern + 1] - 1 - trip];
            var times = run.TimesAt + (2 * (StopBase[pattern + 1] - 1 - at));
            (arrival, departure) = (-(run.StartSeconds + Times[times + 1]), -(run.StartSeconds + Times[times]));
        }
        else
        {
            var run = Trips[trip];
            (arrival, departure) = (run.StartSeconds + Times[run.TimesAt + (2 * position)], run.StartSeconds + Times[run.TimesAt + (2 * position) + 1]);
        }

        return new StopEvent(AlightStops[at] == Nowhere ? Unreached : arrival, BoardStops[at] == Nowhere ? Never : departure);
    }

    /// <summary>The same day run backwards: seconds negated, trips from their last stop to their first, footpaths turned round.</summary>
    /// <remarks>An earliest arrival here is a latest departure there. Trips and their times are shared with this day.</remarks>
    public DayArrays Reverse()
    {
        var alight = ReversePatterns(BoardStops);
        var board = ReversePatterns(AlightStops);
        var (footBase, footpaths) = ReverseFootpaths();
        var (placeBase, places) = IndexBoardingPlaces(StopCount, StopBase, board);
        return new DayArrays
        {
            IsBackward = !IsBackward, StopBase = StopBase, AlightStops = alight, BoardStops = board, TripBase = TripBase, Trips = Trips, Times = Times,
            PlaceBase = placeBase, BoardingPlaces = places, FootBase = footBase, Footpaths = footpaths, ChangeSeconds = ChangeSeconds,
        };
    }

    /// <summary>Lists for each stop the patterns and positions where a vehicle can be boarded.</summary>
    public static (int[] PlaceBase, BoardingPlace[] Places) IndexBoardingPlaces(int stopCount, int[] stopBase, int[] boardStops)
    {
        // One more for the stop that is none, whose places are then left off.
        var counts = new int[stopCount + 2];
        foreach (var stop in boardStops)
        {
            counts[stop + 1]++;
        }

        for (var stop = 0; stop <= stopCount; stop++)
        {
            counts[stop + 1] += counts[stop];
        }

        var next = counts[..^1];
        var places = new BoardingPlace[counts[stopCount]];
        for (var pattern = 0; pattern < stopBase.Length - 1; pattern++)
        {
            for (var at = stopBase[pattern]; at < stopBase[pattern + 1]; at++)
            {
                if (boardStops[at] < stopCount)
                {
                    places[next[boardStops[at]]++] = new BoardingPlace(pattern, at - stopBase[pattern]);
                }
            }
        }

        return (counts[..(stopCount + 1)], places);
    }

    /// <summary>Bytes of all arrays, each counted once even when both directions share it.</summary>
    public static long CountBytes(params DayArrays[] directions) => directions
        .SelectMany(day => new (object Array, long Bytes)[]
        {
            Sized(day.StopBase), Sized(day.AlightStops), Sized(day.BoardStops), Sized(day.TripBase), Sized(day.Trips), Sized(day.Times),
            Sized(day.PlaceBase), Sized(day.BoardingPlaces), Sized(day.FootBase), Sized(day.Footpaths), Sized(day.ChangeSeconds),
        })
        .DistinctBy(sized => sized.Array, ReferenceEqualityComparer.Instance)
        .Sum(sized => sized.Bytes);

    private static (object Array, long Bytes) Sized<T>(T[] array)
        where T : unmanaged => (array, (long)array.Length * Unsafe.SizeOf<T>());

    private int[] ReversePatterns(int[] stops)
    {
        var reversed = stops.AsSpan().ToArray();
        for (var pattern = 0; pattern < PatternCount; pattern++)
        {
            reversed.AsSpan(StopBase[pattern]..StopBase[pattern + 1]).Reverse();
        }

        return reversed;
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

        var (footBase, footpaths) = FootpathTable.Pack(StopCount, rows);
        // Most days walk the same both ways: then one copy will do.
        return MemoryMarshal.AsBytes(footpaths.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(Footpaths.AsSpan())) && footBase.AsSpan().SequenceEqual(FootBase)
            ? (FootBase, Footpaths)
            : (footBase, footpaths);
    }
}

/// <summary>When a trip starts, and where its running times begin in <see cref="DayArrays.Times"/>.</summary>
internal readonly record struct TripTime(int StartSeconds, int TimesAt);

/// <summary>A vehicle's arrival and departure at one stop, in seconds after service-day zero.</summary>
internal readonly record struct StopEvent(int ArrivalSeconds, int DepartureSeconds);

/// <summary>A position on a pattern where one may board.</summary>
internal readonly record struct BoardingPlace(int Pattern, int Position);

/// <summary>A walk between two stops.</summary>
/// <param name="ToStop">Where it ends.</param>
/// <param name="WalkSeconds">Until one is there.</param>
/// <param name="BoardSeconds">Until another vehicle may be boarded there; at least <paramref name="WalkSeconds"/>.</param>
/// <remarks>Eight bytes: a walk of more than eighteen hours is none (<see cref="LongestSeconds"/>).</remarks>
internal readonly record struct Footpath(int ToStop, ushort WalkSeconds, ushort BoardSeconds)
{
    /// <summary>What fits.</summary>
    public const int LongestSeconds = ushort.MaxValue;
}
