using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Answers;

/// <summary>What an outing is held against, all from raw rows.</summary>
/// <param name="Openings">Of the outing's date; for unknown hours the supposed one.</param>
/// <param name="Stretches">When the family may be away on the outing's date.</param>
/// <param name="Feed">Null when no feed covers the date.</param>
internal sealed record OutingTerms(
    RawFamily Family, LatLon Place, IReadOnlyList<(int Opens, int Closes)> Openings, IReadOnlyList<RawStretch> Stretches, RawFeed? Feed, Ground Ground, int StaySeconds, bool Carries, DateOnly From, int Days)
{
    public const int MaxWaitSeconds = 3_600;

    public int BackWalkMeters => Carries ? Math.Min(Family.CarryMeters, Family.WalkMeters) : Family.WalkMeters;

    public int OneWaySeconds => Family.OneWayMinutes * 60;
}

/// <summary>Holds one printed outing against the rows, the hours and the family's limits.</summary>
internal static class OutingCheck
{
    public static IReadOnlyList<Violation> Check(PrintedOuting outing, OutingTerms terms)
    {
        var found = new List<Violation>();
        void Must(bool holds, Fault fault, string sentence)
        {
            if (!holds) found.Add(new Violation(fault, sentence));
        }

        var family = terms.Family;
        int[] order = [outing.LeaveHome, outing.ArrivePlace, outing.VisitStart, outing.VisitEnd, outing.LeavePlace, outing.ArriveHome];
        Must(order.SequenceEqual(order.Order()), Fault.TimesOutOfOrder, $"the times {string.Join(", ", order.Select(Clock.Text))} are not in order");
        Must(outing.Date >= terms.From && outing.Date < terms.From.AddDays(terms.Days), Fault.DateOutsideWindow, $"{outing.Date:yyyy-MM-dd} is not one of the {terms.Days} days from {terms.From:yyyy-MM-dd}");

        Must(outing.VisitEnd - outing.VisitStart == terms.StaySeconds, Fault.StayWrong, $"stays {outing.VisitEnd - outing.VisitStart} s, the visit takes {terms.StaySeconds} s");
        CheckHours(outing, terms, Must);

        var between = terms.Stretches.Where(part => part.StartsAt == outing.StartsAt && part.EndsAt == outing.EndsAt).ToList();
        Must(between.Count > 0, Fault.StartOrEndWrong, $"goes from {outing.StartsAt} to {outing.EndsAt}, which the family never does on {outing.Date.DayOfWeek}");
        if (between.Count == 0) return found;
        var free = between.Where(part => outing.LeaveHome >= part.From).MaxBy(part => part.Until);
        Must(free is not null, Fault.NotFree, $"leaves {outing.StartsAt} at {Clock.Text(outing.LeaveHome)} on {outing.Date.DayOfWeek}, before the family is free");
        if (free is not null) Must(outing.ArriveHome <= free.Until, Fault.HomeTooLate, $"is at {outing.EndsAt} at {Clock.Text(outing.ArriveHome)}, but free until {Clock.Text(free.Until)}");
        Must(outing.ArrivePlace - outing.LeaveHome <= terms.OneWaySeconds, Fault.WayTooLong, $"takes {outing.ArrivePlace - outing.LeaveHome} s to go, the limit is {terms.OneWaySeconds} s");
        Must(outing.ArriveHome - outing.LeavePlace <= terms.OneWaySeconds, Fault.WayTooLong, $"takes {outing.ArriveHome - outing.LeavePlace} s to come back, the limit is {terms.OneWaySeconds} s");
        Must(outing.VisitStart - outing.ArrivePlace <= OutingTerms.MaxWaitSeconds, Fault.WaitsTooLong, $"waits {outing.VisitStart - outing.ArrivePlace} s for the opening");
        Must(outing.LeavePlace - outing.VisitEnd <= OutingTerms.MaxWaitSeconds, Fault.WaitsTooLong, $"stays on {outing.LeavePlace - outing.VisitEnd} s after the visit");
        CheckWays(outing, terms, free ?? between[0], found, Must);
        return found;
    }

    private static void CheckHours(PrintedOuting outing, OutingTerms terms, Action<bool, Fault, string> must)
    {
        must(terms.Openings.Count > 0, Fault.ClosedThatDay, $"is closed on {outing.Date.DayOfWeek} {outing.Date:yyyy-MM-dd}");
        if (terms.Openings.Count == 0) return;
        var opening = terms.Openings.Where(opening => opening.Opens <= outing.VisitStart && outing.VisitStart < opening.Closes).Select(opening => ((int Opens, int Closes)?)opening).FirstOrDefault();
        must(opening is not null, Fault.ClosedOnArrival, $"is not open at {Clock.Text(outing.VisitStart)} on {outing.Date:yyyy-MM-dd}");
        if (opening is not { } open) return;
        must(outing.VisitStart == Math.Max(outing.ArrivePlace, open.Opens), Fault.ClosedOnArrival, $"arrives at {Clock.Text(outing.ArrivePlace)} and opens at {Clock.Text(open.Opens)}, so the visit cannot start at {Clock.Text(outing.VisitStart)}");
        must(outing.VisitEnd <= open.Closes, Fault.ClosesTooSoon, $"closes at {Clock.Text(open.Closes)}, before the visit ends at {Clock.Text(outing.VisitEnd)}");
        must(outing.LeavePlace <= open.Closes, Fault.ClosesTooSoon, $"closes at {Clock.Text(open.Closes)}, before the family leaves at {Clock.Text(outing.LeavePlace)}");
    }

    private static void CheckWays(PrintedOuting outing, OutingTerms terms, RawStretch free, List<Violation> found, Action<bool, Fault, string> must)
    {
        var family = terms.Family;
        must(outing.There.Leave == outing.LeaveHome && outing.There.Arrive == outing.ArrivePlace, Fault.Broken, "the way there does not begin and end when the outing says");
        must(outing.Back.Leave >= outing.LeavePlace && outing.Back.Arrive == outing.ArriveHome, Fault.Broken, "the way back does not begin and end when the outing says");
        must(outing.Back.Legs.Count > 0 || Earth.StraightMeters(free.End, terms.Place) == 0, Fault.NoWayHome, "has no way home");
        found.AddRange(new JourneyCheck(terms.Feed, terms.Ground, outing.Date, family.WalkMeters, family).Check(outing.There, free.Start, terms.Place, outing.LeaveHome));
        found.AddRange(new JourneyCheck(terms.Feed, terms.Ground, outing.Date, terms.BackWalkMeters, family).Check(outing.Back, terms.Place, free.End, outing.LeavePlace));

        var legs = outing.There.Legs.Concat(outing.Back.Legs).ToList();
        var mode = legs.Any(leg => leg is PrintedLeg.Drive) ? PrintedMode.Car : legs.Any(leg => leg is PrintedLeg.Ride) ? PrintedMode.Transit : PrintedMode.Walk;
        must(mode == outing.Mode, Fault.ModeWrong, $"says {outing.Mode}, its legs say {mode}");
        must(mode != PrintedMode.Car || (family.HasCar && legs.TrueForAll(leg => leg is PrintedLeg.Drive)), Fault.ModeWrong, "drives without a car, or leaves it behind");
    }
}
