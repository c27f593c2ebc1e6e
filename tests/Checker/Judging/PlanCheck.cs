using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Raw;
using ResourceMatch.Checker.Search;

namespace ResourceMatch.Checker.Judging;

/// <summary>Holds a printed whole plan against raw rows: each of its outings like a single one, and the plan as a whole.</summary>
internal static class PlanCheck
{
    /// <returns>What is wrong; empty = nothing.</returns>
    public static IReadOnlyList<Violation> Check(City city, RawFamily family, PrintedAnswer answer, PrintedPlan plan)
    {
        var found = new List<Violation>();
        void Must(bool holds, Fault fault, string sentence)
        {
            if (!holds) found.Add(new Violation(fault, $"{family.Id} plan: {sentence}"));
        }

        foreach (var outing in plan.Outings) CheckOuting(city, family, answer, outing, (holds, fault, sentence) => Must(holds, fault, $"{outing.Date:yyyy-MM-dd} {sentence}"));
        var covered = plan.Outings.SelectMany(outing => outing.Stops).SelectMany(stop => stop.Needs).ToList();
        var asked = answer.Needs.Select(need => need.Need).Order().ToList();
        Must(covered.Concat(plan.WithoutTrip).Concat(plan.Uncovered).Order().SequenceEqual(asked), Fault.PlanWrong, $"covers {string.Join(", ", covered)}, without a trip {string.Join(", ", plan.WithoutTrip)}, not {string.Join(", ", plan.Uncovered)}; asked were {string.Join(", ", asked)}");
        Must(plan.Away == plan.Outings.Sum(outing => outing.ArriveHome - outing.LeaveHome), Fault.PlanWrong, $"says {plan.Away} s away, its outings add up to {plan.Outings.Sum(outing => outing.ArriveHome - outing.LeaveHome)} s");
        Must(plan.SeparateOutings == covered.Count && plan.Outings.Count <= plan.SeparateOutings, Fault.PlanWrong, $"has {plan.Outings.Count} outings for {covered.Count} needs and says that one by one it would be {plan.SeparateOutings}");
        var separate = LeastAway(answer);
        var sum = covered.Sum(need => separate.GetValueOrDefault(need));
        Must(plan.SeparateAway == sum, Fault.PlanWrong, $"says {plan.SeparateAway} s away one by one, the printed outings add up to {sum} s");
        var times = plan.Outings.OrderBy(outing => (outing.Date, outing.LeaveHome)).ToList();
        Must(times.Zip(times.Skip(1)).All(pair => pair.First.Date < pair.Second.Date || pair.First.ArriveHome <= pair.Second.LeaveHome), Fault.PlanWrong, "two outings overlap");
        Must(plan.Outings.SequenceEqual(times), Fault.PlanWrong, "its outings are not in order of time");
        foreach (var need in plan.Uncovered)
        {
            var result = answer.Needs.Single(each => each.Need == need).Results.FirstOrDefault(result => result.Outings.Any(outing => outing.HoursKnown));
            Must(result is null || plan.Outings.Count > 0, Fault.PlanWrong, $"leaves {need} uncovered although {result?.Name} could be reached");
        }

        return found;
    }

    /// <summary>By need the least time away of the first 100 results with a trip: of those with known hours, where there are any.</summary>
    private static Dictionary<string, int> LeastAway(PrintedAnswer answer)
    {
        var least = new Dictionary<string, int>();
        foreach (var need in answer.Needs)
        {
            var shown = need.Results.TakeWhile(result => result.Outings.Count > 0).Take(100).ToList();
            var trips = shown.Exists(result => !result.CallFirst) ? shown.Where(result => !result.CallFirst) : shown;
            if (shown.Count > 0) least.Add(need.Need, trips.SelectMany(result => result.Outings).Min(outing => outing.Away));
        }

        return least;
    }

