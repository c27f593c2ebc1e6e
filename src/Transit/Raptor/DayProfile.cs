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

/// <summary>For every stop the ways of a day between it and one home, Pareto in leaving late and arriving early.</summary>
/// <remarks>Made by <see cref="ProfileSearch"/>. Immutable; safe to share and to cache beside its <see cref="NetworkDay"/>.</remarks>
public sealed class DayProfile
{
    private readonly int[] stopBase;
    private readonly ProfileEntry[] entries;
    private (int Stop, int Entry)[]? latestLeaveFirst;
    private (int Stop, int Entry)[]? earliestArrivalFirst;

    internal DayProfile(int[] stopBase, ProfileEntry[] entries, SearchCounters counters)
    {
        this.stopBase = stopBase;
        this.entries = entries;
        Counters = counters;
    }

    /// <summary>The work it took.</summary>
    public SearchCounters Counters { get; }

    /// <summary>Ways over all stops.</summary>
    public int EntryCount => stopBase[^1];

    /// <summary>Stops of the day.</summary>
    public int StopCount => stopBase.Length - 1;

    /// <summary>The ways of a stop, latest first in both leave and arrival; empty when there is none.</summary>
    public ReadOnlySpan<ProfileEntry> At(StopIndex stop) => entries.AsSpan(stopBase[stop.Value]..stopBase[stop.Value + 1]);

    /// <summary>One of <see cref="ListLatestLeaveFirst"/>.</summary>
    public ref readonly ProfileEntry this[int entry] => ref entries[entry];

    /// <summary>The ways of all stops together, from the one that leaves last to the one that leaves first; sorted when first asked for.</summary>
    public ReadOnlySpan<(int Stop, int Entry)> ListLatestLeaveFirst() => latestLeaveFirst ??= Sort(static way => -way.LeaveSeconds);

    /// <summary>The ways of all stops together, from the one that arrives first to the one that arrives last; sorted when first asked for.</summary>
    public ReadOnlySpan<(int Stop, int Entry)> ListEarliestArrivalFirst() => earliestArrivalFirst ??= Sort(static way => way.ArriveSeconds);

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

    /// <summary>A counting sort by the second.</summary>
    private (int Stop, int Entry)[] Sort(Func<ProfileEntry, int> secondOf)
    {
        var ways = entries.AsSpan(0, EntryCount);
        var (low, high) = (int.MaxValue, int.MinValue);
        var keys = new int[ways.Length];
        for (var way = 0; way < ways.Length; way++)
        {
            var key = keys[way] = secondOf(ways[way]);
            (low, high) = (Math.Min(low, key), Math.Max(high, key));
        }

        var sorted = new (int Stop, int Entry)[ways.Length];
        if (sorted.Length == 0)
        {
            return sorted;
        }

        var next = new int[high - low + 2];
        foreach (var key in keys)
        {
            next[key - low + 1]++;
        }

        for (var key = 1; key < next.Length; key++)
        {
            next[key] += next[key - 1];
        }

        for (var stop = 0; stop < StopCount; stop++)
        {
            for (var way = stopBase[stop]; way < stopBase[stop + 1]; way++)
            {
                sorted[next[keys[way] - low]++] = (stop, way);
            }
        }

        return sorted;
    }
}

/// <summary>Gathers a profile's ways in the order in which the search finds them, then sorts them out to the stops.</summary>
/// <remarks>Keeps its array from profile to profile; for one thread.</remarks>
internal sealed class ProfileWays
{
    private (int Stop, ProfileEntry Entry)[] found = new (int, ProfileEntry)[1_024];
    private int count;

    public void Clear() => count = 0;

    public void Add(int stop, ProfileEntry entry)
    {
        if (count == found.Length)
        {
            Array.Resize(ref found, 2 * count);
        }

        found[count++] = (stop, entry);
    }

    /// <param name="stopCount">Stops of the day.</param>
    /// <param name="newestIsLatest">Whether the search found the earliest ways first, as it does backwards.</param>
    /// <param name="counters">What to keep with the profile.</param>
    public DayProfile Finish(int stopCount, bool newestIsLatest, SearchCounters counters)
    {
        var stopBase = new int[stopCount + 1];
        var all = found.AsSpan(0, count);
        foreach (ref readonly var way in all)
        {
            stopBase[way.Stop + 1]++;
        }

        for (var stop = 0; stop < stopCount; stop++)
        {
            stopBase[stop + 1] += stopBase[stop];
        }

        // A counting sort: one pass in order over the ways, each written to its stop's next place.
        var entries = GC.AllocateUninitializedArray<ProfileEntry>(count);
        var next = newestIsLatest ? stopBase[1..] : stopBase[..^1];
        foreach (ref readonly var way in all)
        {
            entries[newestIsLatest ? --next[way.Stop] : next[way.Stop]++] = way.Entry;
        }

        return new DayProfile(stopBase, entries, counters);
    }
}
