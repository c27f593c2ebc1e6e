using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Judging;

/// <summary>A way between a household's end and a place.</summary>
internal struct SweptWay
{
    public int LeaveSeconds;
    public int ArriveSeconds;
    public ushort WalkSeconds;
    public ushort Rides;
}

/// <summary>Lays one day profile over all places at once: for each its undominated ways, as merging the lists of its stops would give them.</summary>
/// <remarks>
/// The profile's ways are taken from the one that leaves last to the one that leaves first, each to every place near its stop; there it is a way if it arrives sooner than all before.
/// One number a place decides, so that nothing is sorted or merged for any of them, and eight places are asked at once. The way back is the same with time mirrored: the ways that are home first come first.
/// Of ways that leave and arrive alike the one with the fewest rides stays, then the one with the least walk. Keeps its arrays; not thread-safe.
/// </remarks>
internal sealed class WaySweep
{
    // Ways of a place lie together by the page.
    private const int PageWays = 8;

    private readonly List<SweptWay> read = [];
    private int[] soonest = [];
    private Slot[] found = [];
    private SweptWay[] ways = new SweptWay[512 * PageWays];
    private int[] olderPage = new int[512];
    private int pageCount;
    private int earliest;
    private int latest;
    private bool isBack;

    /// <summary>Ways offered to a block of places.</summary>
    public long Offered { get; private set; }

    /// <summary>Begins anew; nothing is swept for a place before <see cref="Want"/> names it.</summary>
    public void Reset(int slots, bool back)
    {
        slots = (slots + StopPlaces.Width - 1) / StopPlaces.Width * StopPlaces.Width;
        if (soonest.Length < slots) (soonest, found) = (new int[slots], new Slot[slots]);
        soonest.AsSpan(0, slots).Fill(int.MinValue);
        found.AsSpan(0, slots).Fill(Slot.Empty);
        (pageCount, isBack, earliest, latest) = (0, back, int.MaxValue, int.MinValue);
    }

    /// <summary>Ways are kept when they arrive at the place (back: leave it) within some window; naming it again widens it.</summary>
    public void Want(int slot, int fromSeconds, int untilSeconds)
    {
        if (isBack) (fromSeconds, untilSeconds) = (-untilSeconds, -fromSeconds);
        ref var place = ref found[slot];
        (place.FromSeconds, place.UntilSeconds) = (Math.Min(place.FromSeconds, fromSeconds), Math.Max(place.UntilSeconds, untilSeconds));
        // What comes later than that is of no use, and decides nothing.
        soonest[slot] = place.UntilSeconds + 1;
        (earliest, latest) = (Math.Min(earliest, fromSeconds), Math.Max(latest, untilSeconds));
    }

    /// <param name="profile">From the household's end to all stops, or back.</param>
    /// <param name="places">The places at each stop.</param>
    /// <param name="oneWaySeconds">Longer ways are no ways, nor do they beat one that is.</param>
    public void Sweep(DayProfile profile, StopPlaces places, int oneWaySeconds)
    {
        var all = MemoryMarshal.Cast<int, Vector256<int>>(soonest.AsSpan());
        var first = places.First;
        var blocks = places.Blocks;
        var walks = places.Walks;
        foreach (ref readonly var found in profile.InOrder)
        {
            var way = found.Way;
            var (at, end) = (first[found.Stop], first[found.Stop + 1]);
            if (at == end || !Matters(way, oneWaySeconds)) continue;
            var (leaves, arrives) = isBack ? (-way.ArriveSeconds, -way.LeaveSeconds) : (way.LeaveSeconds, way.ArriveSeconds);
            var arrive = Vector256.Create(arrives);
            Offered += end - at;
            for (; at < end; at++)
            {
                for (var sooner = Vector256.LessThanOrEqual(arrive + walks[at], all[blocks[at]]).ExtractMostSignificantBits(); sooner != 0; sooner &= sooner - 1)
                {
                    var lane = BitOperations.TrailingZeroCount(sooner);
                    var walk = walks[at][lane];
                    Improve((blocks[at] * StopPlaces.Width) + lane, walk, leaves, arrives + walk, way.Rides, oneWaySeconds);
                }
            }
        }
    }

