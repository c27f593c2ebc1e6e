using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Plans;

/// <summary>One household's plan over a window of days: the best outing of every free time for every set of needs, the choice among them, and its journeys.</summary>
/// <remarks>Made for one plan; not thread-safe.</remarks>
internal sealed class PlanComposing
{
    private readonly HouseholdTravel travel;
    private readonly PlanPlaces places;
    private readonly MatchOptions options;
    private readonly PlanTravel ways;
    private readonly int[] staySeconds;
    private readonly int carriesMask;
    private readonly ChainLimits limits;

    public PlanComposing(HouseholdTravel travel, PlanPlaces places)
    {
        (this.travel, this.places, options) = (travel, places, travel.Network.Options);
        ways = new PlanTravel(travel, [.. places.All.Select(place => place.Candidate)]);
        staySeconds = [.. places.Needs.Select(need => need.StayMinutes * 60)];
        carriesMask = places.Needs.Select((need, index) => need.Carries ? 1 << index : 0).Sum();
        limits = new ChainLimits(travel.Household.Limits.OneWayMinutes * 60, options.MaxWaitMinutes * 60);
    }

    /// <param name="from">First day.</param>
    /// <param name="days">Number of days.</param>
    /// <param name="taken">Free times that already have an outing.</param>
    public IEnumerable<(PlanOuting Outing, (DateOnly, Span) Slot)> Compose(DateOnly from, int days, IReadOnlySet<(DateOnly, Span)> taken)
    {
        var slots = Enumerable.Range(0, days).Select(from.AddDays).SelectMany(date => ListSlots(date, taken)).ToList();
        var tables = slots.Select(slot => slot.Select(TableOf).ToList()).ToList();
        var best = tables.Select(group => group.Select(table => table.Select(outing => outing?.Plan.AwaySeconds ?? int.MaxValue)).Aggregate((a, b) => a.Zip(b, Math.Min)).ToArray()).ToList();
        foreach (var (index, mask) in OutingCover.Choose(best, places.Needs.Count))
        {
            var place = tables[index].FindIndex(table => table[mask]?.Plan.AwaySeconds == best[index][mask]);
            var slot = slots[index][place];
            yield return (Draw(slot, tables[index][place][mask]!), (slot.Date, slot.Segment.Free));
        }
    }

    /// <summary>The free times of a date; those that overlap stand together, since only one of them can be used.</summary>
    private List<List<Slot>> ListSlots(DateOnly date, IReadOnlySet<(DateOnly Date, Span Free)> taken)
    {
        List<List<Slot>> groups = [];
        var end = int.MinValue;
        foreach (var segment in travel.SegmentsOf(date).OrderBy(segment => segment.Free.FromSeconds))
        {
            if (taken.Any(other => other.Date == date && other.Free.Cut(segment.Free).Seconds > 0)) continue;
            if (segment.Free.FromSeconds < end) groups[^1].Add(new Slot(date, segment));
            else groups.Add([new Slot(date, segment)]);
            end = Math.Max(end, segment.Free.UntilSeconds);
        }

        return groups;
    }

    /// <summary>For each set of needs the best outing of the slot.</summary>
    private SlotOuting?[] TableOf(Slot slot)
    {
        var table = new SlotOuting?[1 << places.Needs.Count];
        for (var kind = 0; kind < (travel.Household.HasCar ? 2 : 1); kind++)
        {
            var mode = kind == 0 ? TravelMode.Walk : TravelMode.Car;
            var search = new SlotSearch(ListPlaces(slot, kind), Between(slot, mode), staySeconds, carriesMask, slot.Segment.Free, limits, mode);
            for (var mask = 1; mask < table.Length; mask++)
            {
                if (search.FindBest(mask, table[mask]?.Plan.AwaySeconds ?? int.MaxValue) is { } found) table[mask] = found;
            }
        }

        return table;
    }

    /// <param name="slot">The free time.</param>
    /// <param name="kind">0 = on foot and by rides, 1 = by car.</param>
    private List<SlotPlace> ListPlaces(Slot slot, int kind)
    {
        List<SlotPlace> open = [];
        foreach (var (index, place) in places.All.Index())
        {
            if (!place.Dates.Contains(slot.Date)) continue;
            var openings = OpeningsOf(place, slot).Where(span => span.Cut(slot.Segment.Free).Seconds > 0).ToArray();
            if (openings.Length == 0) continue;
            var (plain, carrying) = (ways.Find(slot.Date, slot.Segment, place.Candidate, bags: false)[kind], ways.Find(slot.Date, slot.Segment, place.Candidate, bags: true)[kind]);
            if (plain.IsEmptyThere) continue;
            open.Add(new SlotPlace(
                index, place.Mask, openings, new Hop(plain.There, plain.DirectThereSeconds), new Hop(plain.Back, plain.DirectBackSeconds), new Hop(carrying.Back, carrying.DirectBackSeconds)));
        }

        return open;
    }

