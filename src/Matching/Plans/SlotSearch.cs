using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Plans;

/// <summary>One place in one free time, with its hops to where that time starts and ends.</summary>
/// <param name="Index">In the plan's list of places.</param>
/// <param name="HomeWithBags">As <paramref name="Home"/>, within the shorter walking limit.</param>
internal sealed record SlotPlace(int Index, int Mask, Span[] Openings, Hop There, Hop Home, Hop HomeWithBags);

/// <summary>The best outing of one slot for one set of needs.</summary>
/// <param name="Places">In the order of visiting, as places of the plan.</param>
/// <param name="Masks">The needs met at each.</param>
internal sealed record SlotOuting(ChainPlan Plan, int[] Places, int[] Masks, TravelMode DirectMode);

/// <summary>For one free time of one date and one mode: the least time away for every set of needs that up to three stops can meet.</summary>
/// <remarks>
/// Every order of every choice of places is a candidate; those whose lower bound (least ways, stays) cannot beat what is known, or whose earliest finish is too late, are
/// left out unasked, the rest is searched exactly by <see cref="ChainSearch"/>, most promising first. Ways between two places are asked for when first needed.
/// </remarks>
internal sealed class SlotSearch(
    IReadOnlyList<SlotPlace> places, Func<int, int, bool, Hop> between, int[] staySeconds, int carriesMask, Span free, ChainLimits limits, TravelMode directMode)
{
    public const int MaxStops = 3;

    private readonly ChainSearch search = new();
    private readonly List<Order> orders = [];
    private readonly Visit[] visits = new Visit[MaxStops];
    private readonly Hop[] hops = new Hop[MaxStops + 1];

    public int ChainCount => search.ChainCount;

    /// <param name="needs">The set, as bits.</param>
    /// <param name="beat">Only what takes less time away than this is wanted.</param>
    public SlotOuting? FindBest(int needs, int beat = int.MaxValue)
    {
        orders.Clear();
        List(needs, default, 0, 0);
        orders.Sort(static (a, b) => a.LeastSeconds != b.LeastSeconds ? a.LeastSeconds.CompareTo(b.LeastSeconds) : a.Number.CompareTo(b.Number));
        SlotOuting? best = null;
        foreach (var order in orders)
        {
            if (order.LeastSeconds >= Math.Min(beat, best?.Plan.AwaySeconds ?? int.MaxValue)) break;
            if (Try(order, Math.Min(beat, best?.Plan.AwaySeconds ?? int.MaxValue)) is { } found) best = found;
        }

        return best;
    }

    /// <summary>Every order that is not too long by what is already known.</summary>
    private void List(int rest, Order before, int stop, int leastSeconds)
    {
        for (var mask = rest; mask > 0; mask = (mask - 1) & rest)
        {
            if (stop == MaxStops - 1 && mask != rest) continue;
            var stay = StayOf(mask);
            for (var place = 0; place < places.Count; place++)
            {
                if ((places[place].Mask & mask) != mask || before.Has(place, stop)) continue;
                var least = leastSeconds + stay + (stop == 0 ? places[place].There.LeastSeconds : 0);
                var order = before.With(stop, place, mask) with { Number = orders.Count };
                if (mask != rest)
                {
                    if (least <= free.Seconds) List(rest & ~mask, order, stop + 1, least);
                    continue;
                }

                var home = HomeOf(place, order.Masks(stop));
                if (home.IsEmpty || least + home.LeastSeconds > free.Seconds) continue;
                orders.Add(order with { LeastSeconds = least + home.LeastSeconds, Stops = stop + 1 });
            }
        }
    }

    private SlotOuting? Try(Order order, int beat)
    {
        var (seconds, least) = (free.FromSeconds, 0);
        for (var (stop, done) = (0, 0); stop < order.Stops; stop++)
        {
            var (place, mask) = order.At(stop);
            hops[stop] = stop == 0 ? places[place].There : between(places[order.At(stop - 1).Place].Index, places[place].Index, (done & carriesMask) != 0);
            visits[stop] = new Visit(places[place].Openings, StayOf(mask));
            seconds = EarliestEnd(seconds, hops[stop], visits[stop]);
            least += hops[stop].LeastSeconds + visits[stop].StaySeconds;
            if (seconds == int.MaxValue || least >= beat) return null;
            done |= mask;
        }

        var last = order.At(order.Stops - 1).Place;
        var home = hops[order.Stops] = HomeOf(last, order.Masks(order.Stops - 1));
        if (EarliestArrival(seconds, home) > free.UntilSeconds || least + home.LeastSeconds >= beat) return null;
        return search.FindBest(visits.AsSpan(0, order.Stops), hops.AsSpan(0, order.Stops + 1), free, limits) is { } plan && plan.AwaySeconds < beat
            ? new SlotOuting(
                plan, [.. Enumerable.Range(0, order.Stops).Select(stop => places[order.At(stop).Place].Index)], [.. Enumerable.Range(0, order.Stops).Select(stop => order.At(stop).Mask)], directMode)
            : null;
    }

    /// <summary>No visit can end earlier: limits of waiting and of one way are not asked.</summary>
    private static int EarliestEnd(int seconds, Hop hop, Visit visit)
    {
        var arrive = EarliestArrival(seconds, hop);
        if (arrive == int.MaxValue) return arrive;
        foreach (var open in visit.Openings)
        {
            if (Math.Max(arrive, open.FromSeconds) + visit.StaySeconds is var end && end <= open.UntilSeconds) return end;
        }

        return int.MaxValue;
    }

    private static int EarliestArrival(int seconds, Hop hop)
    {
        var direct = hop.DirectSeconds is { } walk ? seconds + walk : int.MaxValue;
        int low = 0, high = hop.Ways.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hop.Ways[middle].LeaveSeconds < seconds) low = middle + 1;
            else high = middle;
        }

        return low < hop.Ways.Length ? Math.Min(direct, hop.Ways[low].ArriveSeconds) : direct;
    }

    private Hop HomeOf(int place, int done) => (done & carriesMask) != 0 ? places[place].HomeWithBags : places[place].Home;

    private int StayOf(int mask)
    {
        var seconds = 0;
        for (var need = 0; mask >> need != 0; need++)
        {
            if ((mask >> need & 1) != 0) seconds += staySeconds[need];
        }

        return seconds;
    }

    /// <summary>Up to three places with the needs met at each.</summary>
    private readonly record struct Order((int Place, int Mask) First, (int Place, int Mask) Second, (int Place, int Mask) Third)
    {
        public int LeastSeconds { get; init; }

        public int Stops { get; init; }

        public int Number { get; init; }

        public (int Place, int Mask) At(int stop) => stop switch { 0 => First, 1 => Second, _ => Third };

        /// <summary>All that is done up to this stop.</summary>
        public int Masks(int stop) => First.Mask | (stop > 0 ? Second.Mask : 0) | (stop > 1 ? Third.Mask : 0);

        public bool Has(int place, int stops) => (stops > 0 && First.Place == place) || (stops > 1 && Second.Place == place);

        public Order With(int stop, int place, int mask) => stop switch
        {
            0 => new Order((place, mask), default, default),
            1 => this with { Second = (place, mask) },
            _ => this with { Third = (place, mask) },
        };
    }
}