    private static void CheckOuting(City city, RawFamily family, PrintedAnswer answer, PrintedPlanOuting outing, Action<bool, Fault, string> must)
    {
        must(outing.Date >= answer.From && outing.Date < answer.From.AddDays(answer.Days), Fault.DateOutsideWindow, "is not one of the days asked");
        must(outing.Stops.Count is >= 1 and <= 3, Fault.PlanWrong, $"has {outing.Stops.Count} stops");
        var free = city.Stretches(family, outing.Date).FirstOrDefault(part => part.StartsAt == outing.StartsAt && part.EndsAt == outing.EndsAt && part.From <= outing.LeaveHome && outing.ArriveHome <= part.Until);
        must(free is not null, Fault.NotFree, $"from {outing.StartsAt} at {Clock.Text(outing.LeaveHome)} to {outing.EndsAt} at {Clock.Text(outing.ArriveHome)} lies in no free time");
        if (free is null) return;
        var feed = city.Feed.Covers(outing.Date) ? city.Feed : null;
        var (at, leave, bags) = (free.Start, outing.LeaveHome, false);
        foreach (var stop in outing.Stops)
        {
            if (!city.PlaceOf.TryGetValue(stop.Place, out var place))
            {
                must(false, Fault.UnknownPlace, $"{stop.Place} is no place of the rows");
                return;
            }

            CheckWay(stop.There, at, place.Point, leave, stop.Arrive, bags);
            CheckStop(city, family, answer, outing.Date, stop, place, must);
            bags |= stop.Needs.Any(need => city.Needs[need].Carries);
            (at, leave) = (place.Point, stop.Leave);
        }

        CheckWay(outing.Home, at, free.End, leave, outing.ArriveHome, bags);
        must(outing.Stops[0].There.Leave == outing.LeaveHome, Fault.Broken, "the first way does not begin when the outing says");
        var legs = outing.Stops.SelectMany(stop => stop.There.Legs).Concat(outing.Home.Legs).ToList();
        var mode = legs.Any(leg => leg is PrintedLeg.Drive) ? PrintedMode.Car : legs.Any(leg => leg is PrintedLeg.Ride) ? PrintedMode.Transit : PrintedMode.Walk;
        must(mode == outing.Mode, Fault.ModeWrong, $"says {outing.Mode}, its legs say {mode}");
        must(mode != PrintedMode.Car || (family.HasCar && legs.TrueForAll(leg => leg is PrintedLeg.Drive)), Fault.ModeWrong, "drives without a car, or leaves it behind");

        void CheckWay(PrintedJourney way, LatLon from, LatLon to, int earliest, int arrive, bool withBags)
        {
            must(way.Arrive == arrive && way.Leave >= earliest, Fault.Broken, $"a way from {Clock.Text(earliest)} to {Clock.Text(arrive)} goes from {Clock.Text(way.Leave)} to {Clock.Text(way.Arrive)}");
            must(arrive - earliest <= family.OneWayMinutes * 60, Fault.WayTooLong, $"a way takes {arrive - earliest} s");
            must(way.Legs.Count > 0 || Earth.StraightMeters(from, to) == 0, Fault.NoWayHome, "a way has no legs");
            var limit = withBags ? Math.Min(family.CarryMeters, family.WalkMeters) : family.WalkMeters;
            foreach (var violation in new JourneyCheck(feed, city.Ground, outing.Date, limit, family).Check(way, from, to, earliest)) must(false, violation.Fault, violation.Sentence);
        }
    }

    private static void CheckStop(City city, RawFamily family, PrintedAnswer answer, DateOnly date, PrintedPlanStop stop, RawPlace place, Action<bool, Fault, string> must)
    {
        must(stop.Needs.Count > 0 && !place.IsHidden && place.Delivery == RawDelivery.AtPlace, Fault.PlanWrong, $"{place.Name} is a stop without a need, or has no public place");
        foreach (var need in stop.Needs)
        {
            var obstacle = Eligibility.FirstObstacle(city, family, city.Needs[need], place, answer.From, answer.Days);
            must(obstacle is null, Fault.NotEligible, $"{place.Name} for {need}: the rows say {obstacle}");
        }

        var openings = city.Openings(place, answer.From, date);
        must(openings.Count > 0, Fault.ClosedThatDay, $"{place.Name} is closed");
        var stay = stop.Needs.Sum(need => city.Needs[need].StayMinutes * 60);
        must(stop.VisitEnd - stop.VisitStart == stay, Fault.StayWrong, $"{place.Name}: stays {stop.VisitEnd - stop.VisitStart} s, the visit takes {stay} s");
        must(openings.Any(open => open.Opens <= stop.VisitStart && stop.VisitStart == Math.Max(stop.Arrive, open.Opens) && stop.VisitEnd <= open.Closes && stop.Leave <= open.Closes), Fault.ClosedOnArrival,
            $"{place.Name}: arrives {Clock.Text(stop.Arrive)}, visit {Clock.Text(stop.VisitStart)} to {Clock.Text(stop.VisitEnd)}, leaves {Clock.Text(stop.Leave)}, open {string.Join(", ", openings.Select(open => $"{Clock.Text(open.Opens)}-{Clock.Text(open.Closes)}"))}");
        must(stop.Leave >= stop.VisitEnd, Fault.TimesOutOfOrder, $"{place.Name} is left before the visit ends");
        must(stop.VisitStart - stop.Arrive <= OutingTerms.MaxWaitSeconds && stop.Leave - stop.VisitEnd <= OutingTerms.MaxWaitSeconds, Fault.WaitsTooLong, $"waits at {place.Name}");
        must(stop.HoursKnown == (place.Hours.State(answer.From) == HoursState.Known), Fault.ClosedThatDay, $"{place.Name}: says hoursKnown = {stop.HoursKnown}");
    }
}
