using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Tests.Worlds;

namespace ResourceMatch.Matching.Tests.Simulation;

/// <summary>One date lived through: every moment of leaving is tried, every vehicle of the days around it is a row of instants. Nothing of the engine is used.</summary>
internal sealed class DaySimulation
{
    private const int ChangeSeconds = 120;
    private const int MaxWaitSeconds = 3_600;

    private readonly SimulatedTown town;
    private readonly DateOnly date;
    private readonly TimeZoneInfo zone;
    private readonly DateTime zeroUtc;
    private readonly List<(int Departs, int Arrives, int From, int To, int Trip)> hops = [];

    public DaySimulation(SimulatedTown town, DateOnly date)
    {
        (this.town, this.date) = (town, date);
        zone = TimeZoneInfo.FindSystemTimeZoneById(town.Zone);
        zeroUtc = NoonUtc(date).AddHours(-12);
        var trip = 0;
        foreach (var serviceDate in new[] { date.AddDays(-1), date, date.AddDays(1) })
        {
            var shift = (int)(NoonUtc(serviceDate).AddHours(-12) - zeroUtc).TotalSeconds;
            foreach (var line in town.Lines)
            {
                foreach (var times in line.Trips)
                {
                    trip++;
                    for (var call = 0; call + 1 < times.Length; call++) hops.Add((shift + (times[call] * 60), shift + (times[call + 1] * 60), line.Stops[call], line.Stops[call + 1], trip));
                }
            }
        }

        hops.Sort();
    }

    /// <summary>The least seconds away for a place on this date; null = no outing.</summary>
    public int? LeastAway(SimulatedPlace place)
    {
        int? best = null;
        var open = (From: SecondsOf(place.Opens), Until: SecondsOf(place.Closes));
        foreach (var (from, until, start, end) in Segments())
        {
            var backLimit = town.Need.Carries ? Math.Min(town.Household.Limits.CarryMeters, town.Household.Limits.WalkMeters) : town.Household.Limits.WalkMeters;
            var there = Ways(start, Town.At(place.Meters), town.Household.Limits.WalkMeters, from, until);
            var back = Ways(Town.At(place.Meters), end, backLimit, from, until);
            if (Walk(start, Town.At(place.Meters), town.Household.Limits.WalkMeters) is { } walk)
            {
                // All on foot: every second of leaving is a way.
                for (var leave = from; leave + walk <= until; leave++) Try(leave, leave + walk);
            }

            foreach (var (leave, arrive) in there) Try(leave, arrive);

            void Try(int leave, int arrive)
            {
                var visit = Math.Max(arrive, open.From);
                var done = visit + (town.Need.StayMinutes * 60);
                if (arrive - leave > OneWaySeconds || visit - arrive > MaxWaitSeconds || done > open.Until || done > until) return;
                if (Walk(Town.At(place.Meters), end, backLimit) is { } home && home <= OneWaySeconds && done + home <= until) Keep(done + home - leave);
                foreach (var (leaveBack, arriveHome) in back)
                {
                    var leavePlace = Math.Min(open.Until, leaveBack);
                    if (leaveBack >= done && leavePlace - done <= MaxWaitSeconds && arriveHome - leavePlace <= OneWaySeconds && arriveHome <= until) Keep(arriveHome - leave);
                }
            }
        }

        return best;

        void Keep(int away) => best = Math.Min(best ?? int.MaxValue, away);
    }

    private int OneWaySeconds => town.Household.Limits.OneWayMinutes * 60;

