using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Judging;

/// <summary>One place on one date with one way of moving: its undominated ways, earliest first, and the direct way.</summary>
internal ref struct PlaceDay
{
    public ReadOnlySpan<SweptWay> There;
    public ReadOnlySpan<SweptWay> Back;

    /// <summary>Direct seconds; -1 = not within the limits.</summary>
    public int DirectThere;

    /// <inheritdoc cref="DirectThere"/>
    public int DirectBack;

    /// <summary>Whether the direct way is walked, not driven.</summary>
    public bool IsOnFoot;
}

/// <summary>The best outing of one place in one opening and one free time, without making a journey: what <see cref="OutingSearch"/> finds, told in a few numbers.</summary>
/// <remarks>Pure; a test holds both equal.</remarks>
internal static class PlaceOutings
{
    public static void Find(in PlaceDay place, Span open, Span free, in VisitTerms terms, ref QuickOuting best, ref long tried)
    {
        var lastStart = Math.Min(open.UntilSeconds, free.UntilSeconds) - terms.StaySeconds;
        if (lastStart < Math.Max(open.FromSeconds, free.FromSeconds)) return;
        if (place.DirectThere >= 0 && place.DirectThere <= terms.OneWaySeconds) GoDirect(place, open, free, terms, lastStart, ref best, ref tried);
        RideThere(place, open, free, terms, lastStart, ref best, ref tried);
    }

    private static void RideThere(in PlaceDay place, Span open, Span free, in VisitTerms terms, int lastStart, ref QuickOuting best, ref long tried)
    {
        var next = 0;
        var leastBack = LeastBack(place, open);
        foreach (ref readonly var there in place.There)
        {
            if (there.ArriveSeconds > lastStart) break;
            if (there.LeaveSeconds < free.FromSeconds || open.FromSeconds - there.ArriveSeconds > terms.MaxWaitSeconds || there.ArriveSeconds - there.LeaveSeconds > terms.OneWaySeconds) continue;
            tried++;
            var end = Math.Max(there.ArriveSeconds, open.FromSeconds) + terms.StaySeconds;
            if (end + leastBack - there.LeaveSeconds > best.AwaySeconds) continue;
            // Whoever arrives later ends later: what left before this end left before the next one too.
            while (next < place.Back.Length && place.Back[next].LeaveSeconds < end) next++;
            GoHome(place, there, next, end, open, free, terms, ref best);
        }
    }

    /// <summary>No way home from the end of a visit takes less.</summary>
    private static int LeastBack(in PlaceDay place, Span open)
    {
        var least = place.DirectBack >= 0 ? place.DirectBack : int.MaxValue / 4;
        foreach (ref readonly var back in place.Back) least = Math.Min(least, back.ArriveSeconds - Math.Min(open.UntilSeconds, back.LeaveSeconds));
        return least;
    }

    private static void GoHome(in PlaceDay place, in SweptWay there, int next, int end, Span open, Span free, in VisitTerms terms, ref QuickOuting best)
    {
        var plan = new QuickOuting { LeaveSeconds = there.LeaveSeconds };
        var changesThere = Math.Max(0, there.Rides - 1);
        for (var index = next; index < place.Back.Length; index++)
        {
            ref readonly var back = ref place.Back[index];
            var leavePlace = Math.Min(open.UntilSeconds, back.LeaveSeconds);
            if (leavePlace - end > terms.MaxWaitSeconds || back.ArriveSeconds > free.UntilSeconds) break;
            if (back.ArriveSeconds - leavePlace > terms.OneWaySeconds) continue;
            (plan.AwaySeconds, plan.Changes) = (back.ArriveSeconds - there.LeaveSeconds, changesThere + Math.Max(0, back.Rides - 1));
            (plan.FootSeconds, plan.LeavePlaceSeconds) = (there.WalkSeconds + back.WalkSeconds, leavePlace);
            if (plan.IsBetterThan(best)) best.Take(plan);
            break;
        }

        if (place.DirectBack < 0 || place.DirectBack > terms.OneWaySeconds || end + place.DirectBack > free.UntilSeconds) return;
        (plan.AwaySeconds, plan.Changes) = (end + place.DirectBack - there.LeaveSeconds, changesThere);
        plan.DirectWalkSeconds = place.IsOnFoot ? place.DirectBack : 0;
        (plan.FootSeconds, plan.LeavePlaceSeconds) = (there.WalkSeconds + plan.DirectWalkSeconds, end);
        if (plan.IsBetterThan(best)) best.Take(plan);
    }

    /// <summary>Walking or driving there: the visit can start at any moment, so each way home pulls it as late as it can.</summary>
    private static void GoDirect(in PlaceDay place, Span open, Span free, in VisitTerms terms, int lastStart, ref QuickOuting best, ref long tried)
    {
        var direct = place.DirectThere;
        var earliest = Math.Max(open.FromSeconds, free.FromSeconds + direct);
        if (earliest > lastStart) return;
        var directWalk = place.IsOnFoot ? direct : 0;
        foreach (ref readonly var back in place.Back)
        {
            if (back.ArriveSeconds > free.UntilSeconds) break;
            var leavePlace = Math.Min(open.UntilSeconds, back.LeaveSeconds);
            if (back.LeaveSeconds < earliest + terms.StaySeconds || back.ArriveSeconds - leavePlace > terms.OneWaySeconds) continue;
            tried++;
            Keep(ref best, direct + terms.StaySeconds + back.ArriveSeconds - leavePlace, Math.Max(0, back.Rides - 1), directWalk, back.WalkSeconds, leavePlace - terms.StaySeconds - direct, leavePlace);
        }

        if (place.DirectBack < 0 || place.DirectBack > terms.OneWaySeconds || earliest + terms.StaySeconds + place.DirectBack > free.UntilSeconds) return;
        var foot = directWalk + (place.IsOnFoot ? place.DirectBack : 0);
        Keep(ref best, direct + terms.StaySeconds + place.DirectBack, 0, foot, 0, earliest - direct, earliest + terms.StaySeconds);
    }

    private static void Keep(ref QuickOuting best, int away, int changes, int directWalk, int stopWalk, int leave, int leavePlace)
    {
        var plan = new QuickOuting
        {
            AwaySeconds = away,
            Changes = changes,
            DirectWalkSeconds = directWalk,
            FootSeconds = directWalk + stopWalk,
            LeaveSeconds = leave,
            LeavePlaceSeconds = leavePlace,
        };
        if (plan.IsBetterThan(best)) best.Take(plan);
    }
}
