using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Plans;

/// <summary>One household's plan over a window of days: the best outing of every free time for every set of needs, the choice among them, and its journeys.</summary>
/// <remarks>Made for one plan; not thread-safe.</remarks>
internal sealed class PlanComposing
{
    private readonly Household household;
    private readonly PlanPlaces places;
    private readonly MatchOptions options;
    private readonly PlanTravel travel;
    private readonly int[] staySeconds;
    private readonly int carriesMask;
    private readonly ChainLimits limits;

    public PlanComposing(TravelNetwork network, Household household, PlanPlaces places, MatchOptions options)
    {
        (this.household, this.places, this.options) = (household, places, options);
        travel = new PlanTravel(network, household, [.. places.All.Select(place => place.Candidate.Point!.Value)]);
        staySeconds = [.. places.Needs.Select(need => need.StayMinutes * 60)];
        carriesMask = places.Needs.Select((need, index) => need.Carries ? 1 << index : 0).Sum();
        limits = new ChainLimits(household.Limits.OneWayMinutes * 60, options.MaxWaitMinutes * 60);
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
        foreach (var segment in DaySegment.ListOf(household, date, travel.ClockOf(date)).OrderBy(segment => segment.Free.FromSeconds))
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
        foreach (var mode in household.HasCar ? [TravelMode.Walk, TravelMode.Car] : new[] { TravelMode.Walk })
        {
            var search = new SlotSearch(ListPlaces(slot, mode), Between(slot, mode), staySeconds, carriesMask, slot.Segment.Free, limits, mode);
            for (var mask = 1; mask < table.Length; mask++)
            {
                if (search.FindBest(mask, table[mask]?.Plan.AwaySeconds ?? int.MaxValue) is { } found) table[mask] = found;
            }
        }

        return table;
    }

    private List<SlotPlace> ListPlaces(Slot slot, TravelMode mode)
    {
        List<SlotPlace> open = [];
        foreach (var (index, place) in places.All.Index())
        {
            if (!place.Dates.Contains(slot.Date)) continue;
            var point = place.Candidate.Point!.Value;
            var openings = OpeningsOf(place, slot).Where(span => span.Cut(slot.Segment.Free).Seconds > 0).ToArray();
            if (openings.Length == 0) continue;
            var there = travel.Find(slot.Date, slot.Segment.Free, PointOf(slot.Segment.StartsAt), point, bags: false, mode);
            if (there.IsEmpty) continue;
            open.Add(new SlotPlace(index, place.Mask, openings, there, Home(bags: false), Home(bags: true)));

            Hop Home(bool bags) => travel.Find(slot.Date, slot.Segment.Free, point, PointOf(slot.Segment.EndsAt), bags, mode);
        }

        return open;
    }

    private Func<int, int, bool, Hop> Between(Slot slot, TravelMode mode)
    {
        var known = new Dictionary<(int, int, bool), Hop>();
        return (from, to, bags) => known.TryGetValue((from, to, bags), out var hop)
            ? hop
            : known[(from, to, bags)] = travel.Find(
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

    private GeoPoint PointOf(OutingEnd end) => DaySegment.PointOf(household, end)!.Value;

    private PlanOuting Draw(Slot slot, SlotOuting outing)
    {
        var plan = outing.Plan;
        List<PlanStop> stops = [];
        var (at, leave, done) = (PointOf(slot.Segment.StartsAt), plan.LeaveSeconds, 0);
        for (var index = 0; index < plan.Stops.Length; index++)
        {
            var (stop, place) = (plan.Stops[index], places.All[outing.Places[index]]);
            var point = place.Candidate.Point!.Value;
            var there = travel.Draw(slot.Date, at, point, (done & carriesMask) != 0, stop.There, outing.DirectMode, leave, stop.ArriveSeconds);
            stops.Add(new PlanStop(
                place.Candidate, [.. places.Needs.Where((_, need) => (outing.Masks[index] >> need & 1) != 0)], there,
                stop.ArriveSeconds, stop.StartSeconds, stop.EndSeconds, stop.LeaveSeconds,
                place.HoursKnown ? stop.Open.FromSeconds : null, place.HoursKnown ? stop.Open.UntilSeconds : null));
            (at, leave, done) = (point, stop.LeaveSeconds, done | outing.Masks[index]);
        }

        var home = travel.Draw(slot.Date, at, PointOf(slot.Segment.EndsAt), (done & carriesMask) != 0, plan.Home, outing.DirectMode, leave, plan.ArriveHomeSeconds);
        return new PlanOuting(
            slot.Date, plan.HasRide ? TravelMode.Transit : outing.DirectMode, plan.LeaveSeconds, stops, home, plan.ArriveHomeSeconds,
            slot.Segment.StartsAt, slot.Segment.EndsAt, CountLater(outing, slot.Segment.Free));
    }

    /// <summary>Later rides from the last place that still bring them home in time; a direct way, which needs no timetable, counts as one more.</summary>
    private int CountLater(SlotOuting outing, Span free)
    {
        var (last, after) = (outing.Plan.Stops[^1], outing.Plan.Home?.LeaveSeconds ?? outing.Plan.Stops[^1].LeaveSeconds);
        return (outing.Home.DirectSeconds <= limits.OneWaySeconds ? 1 : 0) + outing.Home.Ways.Count(way =>
            way.LeaveSeconds > after
            && way.ArriveSeconds <= free.UntilSeconds
            && way.ArriveSeconds - Math.Min(last.Open.UntilSeconds, way.LeaveSeconds) <= limits.OneWaySeconds);
    }

    private readonly record struct Slot(DateOnly Date, DaySegment Segment);
}
