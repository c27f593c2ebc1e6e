using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Plans;

namespace ResourceMatch.Matching.Tests.Plans;

/// <summary>Holds a drawn plan outing against the terms, knowing nothing of how it was found.</summary>
internal static class PlanCheck
{
    /// <returns>What is wrong; empty = nothing.</returns>
    public static IEnumerable<string> Faults(RandomTown town, PlanOuting outing)
    {
        var household = town.Household;
        var (minute, limits) = (60, household.Limits);
        if (!household.FreeTimes.Any(free => free.Day == outing.Date.DayOfWeek && free.FromMinute * minute <= outing.LeaveSeconds && outing.ArriveHomeSeconds <= free.UntilMinute * minute))
        {
            yield return "outside every free time";
        }

        var (leave, bags) = (outing.LeaveSeconds, false);
        foreach (var stop in outing.Stops)
        {
            foreach (var fault in FaultsOf(stop.There, leave, stop.ArriveSeconds, bags)) yield return $"to {stop.Candidate.ServiceName}: {fault}";
            if (stop.Needs.Any(need => !stop.Candidate.Needs.Contains(need.Key))) yield return "does not meet its need";
            if (stop.StartSeconds != Math.Max(stop.ArriveSeconds, stop.OpensSeconds!.Value)) yield return "the visit does not begin on arrival";
            if (stop.StartSeconds - stop.ArriveSeconds > 3_600 || stop.LeaveSeconds - stop.EndSeconds is < 0 or > 3_600) yield return "waits too long";
            if (stop.EndSeconds - stop.StartSeconds != stop.Needs.Sum(need => need.StayMinutes) * minute) yield return "the stays do not add up";
            if (stop.LeaveSeconds > stop.ClosesSeconds) yield return "stays after closing";
            if (!stop.Candidate.Hours.Between(outing.Date, outing.Date).Any(opening => opening.OpensMinute * minute == stop.OpensSeconds && opening.ClosesMinute * minute == stop.ClosesSeconds))
            {
                yield return "an opening that the schedule does not have";
            }

            leave = stop.LeaveSeconds;
            bags |= stop.Needs.Any(need => need.Carries);
        }

        foreach (var fault in FaultsOf(outing.Home, leave, outing.ArriveHomeSeconds, bags)) yield return $"home: {fault}";

        IEnumerable<string> FaultsOf(Journey journey, int left, int arrives, bool withBags)
        {
            if (journey.LeaveSeconds != left || journey.ArriveSeconds != arrives) yield return $"{journey.LeaveSeconds}-{journey.ArriveSeconds} is not {left}-{arrives}";
            if (arrives - left > limits.OneWayMinutes * minute) yield return "too long one way";
            var (at, most) = (left, withBags ? Math.Min(limits.CarryMeters, limits.WalkMeters) : limits.WalkMeters);
            foreach (var leg in journey.Legs)
            {
                var (start, end) = leg switch
                {
                    Leg.Walk walk => (walk.StartSeconds, walk.StartSeconds + walk.Seconds),
                    Leg.Ride ride => (ride.BoardSeconds, ride.AlightSeconds),
                    Leg.Drive drive => (drive.StartSeconds, drive.StartSeconds + drive.Seconds),
                    _ => throw new InvalidOperationException(),
                };
                if (leg is Leg.Walk { Meters: var meters } && meters > most + 1) yield return $"walks {meters} m";
                if (leg is Leg.Drive && !household.HasCar) yield return "drives without a car";
                if (start < at) yield return "legs overlap";
                at = end;
            }

            if (at != arrives) yield return "the last leg does not end at the place";
        }
    }
}
