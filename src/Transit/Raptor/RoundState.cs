using System.Runtime.InteropServices;

namespace ResourceMatch.Transit;

/// <summary>The labels and lists of one search, kept between searches so that a query allocates nothing.</summary>
/// <remarks>For one thread. Two labels a stop: when a ride brings one there, and when another vehicle may be boarded there (after change time, or after one walk from where a ride ended). Walks start from the first only, so two walks never follow each other. Arrays of stops have one more place, for <see cref="DayArrays.Nowhere"/>.</remarks>
internal sealed class RoundState
{
    /// <summary>No trip of a pattern.</summary>
    public const int NoTrip = int.MaxValue;

    public RoundState(DayArrays day)
    {
        var stops = day.StopCount + 1;
        ByRide = new int[stops];
        Boardable = new int[stops];
        AtAll = new int[day.StopCount];
        Rides = new int[stops];
        IsBoardMarked = new bool[stops];
        IsRideMarked = new bool[stops];
        IsTouched = new bool[stops];
        BoardMarked = new int[stops];
        RideMarked = new int[stops];
        Touched = new int[stops];
        Ridden = new int[day.AlightStops.Length];
        Positions = new QueuedPositions[day.PatternCount];
        Queue = new int[day.PatternCount];
        Array.Fill(Positions, QueuedPositions.None);
    }

    /// <summary>Earliest arrival by a ride.</summary>
    public int[] ByRide { get; }

    /// <summary>Earliest time at which a vehicle may be boarded.</summary>
    public int[] Boardable { get; }

    /// <summary>Earliest arrival by a ride or a ride and a walk, or the start itself; kept only where asked for.</summary>
    public int[] AtAll { get; }

    /// <summary>Rides of the journey behind ByRide.</summary>
    public int[] Rides { get; }

    /// <summary>For each position of each pattern the earliest trip that was ridden on from there since the reset, counted within the pattern; <see cref="NoTrip"/> when none. Riding it, or a later one, again improves nothing.</summary>
    public int[] Ridden { get; }

    public bool[] IsBoardMarked { get; }
    public bool[] IsRideMarked { get; }
    public bool[] IsTouched { get; }

    /// <summary>Stops whose Boardable improved since the last round began.</summary>
    public int[] BoardMarked { get; }
    public int BoardMarkedCount { get; set; }

    /// <summary>Stops whose ByRide improved in this round.</summary>
    public int[] RideMarked { get; }
    public int RideMarkedCount { get; set; }

    /// <summary>Stops whose ByRide improved for this departure.</summary>
    public int[] Touched { get; }
    public int TouchedCount { get; set; }

    /// <summary>Between which positions a queued pattern may be boarded sooner than before.</summary>
    public QueuedPositions[] Positions { get; }
    public int[] Queue { get; }

    /// <summary>The ride behind each stop's ByRide and Boardable; only for journeys.</summary>
    public RideTrace? Trace { get; set; }

    /// <summary>Forgets all labels; nothing later than <paramref name="latestSeconds"/> will be kept.</summary>
    public void Reset(int latestSeconds)
    {
        // A label of "one second too late" prunes later arrivals without a test in the loop.
        var unreached = latestSeconds >= DayArrays.Unreached ? DayArrays.Unreached : latestSeconds + 1;
        Array.Fill(ByRide, unreached);
        Array.Fill(Boardable, DayArrays.Unreached);
        Array.Fill(AtAll, unreached);
        Array.Fill(Ridden, NoTrip);
        // Nobody ever gets off at the stop that is none.
        ByRide[^1] = int.MinValue;
        Trace?.Reset();
    }

    public void MarkBoardable(int stop)
    {
        if (!IsBoardMarked[stop])
        {
            IsBoardMarked[stop] = true;
            BoardMarked[BoardMarkedCount++] = stop;
        }
    }
}

/// <summary>The first and the last position of a pattern that can be boarded sooner.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct QueuedPositions
{
    public int First;
    public int Last;

    public static QueuedPositions None => new() { First = int.MaxValue, Last = -1 };
}

/// <summary>Remembers how labels came about, so that a journey can be told leg by leg.</summary>
internal sealed class RideTrace(int stopCount)
{
    private readonly List<TracedRide> rides = [];

    /// <summary>The ride that gave a stop its ByRide label.</summary>
    public int[] RideTo { get; } = new int[stopCount];

    /// <summary>Where a stop's Boardable label comes from: a place in the rides, or ~place in the access list.</summary>
    public int[] BoardableFrom { get; } = new int[stopCount];

    public TracedRide this[int ride] => rides[ride];

    public int Add(TracedRide ride)
    {
        rides.Add(ride);
        return rides.Count - 1;
    }

    public void Reset() => rides.Clear();
}

/// <summary>A ride on one vehicle between two positions of its pattern, and the ride (or ~access place) that led to it.</summary>
internal readonly record struct TracedRide(int Before, int Pattern, int Trip, int BoardPosition, int AlightPosition);