    /// <summary>A place's ways, earliest first; valid until the next call.</summary>
    public ReadOnlySpan<SweptWay> WaysOf(int slot)
    {
        read.Clear();
        var (page, count) = (found[slot].Page, found[slot].Count);
        while (page >= 0)
        {
            for (var at = count - 1; at >= 0; at--)
            {
                var way = ways[(page * PageWays) + at];
                if (isBack) (way.LeaveSeconds, way.ArriveSeconds) = (-way.ArriveSeconds, -way.LeaveSeconds);
                read.Add(way);
            }

            (page, count) = (olderPage[page], PageWays);
        }

        if (isBack) read.Reverse();
        return CollectionsMarshal.AsSpan(read);
    }

    private void Improve(int slot, int walkSeconds, int leave, int arrive, int rides, int oneWaySeconds)
    {
        ref var place = ref found[slot];
        if (place.LastLeaveSeconds == leave)
        {
            ref readonly var old = ref ways[(place.Page * PageWays) + place.Count - 1];
            if (arrive == old.ArriveSeconds && (old.Rides, old.WalkSeconds).CompareTo(((ushort)rides, (ushort)walkSeconds)) <= 0) return;
            Drop(ref place);
        }
        else if (arrive == soonest[slot])
        {
            return;
        }

        // Once one comes before the window every other that comes within it is beaten: the place is done with.
        soonest[slot] = arrive < place.FromSeconds ? int.MinValue : arrive;
        if (arrive < place.FromSeconds || arrive - leave > oneWaySeconds) return;
        if (place.Count == PageWays || place.Page < 0) AddPage(ref place);
        ways[(place.Page * PageWays) + place.Count++] = new SweptWay { LeaveSeconds = leave, ArriveSeconds = arrive, WalkSeconds = (ushort)walkSeconds, Rides = (ushort)rides };
        place.LastLeaveSeconds = leave;
    }

    private void AddPage(ref Slot place)
    {
        if (pageCount == olderPage.Length)
        {
            Array.Resize(ref olderPage, 2 * pageCount);
            Array.Resize(ref ways, 2 * pageCount * PageWays);
        }

        olderPage[pageCount] = place.Page;
        (place.Page, place.Count) = (pageCount++, 0);
    }

    /// <summary>Takes the newest way away: another that leaves with it arrives sooner.</summary>
    private void Drop(ref Slot place)
    {
        place.LastLeaveSeconds = int.MinValue;
        if (--place.Count > 0 || olderPage[place.Page] is not (>= 0 and var older)) return;
        (place.Page, place.Count) = (older, PageWays);
    }

    /// <summary>Not one that comes too late for every place, nor one that would beat only ways that are too long.</summary>
    private bool Matters(in ProfileEntry way, int oneWaySeconds) =>
        way.DurationSeconds <= oneWaySeconds && (isBack ? -way.LeaveSeconds : way.ArriveSeconds) is var reach && reach <= latest && reach >= earliest - oneWaySeconds - oneWaySeconds;

    /// <summary>A place's window and its ways so far.</summary>
    private struct Slot
    {
        public static readonly Slot Empty = new() { FromSeconds = int.MaxValue, UntilSeconds = int.MinValue, Page = -1, LastLeaveSeconds = int.MinValue };

        public int FromSeconds;
        public int UntilSeconds;

        /// <summary>The page of the newest way; -1 = none yet.</summary>
        public int Page;

        /// <summary>Ways on that page.</summary>
        public int Count;

        /// <summary>Of the newest way, as it was swept.</summary>
        public int LastLeaveSeconds;
    }
}
