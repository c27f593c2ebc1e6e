namespace ResourceMatch.Transit;

/// <summary>The labels and lists of one search, kept between searches so that a query allocates nothing.</summary>
/// <remarks>For one thread. Two labels a stop: when a ride brings one there, and when another vehicle may be boarded there (after change time, or after one walk from where a ride ended). Walks start from the first only, so two walks never follow each other.</remarks>
internal sealed class RoundState
{
    public RoundState(int stopCount, int patternCount)
    {
        ByRide = new int[stopCount];
        Boardable = new int[stopCount];
        AtAll = new int[stopCount];
        Rides = new int[stopCount];
        IsBoardMarked = new bool[stopCount];
        IsRideMarked = new bool[stopCount];
        IsTouched = new bool[stopCount];
        BoardMarked = new int[stopCount];
        RideMarked = new int[stopCount];
        Touched = new int[stopCount];
        QueuedPosition = new int[patternCount];
        Queue = new int[patternCount];
        Array.Fill(QueuedPosition, int.MaxValue);
    }

    /// <summary>Earliest arrival by a ride.</summary>
    public int[] ByRide { get; }

    /// <summary>Earliest time at which a vehicle may be boarded.</summary>
    public int[] Boardable { get; }

    /// <summary>Earliest arrival by a ride or a ride and a walk, or the start itself; kept only where asked for.</summary>
    public int[] AtAll { get; }

    /// <summary>Rides of the journey behind ByRide.</summary>
    public int[] Rides { get; }

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

    /// <summary>First position from which a queued pattern must be scanned; int.MaxValue when it is not queued.</summary>
    public int[] QueuedPosition { get; }
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
