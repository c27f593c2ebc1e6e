namespace ResourceMatch.Matching.Outings;

/// <summary>The best going and coming back within one opening and one free time of one date: the terms stand in this folder's README.</summary>
/// <remarks>
/// Every undominated way there is tried with its earliest way home; direct ways, which have no timetable, are put where they cost least: a walk there before a
/// ride home leaves as late as that ride allows, a walk home starts when the visit ends. Work: the length of the lists. Pure; safe to share.
/// </remarks>
internal static class OutingSearch
{
    public static OutingPlan? FindBest(DayWays ways, Span open, Span free, VisitTerms terms, Breakage breakage)
    {
        if (open.Cut(free).Seconds < terms.StaySeconds)
        {
            breakage.Note(Link.Hours);
            return null;
        }

        if (ways.IsEmptyThere)
        {
            breakage.Note(!ways.HasTimetable ? Link.Calendar : ways.HasStopsThere ? Link.Arrival : Link.Stops);
            return null;
        }

        OutingPlan? best = null;
        var lastEndSeconds = Math.Min(open.UntilSeconds, free.UntilSeconds);
        foreach (var there in ways.There)
        {
            if (there.LeaveSeconds < free.FromSeconds) continue;
            var startSeconds = Math.Max(there.ArriveSeconds, open.FromSeconds);
            if (startSeconds + terms.StaySeconds > lastEndSeconds) break;
            if (startSeconds - there.ArriveSeconds > terms.MaxWaitSeconds) continue;
            if (there.Seconds > terms.OneWaySeconds)
            {
                breakage.Note(Link.WayThere, there.Seconds);
                continue;
            }

            Keep(ref best, GoHome(ways, there, there.LeaveSeconds, there.ArriveSeconds, startSeconds, open, free, terms, breakage));
        }

        if (ways.DirectThereSeconds is { } directSeconds) Keep(ref best, GoDirect(ways, directSeconds, open, free, terms, breakage));
        if (best is null) breakage.Note(Link.Arrival);
        return best;
    }

    private static void Keep(ref OutingPlan? best, OutingPlan? found)
    {
        if (found is { } plan && plan.IsBetterThan(best)) best = plan;
    }

    /// <summary>The visit stands; the earliest way home from it.</summary>
    private static OutingPlan? GoHome(
        DayWays ways, Way? there, int leaveHomeSeconds, int arriveSeconds, int startSeconds, Span open, Span free, VisitTerms terms, Breakage breakage)
    {
        var endSeconds = startSeconds + terms.StaySeconds;
        var visit = new OutingPlan(leaveHomeSeconds, arriveSeconds, startSeconds, endSeconds, endSeconds, endSeconds, there, null, ways.DirectMode,
            there is null ? WalkOf(ways, arriveSeconds - leaveHomeSeconds) : 0);
        OutingPlan? best = null;
        for (var index = FirstFrom(ways.Back, endSeconds); index < ways.Back.Length; index++)
        {
            var back = ways.Back[index];
            var leavePlaceSeconds = Math.Min(open.UntilSeconds, back.LeaveSeconds);
            if (leavePlaceSeconds - endSeconds > terms.MaxWaitSeconds || back.ArriveSeconds > free.UntilSeconds) break;
            var backSeconds = back.ArriveSeconds - leavePlaceSeconds;
            if (backSeconds > terms.OneWaySeconds)
            {
                breakage.Note(Link.WayBack, backSeconds);
                continue;
            }

            best = visit with { LeavePlaceSeconds = leavePlaceSeconds, ArriveHomeSeconds = back.ArriveSeconds, Back = back };
            break;
        }

        if (ways.DirectBackSeconds is { } directSeconds)
        {
            if (directSeconds > terms.OneWaySeconds) breakage.Note(Link.WayBack, directSeconds);
            else if (endSeconds + directSeconds <= free.UntilSeconds)
            {
                Keep(ref best, visit with { ArriveHomeSeconds = endSeconds + directSeconds, DirectWalkSeconds = visit.DirectWalkSeconds + WalkOf(ways, directSeconds) });
            }
        }

        if (best is null) breakage.Note(ways.IsEmptyBack && !ways.HasStopsBack ? Link.StopsBack : Link.Return);
        return best;
    }

    /// <summary>Walking or driving there: the visit can start at any moment, so each way home pulls it as late as it can.</summary>
    private static OutingPlan? GoDirect(DayWays ways, int directSeconds, Span open, Span free, VisitTerms terms, Breakage breakage)
    {
        var earliestSeconds = Math.Max(open.FromSeconds, free.FromSeconds + directSeconds);
        if (earliestSeconds + terms.StaySeconds > Math.Min(open.UntilSeconds, free.UntilSeconds)) return null;
        if (directSeconds > terms.OneWaySeconds)
        {
            breakage.Note(Link.WayThere, directSeconds);
            return null;
        }

        OutingPlan? best = null;
        for (var index = FirstFrom(ways.Back, earliestSeconds + terms.StaySeconds); index < ways.Back.Length; index++)
        {
            var leavePlaceSeconds = Math.Min(open.UntilSeconds, ways.Back[index].LeaveSeconds);
            var startSeconds = leavePlaceSeconds - terms.StaySeconds;
            // Only this ride: its wait outside, if the place closes before it, is the only one that can be too long.
            var single = ways with { Back = [ways.Back[index]], DirectBackSeconds = null };
            Keep(ref best, GoHome(single, null, startSeconds - directSeconds, startSeconds, startSeconds, open, free, terms, breakage));
        }

        var walkHome = ways with { Back = [] };
        Keep(ref best, GoHome(walkHome, null, earliestSeconds - directSeconds, earliestSeconds, earliestSeconds, open, free, terms, breakage));
        return best;
    }

    private static int WalkOf(DayWays ways, int directSeconds) => ways.DirectMode == TravelMode.Walk ? directSeconds : 0;

    private static int FirstFrom(Way[] ways, int seconds)
    {
        int low = 0, high = ways.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ways[middle].LeaveSeconds < seconds) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
