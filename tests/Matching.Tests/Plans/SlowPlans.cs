using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Tests.Plans;

/// <summary>Whole plans the slow way: every place in every order, every minute of leaving, every wait; then every choice of outings. For worlds of whole minutes.</summary>
internal sealed class SlowPlans(RandomTown town)
{
    private const int MaxWait = 60;

    private readonly Dictionary<(DateOnly, GeoPoint, GeoPoint, int), List<(int Leave, int Arrive)>> rides = [];
    private readonly IReadOnlyList<MatchAnswer> answers = town.Answer();

    /// <summary>The most needs covered, the fewest outings for that, and the fewest minutes away for those.</summary>
    public (int Covered, int Outings, int AwayMinutes) Best()
    {
        List<(DateOnly Date, int From, int Until)> slots =
        [
            .. Enumerable.Range(0, town.Days).Select(Worlds.Town.Monday.AddDays).SelectMany(date => town.Household.FreeTimes
                .Where(free => free.Day == date.DayOfWeek).Select(free => (date, free.FromMinute, free.UntilMinute))),
        ];
        List<(int Mask, int Away)>[] found = [.. slots.Select(slot => ListOutings(slot.Date, slot.From, slot.Until).ToList())];
        var best = (Covered: 0, Outings: 0, Away: 0);
        Choose(0, 0, 0, 0);
        return best;

        void Choose(int slot, int covered, int outings, int away)
        {
            var (count, now) = (int.PopCount(covered), best);
            if ((-count, outings, away).CompareTo((-now.Covered, now.Outings, now.Away)) < 0) best = (count, outings, away);
            if (slot == found.Length) return;
            Choose(slot + 1, covered, outings, away);
            foreach (var (mask, seconds) in found[slot].Where(outing => (outing.Mask & covered) == 0)) Choose(slot + 1, covered | mask, outings + 1, away + seconds);
        }
    }

    private IEnumerable<(int Mask, int Away)> ListOutings(DateOnly date, int from, int until)
    {
        var open = town.Places.Where(place => answers.Any(answer => answer.Results.Any(result =>
            result.Candidate == place && result.Outings.Any(outing => outing.Date == date)))).ToList();
        foreach (var chain in ListChains([], open, 0))
        {
            var away = Away(chain, date, from, until);
            if (away < int.MaxValue) yield return (chain.Sum(stop => stop.Mask), away);
        }
    }

    private IEnumerable<List<(Candidate Place, int Mask)>> ListChains(List<(Candidate Place, int Mask)> before, List<Candidate> open, int done)
    {
        if (before.Count > 0) yield return before;
        if (before.Count == 3) yield break;
        foreach (var place in open.Where(place => before.TrueForAll(stop => stop.Place != place)))
        {
            for (var mask = 1; mask < 1 << town.Needs.Count; mask++)
            {
                if ((mask & done) != 0 || town.Needs.Where((need, index) => (mask >> index & 1) != 0 && !CanMeet(place, need)).Any()) continue;
                foreach (var chain in ListChains([.. before, (place, mask)], open, done | mask)) yield return chain;
            }
        }
    }

    private bool CanMeet(Candidate place, Need need) => answers.Single(answer => answer.Need == need).Results.Any(result => result.Candidate == place && result.Outings.Count > 0);

    private int Away(List<(Candidate Place, int Mask)> chain, DateOnly date, int from, int until)
    {
        var best = int.MaxValue;
        for (var leave = from; leave <= until; leave++)
        {
            var now = new HashSet<int> { leave };
            var (at, bags) = (town.Household.Home!.Value, false);
            // Starting, one leaves at that very minute; later the closing may make one wait outside.
            var leaving = now.Select(minute => (Leave: minute, Closes: int.MaxValue)).ToHashSet();
            foreach (var (place, mask) in chain)
            {
                now = Arrive(leaving, date, at, place.Point!.Value, bags);
                leaving = Visit(now, place, date, mask, until);
                at = place.Point!.Value;
                bags |= town.Needs.Where((need, index) => (mask >> index & 1) != 0 && need.Carries).Any();
            }

            var home = Arrive(leaving, date, at, town.Household.Home!.Value, bags).Where(minute => minute <= until).ToList();
            if (home.Count > 0) best = Math.Min(best, home.Min() - leave);
        }

        return best;
    }

    private HashSet<(int Leave, int Closes)> Visit(HashSet<int> arrivals, Candidate place, DateOnly date, int mask, int until)
    {
        var stay = town.Needs.Where((_, index) => (mask >> index & 1) != 0).Sum(need => need.StayMinutes);
        HashSet<(int, int)> leaving = [];
        foreach (var opening in place.Hours.Between(date, date))
        {
            foreach (var arrive in arrivals)
            {
                var start = Math.Max(arrive, opening.OpensMinute);
                if (start - arrive > MaxWait) continue;
                for (var leave = start + stay; leave <= Math.Min(opening.ClosesMinute, Math.Min(start + stay + MaxWait, until)); leave++) leaving.Add((leave, opening.ClosesMinute));
            }
        }

        return leaving;
    }

    private HashSet<int> Arrive(HashSet<(int Leave, int Closes)> leaving, DateOnly date, GeoPoint from, GeoPoint to, bool bags)
    {
        var limits = town.Household.Limits;
        var walkLimit = bags ? Math.Min(limits.CarryMeters, limits.WalkMeters) : limits.WalkMeters;
        var meters = from.MetersTo(to) * 1.3;
        HashSet<int> arrivals = [];
        var direct = meters <= walkLimit ? (int)Math.Ceiling(meters / 1.2) : int.MaxValue;
        if (direct <= limits.OneWayMinutes * 60)
        {
            if (direct % 60 != 0) throw new InvalidOperationException($"{direct} s is no whole minute.");
            arrivals.UnionWith(leaving.Select(each => each.Leave + (direct / 60)));
        }

        foreach (var (leave, closes) in leaving)
        {
            foreach (var ride in RidesOf(date, from, to, walkLimit))
            {
                if (Math.Min(closes, ride.Leave) == leave && ride.Arrive - leave <= limits.OneWayMinutes) arrivals.Add(ride.Arrive);
            }
        }

        return arrivals;
    }

    /// <summary>The best journey of every minute of the day, one by one.</summary>
    private List<(int Leave, int Arrive)> RidesOf(DateOnly date, GeoPoint from, GeoPoint to, int walkLimit)
    {
        if (rides.TryGetValue((date, from, to, walkLimit), out var known)) return known;
        var options = town.Network.OptionsFor(walkLimit, Walker.OnFoot);
        var planner = new JourneyPlanner(town.Network.FindDay(date, options)!);
        var (access, egress) = (town.Network.WalksAround(from, options), town.Network.WalksAround(to, options));
        HashSet<(int Leave, int Arrive)> all = [];
        for (var minute = 720; minute < 1_300; minute++)
        {
            if (planner.Depart(access, minute * 60, egress) is not { } journey) continue;
            if (journey.LeaveSeconds % 60 != 0 || journey.ArriveSeconds % 60 != 0) throw new InvalidOperationException("Not a world of whole minutes.");
            all.Add((journey.LeaveSeconds / 60, journey.ArriveSeconds / 60));
        }

        // One that leaves earlier and arrives no sooner is the same bus waited for.
        return rides[(date, from, to, walkLimit)] =
            [.. all.Where(ride => !all.Any(other => other != ride && other.Leave >= ride.Leave && other.Arrive <= ride.Arrive)).OrderBy(ride => ride.Leave)];
    }
}
