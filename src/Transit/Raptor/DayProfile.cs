namespace ResourceMatch.Transit;

/// <summary>A stretch of a service day, both ends included.</summary>
/// <param name="FromSeconds">After service-day zero.</param>
/// <param name="UntilSeconds">After service-day zero; not before <paramref name="FromSeconds"/>.</param>
public readonly record struct TimeWindow(int FromSeconds, int UntilSeconds);

/// <summary>One way that no other beats: whoever leaves later arrives later.</summary>
/// <param name="LeaveSeconds">Out: when the home is left (in time for the first vehicle, no earlier). Back: when the vehicle departs from the stop.</param>
/// <param name="ArriveSeconds">Out: when a ride brings one to the stop. Back: when one is home, the walk included.</param>
/// <param name="Rides">Vehicles used, at least 1; the fewest for this leave and arrival.</param>
public readonly record struct ProfileEntry(int LeaveSeconds, int ArriveSeconds, int Rides)
{
    /// <summary>Between leaving and arriving.</summary>
    public int DurationSeconds => ArriveSeconds - LeaveSeconds;
}

/// <summary>A way and the stop at its far end.</summary>
/// <param name="Stop">By its number on the day.</param>
public readonly record struct StopWay(int Stop, ProfileEntry Way);

/// <summary>For every stop the ways of a day between it and one home, Pareto in leaving late and arriving early.</summary>
/// <remarks>
/// Made by <see cref="ProfileSearch"/>, and kept in the order in which it finds them; sorted out to the stops when a stop is first asked for.
/// Immutable; safe to share and to cache beside its <see cref="NetworkDay"/>.
/// </remarks>
public sealed class DayProfile
{
    private readonly StopWay[] found;
    private readonly bool isBack;
    private ByStop? byStop;

    /// <param name="found">Out: the home is left latest first. Back: home earliest first.</param>
    /// <param name="count">How many of them.</param>
    internal DayProfile(StopWay[] found, int count, int stopCount, bool isBack, SearchCounters counters)
    {
        this.found = found;
        this.isBack = isBack;
        (EntryCount, StopCount, Counters) = (count, stopCount, counters);
    }

    /// <summary>The work it took.</summary>
    public SearchCounters Counters { get; }

    /// <summary>Ways over all stops.</summary>
    public int EntryCount { get; }

    /// <summary>Stops of the day.</summary>
    public int StopCount { get; }

    /// <summary>The ways of all stops together. Out: from the one for which the home is left last. Back: from the one that is home first.</summary>
    public ReadOnlySpan<StopWay> InOrder => found.AsSpan(0, EntryCount);

    /// <summary>The ways of a stop, latest first in both leave and arrival; empty when there is none.</summary>
    public ReadOnlySpan<ProfileEntry> At(StopIndex stop) => (byStop ??= SortOut()).At(stop.Value);

    /// <summary>Leaving as late as possible to arrive at or before a time; null when there is no such way.</summary>
    public ProfileEntry? FindLatestArrivingBy(StopIndex stop, int arriveSeconds)
    {
        var ways = At(stop);
        var (low, high) = (0, ways.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = ways[middle].ArriveSeconds <= arriveSeconds ? (low, middle) : (middle + 1, high);
        }

        return low < ways.Length ? ways[low] : null;
    }

    /// <summary>Arriving as early as possible when leaving at or after a time; null when there is no such way.</summary>
    public ProfileEntry? FindEarliestLeavingFrom(StopIndex stop, int leaveSeconds)
    {
        var ways = At(stop);
        var (low, high) = (0, ways.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = ways[middle].LeaveSeconds >= leaveSeconds ? (middle + 1, high) : (low, middle);
        }

        return low > 0 ? ways[low - 1] : null;
    }

    /// <summary>A counting sort: one pass in order over the ways, each written to its stop's next place.</summary>
    private ByStop SortOut()
    {
        var stopBase = new int[StopCount + 1];
        foreach (ref readonly var way in InOrder)
        {
            stopBase[way.Stop + 1]++;
        }

        for (var stop = 0; stop < StopCount; stop++)
        {
            stopBase[stop + 1] += stopBase[stop];
        }

        var entries = GC.AllocateUninitializedArray<ProfileEntry>(EntryCount);
        // Back, the earliest way comes first and lies last.
        var next = isBack ? stopBase[1..] : stopBase[..^1];
        foreach (ref readonly var way in InOrder)
        {
            entries[isBack ? --next[way.Stop] : next[way.Stop]++] = way.Way;
        }

        return new ByStop(stopBase, entries);
    }

    private sealed class ByStop(int[] stopBase, ProfileEntry[] entries)
    {
        public ReadOnlySpan<ProfileEntry> At(int stop) => entries.AsSpan(stopBase[stop]..stopBase[stop + 1]);
    }
}