    /// <summary>Free times cut by fetches, in the words of the terms.</summary>
    private IEnumerable<(int From, int Until, GeoPoint Start, GeoPoint End)> Segments()
    {
        var (family, day) = (town.Household, date.DayOfWeek);
        var free = family.FreeTimes.Count == 0 ? [new FreeTime(day, 0, 1_440)] : family.FreeTimes.Where(each => each.Day == day).ToArray();
        foreach (var each in free)
        {
            var start = each.StartsAt switch { StartPlace.Work => family.Work!.Value, StartPlace.School => family.SchoolPoint!.Value, _ => family.Home!.Value };
            var fetch = family.Fetches.Where(fetch => fetch.Day == day).Select(fetch => (int?)fetch.Minute).FirstOrDefault(minute => minute >= each.FromMinute && minute <= each.UntilMinute);
            if (fetch is not { } at)
            {
                yield return (SecondsOf(each.FromMinute), SecondsOf(each.UntilMinute), start, family.Home!.Value);
                continue;
            }

            if (at > each.FromMinute) yield return (SecondsOf(each.FromMinute), SecondsOf(at), start, family.SchoolPoint!.Value);
            if (at < each.UntilMinute) yield return (SecondsOf(at), SecondsOf(each.UntilMinute), family.SchoolPoint!.Value, family.Home!.Value);
        }
    }

    /// <summary>Every (leave, arrive) with a ride that no other beats: one is at the first stop just when a vehicle departs there.</summary>
    private List<(int Leave, int Arrive)> Ways(GeoPoint from, GeoPoint to, int limit, int earliest, int latest)
    {
        var access = Enumerable.Range(0, town.StopMeters.Length).Select(stop => Walk(from, Town.At(town.StopMeters[stop]), limit)).ToArray();
        var egress = Enumerable.Range(0, town.StopMeters.Length).Select(stop => Walk(Town.At(town.StopMeters[stop]), to, limit)).ToArray();
        var leaves = hops.Where(hop => access[hop.From] is not null).Select(hop => hop.Departs - access[hop.From]!.Value).Where(leave => leave >= earliest && leave <= latest).Distinct();
        List<(int Leave, int Arrive)> all = [];
        foreach (var leave in leaves)
        {
            if (Ride(leave, access, egress, limit) is { } arrive && arrive <= latest) all.Add((leave, arrive));
        }

        return [.. all.Where(way => !all.Exists(other => other != way && other.Leave >= way.Leave && other.Arrive <= way.Arrive))];
    }

    /// <summary>The earliest arrival of whoever leaves then: all vehicles in the order of departing.</summary>
    private int? Ride(int leave, int?[] access, int?[] egress, int limit)
    {
        var boardable = access.Select(walk => walk is { } seconds ? leave + seconds : int.MaxValue).ToArray();
        HashSet<int> aboard = [];
        int? best = null;
        foreach (var hop in hops)
        {
            if (hop.Departs < leave || (!aboard.Contains(hop.Trip) && boardable[hop.From] > hop.Departs)) continue;
            aboard.Add(hop.Trip);
            if (egress[hop.To] is { } last) best = Math.Min(best ?? int.MaxValue, hop.Arrives + last);
            for (var stop = 0; stop < boardable.Length; stop++)
            {
                var walk = stop == hop.To ? 0 : Walk(Town.At(town.StopMeters[hop.To]), Town.At(town.StopMeters[stop]), limit);
                if (walk is { } seconds) boardable[stop] = Math.Min(boardable[stop], hop.Arrives + seconds + ChangeSeconds);
            }
        }

        return best;
    }

    private static int? Walk(GeoPoint from, GeoPoint to, int limit) => from.MetersTo(to) * 1.3 is var meters && meters <= limit ? (int)Math.Ceiling(meters / 1.2) : null;

    private DateTime NoonUtc(DateOnly day)
    {
        var noon = day.ToDateTime(new TimeOnly(12, 0));
        return noon - zone.GetUtcOffset(noon);
    }

    /// <summary>A wall-clock minute of the date in seconds after noon minus twelve hours: skipped times count from before the jump, doubled ones are the first.</summary>
    private int SecondsOf(int minute)
    {
        var local = date.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3)) : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return (int)(local - offset - zeroUtc).TotalSeconds;
    }
}
