using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Raw;
using ResourceMatch.Checker.Search;

namespace ResourceMatch.Checker.Judging;

/// <summary>Holds everything that one answer prints against raw rows: each outing, each score, each rank.</summary>
internal static class AnswerCheck
{
    /// <returns>How many outings were checked, and what is wrong with them.</returns>
    public static (int Outings, IReadOnlyList<Violation> Violations) Check(City city, RawFamily family, PrintedAnswer answer)
    {
        var found = new List<Violation>();
        var outings = 0;
        foreach (var need in answer.Needs)
        {
            void Say(PrintedResult result, Violation violation) => found.Add(violation with { Sentence = $"{family.Id} {need.Need} {result.Name} ({result.Place}): {violation.Sentence}" });
            foreach (var result in need.Results)
            {
                if (!city.PlaceOf.TryGetValue(result.Place, out var place))
                {
                    Say(result, new Violation(Fault.UnknownPlace, "no such service and location in the rows"));
                    continue;
                }

                foreach (var violation in CheckResult(city, family, city.Needs[need.Need], place, result, answer)) Say(result, violation);
                outings += result.Outings.Count;
            }

            foreach (var violation in ScoreCheck.CheckRanks(city, need)) found.Add(violation with { Sentence = $"{family.Id} {need.Need}: {violation.Sentence}" });
        }

        if (answer.Plan is { } plan)
        {
            found.AddRange(PlanCheck.Check(city, family, answer, plan));
            outings += plan.Outings.Count;
        }

        return (outings, found);
    }

    /// <summary>What an outing of this answer to the place is held against.</summary>
    public static OutingTerms Terms(City city, RawFamily family, RawNeed need, RawPlace place, PrintedAnswer answer, DateOnly date) => new(
        family, place.Point, city.Openings(place, answer.From, date), city.Stretches(family, date), city.Feed.Covers(date) ? city.Feed : null, city.Ground, need.StayMinutes * 60, need.Carries, answer.From, answer.Days);

    private static IEnumerable<Violation> CheckResult(City city, RawFamily family, RawNeed need, RawPlace place, PrintedResult result, PrintedAnswer answer)
    {
        if (Eligibility.FirstObstacle(city, family, need, place, answer.From, answer.Days) is { } obstacle) yield return new Violation(Fault.NotEligible, $"is shown, but the rows say {obstacle}");
        var isKnown = place.Hours.State(answer.From) == HoursState.Known;
        if (place.Delivery == RawDelivery.AtPlace && result.CallFirst != (!isKnown || place.IsHidden || !place.Point.IsKnown)) yield return new Violation(Fault.ClosedThatDay, $"says callFirst = {result.CallFirst}");
        foreach (var violation in ScoreCheck.Check(family, need, place, result, answer)) yield return violation;
        if (result.Outings.Count > 0 && (place.IsHidden || place.Delivery != RawDelivery.AtPlace)) yield return new Violation(Fault.UnknownPlace, "has outings, but its place is confidential or there is none to go to");
        if (result.Outings.Select(outing => outing.Date).Distinct().Count() < result.Outings.Count) yield return new Violation(Fault.WrongRank, "has two outings on one day");
        var order = result.Outings.Select(outing => (outing.Away, outing.Date)).ToList();
        if (!order.SequenceEqual(order.Order())) yield return new Violation(Fault.WrongRank, "its outings are not in order of the time away");
        foreach (var outing in result.Outings)
        {
            if (outing.HoursKnown != isKnown) yield return new Violation(Fault.ClosedThatDay, $"says hoursKnown = {outing.HoursKnown}");
            foreach (var violation in OutingCheck.Check(outing, Terms(city, family, need, place, answer, outing.Date))) yield return violation with { Sentence = $"{outing.Date:yyyy-MM-dd} {violation.Sentence}" };
        }
    }
}
