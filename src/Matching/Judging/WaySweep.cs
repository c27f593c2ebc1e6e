using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Judging;

/// <summary>A way between a household's end and a place.</summary>
internal struct SweptWay
{
    public int LeaveSeconds;
    public int ArriveSeconds;
    public int WalkSeconds;
    public int Rides;

    /// <summary>Where the way swept before it, for the same place, lies; -1 = none.</summary>
    public int Older;
}

/// <summary>Lays one day profile over all places at once: for each its undominated ways, as merging the lists of its stops would give them.</summary>
/// <remarks>
/// The profile's ways are taken from the one that leaves last to the one that leaves first, each to every place near its stop; there it is a way if it arrives sooner than all before.
/// One number a place decides, so that nothing is sorted or merged for any of them. The way back is the same with time mirrored: the ways that are home first come first.
/// Of ways that leave and arrive alike the one with the fewest rides stays, then the one with the least walk. Keeps its arrays; not thread-safe.
/// </remarks>
internal sealed class WaySweep
{
    private const int Nowhere = int.MaxValue / 2;

    private readonly List<SweptWay> read = [];
    private int[] soonest = [];
    private int[] newest = [];
    private (int From, int Until)[] windows = [];
    private SweptWay[] ways = new SweptWay[4_096];
    private (int Stop, int Leave, int Arrive, int Rides)[] ordered = [];
    private int[] counts = [];
    private int wayCount;
    private bool isBack;

    /// <summary>Ways offered to a place.</summary>
    public long Offered { get; private set; }

    /// <summary>Begins anew; nothing is swept for a place before <see cref="Want"/> names it.</summary>
    public void Reset(int slots, bool back)
    {
        if (soonest.Length < slots) (soonest, newest, windows) = (new int[slots], new int[slots], new (int, int)[slots]);
        soonest.AsSpan(0, slots).Fill(int.MinValue);
        newest.AsSpan(0, slots).Fill(-1);
        (wayCount, isBack) = (0, back);
    }

    /// <summary>Ways are kept when they arrive at the place (back: leave it) within some window; naming it again widens it.</summary>
    public void Want(int slot, int fromSeconds, int untilSeconds)
    {
        if (isBack) (fromSeconds, untilSeconds) = (-untilSeconds, -fromSeconds);
        ref var window = ref windows[slot];
        window = soonest[slot] == int.MinValue ? (fromSeconds, untilSeconds) : (Math.Min(window.From, fromSeconds), Math.Max(window.Until, untilSeconds));
        soonest[slot] = Nowhere;
    }

    /// <param name="profile">From the household's end to all stops, or back.</param>
    /// <param name="places">The places at each stop.</param>
    /// <param name="oneWaySeconds">Longer ways are no ways, nor do they beat one that is.</param>
    public void Sweep(DayProfile profile, StopPlaces places, int oneWaySeconds)
    {
        var count = Order(profile, places, oneWaySeconds);
        foreach (ref readonly var way in ordered.AsSpan(0, count))
        {
            var near = places.At(way.Stop);
            Offered += near.Length;
            foreach (ref readonly var place in near)
            {
                var arrive = way.Arrive + place.WalkSeconds;
                if (arrive <= soonest[place.Slot]) Improve(place, way.Leave, arrive, way.Rides, oneWaySeconds);
            }
        }
    }

    /// <summary>A place's ways, earliest first; valid until the next call.</summary>
    public ReadOnlySpan<SweptWay> WaysOf(int slot)
    {
        read.Clear();
        for (var at = newest[slot]; at >= 0; at = ways[at].Older)
        {
            var way = ways[at];
            if (isBack) (way.LeaveSeconds, way.ArriveSeconds) = (-way.ArriveSeconds, -way.LeaveSeconds);
            read.Add(way);
        }

        if (isBack) read.Reverse();
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(read);
    }

    private void Improve(StopPlace place, int leave, int arrive, int rides, int oneWaySeconds)
    {
        ref var last = ref newest[place.Slot];
        if (last >= 0 && ways[last].LeaveSeconds == leave)
        {
            ref readonly var old = ref ways[last];
            if (arrive == old.ArriveSeconds && (old.Rides, old.WalkSeconds).CompareTo((rides, place.WalkSeconds)) <= 0) return;
            last = old.Older;
        }
        else if (arrive == soonest[place.Slot])
        {
            return;
        }

        soonest[place.Slot] = arrive;
        var window = windows[place.Slot];
        if (arrive < window.From || arrive > window.Until || arrive - leave > oneWaySeconds) return;
        if (wayCount == ways.Length) Array.Resize(ref ways, 2 * wayCount);
        ways[wayCount] = new SweptWay { LeaveSeconds = leave, ArriveSeconds = arrive, WalkSeconds = place.WalkSeconds, Rides = rides, Older = last };
        last = wayCount++;
    }

    /// <summary>A counting sort by the second of leaving, latest first; back mirrored.</summary>
    private int Order(DayProfile profile, StopPlaces places, int oneWaySeconds)
    {
        int count = 0, low = int.MaxValue, high = int.MinValue;
        for (var stop = 0; stop < places.StopCount; stop++)
        {
            if (places.At(stop).IsEmpty) continue;
            foreach (ref readonly var way in profile.At(new StopIndex(stop)))
            {
                if (way.DurationSeconds > oneWaySeconds) continue;
                var key = isBack ? way.ArriveSeconds : -way.LeaveSeconds;
                (count, low, high) = (count + 1, Math.Min(low, key), Math.Max(high, key));
            }
        }

        if (count == 0) return 0;
        if (ordered.Length < count) ordered = new (int, int, int, int)[count];
        var range = high - low + 1;
        if (counts.Length < range + 1) counts = new int[range + 1];
        var starts = counts.AsSpan(0, range + 1);
        starts.Clear();
        Place(countOnly: true, starts);
        for (var key = 0; key < range; key++) starts[key + 1] += starts[key];
        Place(countOnly: false, starts);
        return count;

        void Place(bool countOnly, Span<int> starts)
        {
            for (var stop = 0; stop < places.StopCount; stop++)
            {
                if (places.At(stop).IsEmpty) continue;
                foreach (ref readonly var way in profile.At(new StopIndex(stop)))
                {
                    if (way.DurationSeconds > oneWaySeconds) continue;
                    var key = (isBack ? way.ArriveSeconds : -way.LeaveSeconds) - low;
                    if (countOnly) starts[key + 1]++;
                    else ordered[starts[key]++] = isBack ? (stop, -way.ArriveSeconds, -way.LeaveSeconds, way.Rides) : (stop, way.LeaveSeconds, way.ArriveSeconds, way.Rides);
                }
            }
        }
    }
}
