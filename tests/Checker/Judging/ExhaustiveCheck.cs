using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Raw;
using ResourceMatch.Checker.Search;

namespace ResourceMatch.Checker.Judging;

/// <summary>Looks for what an answer hides: every place of the directory is judged anew for one family and need, and every way there and back is tried.</summary>
internal static class ExhaustiveCheck
{
    private static readonly HashSet<string> ReachKinds = ["ClosedWhenFree", "TooFar", "StopTooFar", "NoBusThatDay", "NoWayHome", "WayHomeTooLong", "NoTimetable", "ClosedForHoliday"];

    public static IReadOnlyList<Violation> Check(City city, FamilyDays days, RawFamily family, PrintedAnswer answer, string needKey)
    {
        var printed = answer.Needs.Single(each => each.Need == needKey);
        var need = city.Needs[needKey];
        var results = printed.Results.ToDictionary(result => result.Place);
        var excluded = printed.Excluded.ToDictionary(exclusion => exclusion.Place);
        var found = new List<Violation>();
        foreach (var place in city.Places.Where(place => place.Needs.Contains(needKey)))
        {
            void Say(Fault fault, string sentence) => found.Add(new Violation(fault, $"{family.Id} {needKey} {place.Name} ({place.Key}): {sentence}"));
            var result = results.GetValueOrDefault(place.Key);
            var reason = excluded.GetValueOrDefault(place.Key)?.ReasonKind;
            if (result is null == reason is null)
            {
                Say(Fault.Missing, result is null ? "stands in no list" : "stands in both lists");
                continue;
            }

            if (Eligibility.FirstObstacle(city, family, need, place, answer.From, answer.Days) is { } obstacle)
            {
                if (reason != obstacle) Say(reason is null ? Fault.NotEligible : Fault.WrongReason, $"the rows say {obstacle}, the answer {reason ?? "shows it"}");
                continue;
            }

            if (reason is not null && !ReachKinds.Contains(reason))
            {
                Say(Fault.HiddenPlace, $"is left out for {reason}, which the rows do not say");
                continue;
            }

            if (place.Delivery != RawDelivery.AtPlace || place.IsHidden || !place.Point.IsKnown)
            {
                if (result is null) Say(Fault.HiddenPlace, $"needs no trip or has no public place, but is left out for {reason}");
                continue;
            }

            CheckDays(city, days, need, place, result, reason, answer, Say);
        }

        return found;
    }

    private static void CheckDays(City city, FamilyDays days, RawNeed need, RawPlace place, PrintedResult? result, string? reason, PrintedAnswer answer, Action<Fault, string> say)
    {
        var any = false;
        foreach (var date in Enumerable.Range(0, answer.Days).Select(answer.From.AddDays))
        {
            var openings = city.Openings(place, answer.From, date);
            var outing = result?.Outings.FirstOrDefault(each => each.Date == date);
            var best = days.Best(place, need, date, openings);
            any |= best is not null;
            if (best is { } possible && outing is null)
            {
                say(result is null ? Fault.HiddenPlace : Fault.HiddenDay, $"on {date:yyyy-MM-dd} one can leave home at {Clock.Text(possible.LeaveHome)} and be back at {Clock.Text(possible.ArriveHome)}, but {(result is null ? $"it is left out for {reason}" : "the day is not shown")}");
            }
            else if (best is { } better && better.Away < outing!.Away)
            {
                say(Fault.LessTimeAway, $"on {date:yyyy-MM-dd} {better.Away} s away are possible ({Clock.Text(better.LeaveHome)} to {Clock.Text(better.ArriveHome)}), {outing.Away} s are shown");
            }
            else if (outing is not null && best?.Away != outing.Away)
            {
                say(Fault.SearchFoundLess, $"on {date:yyyy-MM-dd} the outing takes {outing.Away} s, the search finds {(best is null ? "none" : $"{best.Value.Away} s")}");
            }

            if (outing is not null && days.EarliestHome(place, need, outing, openings) is var home && home?.ArriveHome != outing.ArriveHome)
            {
                say(home?.ArriveHome < outing.ArriveHome ? Fault.EarlierHome : Fault.SearchFoundLess, $"on {date:yyyy-MM-dd} after a stay until {Clock.Text(outing.VisitEnd)} one can be home at {(home is null ? "no time" : Clock.Text(home.Value.ArriveHome))}, {Clock.Text(outing.ArriveHome)} is shown");
            }
        }

        // Supposed hours never close a place: it stays with "call first" and no trip.
        if (!any && result is { CallFirst: false }) say(Fault.SearchFoundLess, "is shown without any outing");
    }
}
