using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Search;

/// <summary>What is possible between one home and one place on one date.</summary>
/// <param name="Out">By bus from home; empty = none.</param>
/// <param name="Back">By bus to home.</param>
/// <param name="WalkOut">Seconds of the walk all the way; null = too far.</param>
/// <param name="WalkBack">The same on the way back, where the limit may be shorter.</param>
/// <param name="DriveOut">Seconds; null = no car, or no way for it.</param>
/// <param name="DriveBack">The same on the way back: streets may be one-way.</param>
internal sealed record Possible(IReadOnlyList<Way> Out, IReadOnlyList<Way> Back, int? WalkOut, int? WalkBack, int? DriveOut, int? DriveBack, int OneWaySeconds, int StaySeconds);

/// <summary>An outing without its legs. LeavePlace lies between VisitEnd and closing.</summary>
internal readonly record struct Found(int LeaveHome, int VisitEnd, int LeavePlace, int ArriveHome)
{
    public int Away => ArriveHome - LeaveHome;
}

/// <summary>Tries every pair of a way there and a way back within one opening and one free time.</summary>
internal static class BestOuting
{
    private const int MaxWaitSeconds = Answers.OutingTerms.MaxWaitSeconds;

    /// <returns>The outing with the least time away, or null when there is none at all.</returns>
    public static Found? Find(Possible possible, (int Opens, int Closes) opening, RawStretch free)
    {
        Found? best = null;
        foreach (var outing in All(possible, opening, free))
        {
            if (best is null || outing.Away < best.Value.Away) best = outing;
        }

        return best;
    }

    /// <returns>The earliest moment at home for one who is done at visitEnd; null = no way home. By car only when driven there.</returns>
    public static Found? Home(Possible possible, int leaveHome, int visitEnd, int closes, int freeUntil, bool byCar)
    {
        Found? best = null;
        foreach (var (leave, arrive) in WaysBack(possible, visitEnd, byCar))
        {
            var leavePlace = Math.Max(visitEnd, Math.Min(closes, leave));
            if (leave < visitEnd || visitEnd > closes || leavePlace - visitEnd > MaxWaitSeconds || arrive - leavePlace > possible.OneWaySeconds || arrive > freeUntil) continue;
            if (best is null || arrive < best.Value.ArriveHome) best = new Found(leaveHome, visitEnd, leavePlace, arrive);
        }

        return best;
    }

    private static IEnumerable<Found> All(Possible possible, (int Opens, int Closes) opening, RawStretch free)
    {
        foreach (var (leaveHome, arrivePlace, byCar) in Starts(possible, opening, free))
        {
            var visitStart = Math.Max(arrivePlace, opening.Opens);
            if (leaveHome < free.From || arrivePlace - leaveHome > possible.OneWaySeconds || visitStart - arrivePlace > MaxWaitSeconds) continue;
            if (Home(possible, leaveHome, visitStart + possible.StaySeconds, opening.Closes, free.Until, byCar) is { } outing) yield return outing;
        }
    }

    /// <summary>Each bus there; and for one's own feet or car, every moment that can be best: at opening, as soon as free, or just in time for a bus back.</summary>
    private static IEnumerable<(int Leave, int Arrive, bool ByCar)> Starts(Possible possible, (int Opens, int Closes) opening, RawStretch free)
    {
        foreach (var way in possible.Out) yield return (way.Leave, way.Arrive, false);
        foreach (var (seconds, byCar) in new[] { (possible.WalkOut, false), (possible.DriveOut, true) })
        {
            if (seconds is not { } way) continue;
            yield return (opening.Opens - way, opening.Opens, byCar);
            yield return (free.From, free.From + way, byCar);
            if (byCar) continue;
            foreach (var back in possible.Back)
            {
                var arrive = Math.Min(back.Leave, opening.Closes) - possible.StaySeconds;
                yield return (arrive - way, arrive, false);
            }
        }
    }

    private static IEnumerable<(int Leave, int Arrive)> WaysBack(Possible possible, int visitEnd, bool byCar)
    {
        if (byCar)
        {
            if (possible.DriveBack is { } drive) yield return (visitEnd, visitEnd + drive);
            yield break;
        }

        if (possible.WalkBack is { } walk) yield return (visitEnd, visitEnd + walk);
        foreach (var way in possible.Back) yield return (way.Leave, way.Arrive);
    }
}