    private Func<int, int, bool, Hop> Between(Slot slot, TravelMode mode)
    {
        var known = new Dictionary<(int, int, bool), Hop>();
        return (from, to, bags) => known.TryGetValue((from, to, bags), out var hop)
            ? hop
            : known[(from, to, bags)] = ways.Find(
                slot.Date, slot.Segment.Free, places.All[from].Candidate.Point!.Value, places.All[to].Candidate.Point!.Value, bags, mode);
    }

    private IEnumerable<Span> OpeningsOf(PlanPlace place, Slot slot)
    {
        var clock = travel.ClockOf(slot.Date);
        var openings = place.HoursKnown
            ? place.Candidate.Hours.Between(slot.Date, slot.Date)
            : [new Opening(slot.Date, options.SupposedOpensMinute, options.SupposedClosesMinute)];
        return openings.Select(opening => new Span(clock.SecondsOf(opening.OpensMinute), clock.SecondsOf(opening.ClosesMinute)));
    }

    private PlanOuting Draw(Slot slot, SlotOuting outing)
    {
        var plan = outing.Plan;
        List<PlanStop> stops = [];
        var done = 0;
        for (var index = 0; index < plan.Stops.Length; index++)
        {
            var (stop, place) = (plan.Stops[index], places.All[outing.Places[index]]);
            var there = index == 0
                ? travel.DrawThere(place.Candidate.Point!.Value, slot.Date, slot.Segment, EndsOf(outing))
                : ways.Draw(
                    slot.Date, stops[^1].Candidate.Point!.Value, place.Candidate.Point!.Value, (done & carriesMask) != 0, stop.There, outing.DirectMode, stops[^1].LeaveSeconds, stop.ArriveSeconds);
            stops.Add(new PlanStop(
                place.Candidate, [.. places.Needs.Where((_, need) => (outing.Masks[index] >> need & 1) != 0)], there,
                stop.ArriveSeconds, stop.StartSeconds, stop.EndSeconds, stop.LeaveSeconds,
                place.HoursKnown ? stop.Open.FromSeconds : null, place.HoursKnown ? stop.Open.UntilSeconds : null));
            done |= outing.Masks[index];
        }

        var bags = (done & carriesMask) != 0;
        return new PlanOuting(
            slot.Date, plan.HasRide ? TravelMode.Transit : outing.DirectMode, plan.LeaveSeconds, stops,
            travel.DrawBack(stops[^1].Candidate.Point!.Value, slot.Date, slot.Segment, EndsOf(outing), bags), plan.ArriveHomeSeconds,
            slot.Segment.StartsAt, slot.Segment.EndsAt, CountLater(slot, outing, stops[^1].Candidate, bags));
    }

    /// <summary>The first way and the last as the engine draws them.</summary>
    private static OutingPlan EndsOf(SlotOuting outing)
    {
        var (plan, first, last) = (outing.Plan, outing.Plan.Stops[0], outing.Plan.Stops[^1]);
        return new OutingPlan(
            plan.LeaveSeconds, first.ArriveSeconds, first.StartSeconds, last.EndSeconds, last.LeaveSeconds, plan.ArriveHomeSeconds, first.There, plan.Home, outing.DirectMode, plan.DirectWalkSeconds);
    }

    /// <summary>Later ways from the last place that still bring them home in time, as the engine counts them.</summary>
    private int CountLater(Slot slot, SlotOuting outing, Candidate place, bool bags)
    {
        var last = outing.Plan.Stops[^1];
        var (after, until) = (outing.Plan.Home?.LeaveSeconds ?? last.LeaveSeconds, slot.Segment.Free.UntilSeconds);
        return ways.Find(slot.Date, slot.Segment, place, bags).Sum(way =>
            (way.DirectBackSeconds is { } direct && direct <= limits.OneWaySeconds && after + direct <= until ? 1 : 0) + way.Back.Count(back =>
                back.LeaveSeconds > after
                && back.ArriveSeconds <= until
                && back.ArriveSeconds - Math.Min(last.Open.UntilSeconds, back.LeaveSeconds) <= limits.OneWaySeconds));
    }

    private readonly record struct Slot(DateOnly Date, DaySegment Segment);
}
