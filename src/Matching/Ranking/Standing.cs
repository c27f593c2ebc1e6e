using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Matching.Judging;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Ranking;

/// <summary>The order of the kept places, and what is said of each once it is looked at.</summary>
/// <remarks>Trips with known hours first, then places to call first (those without a trip last), then help that needs no trip; within each the higher score, then less time away, then the name. Belongs to one match; not thread-safe.</remarks>
internal sealed class Standing(Candidate[] candidates, PlaceJudge judge, Scoring scoring, Household household, DateOnly from, int days, int staleDays)
{
    private const int RecentDays = 90;

    private readonly List<Ranked> kept = [];

    public void Add(in Judged judged)
    {
        var candidate = candidates[judged.Candidate];
        kept.Add(new Ranked(judged, GroupOf(candidate, judged), scoring.TotalOf(candidate, EaseOf(judged))));
    }

    public IReadOnlyList<MatchResult> Rank()
    {
        var ranked = kept.ToArray();
        ranked.AsSpan().Sort(Compare);
        var leastSeconds = int.MaxValue;
        foreach (ref readonly var each in ranked.AsSpan())
        {
            if (each.Group == 0) leastSeconds = Math.Min(leastSeconds, each.Judged.Best.AwaySeconds);
        }

        return new LazyList<MatchResult>(ranked.Length, index => Tell(ranked[index], isLeast: index == 0 && ranked[index].Judged.Best.AwaySeconds == leastSeconds));
    }

    private int Compare(Ranked a, Ranked b)
    {
        if (a.Group != b.Group) return a.Group.CompareTo(b.Group);
        if (a.Total != b.Total) return b.Total.CompareTo(a.Total);
        if (a.Judged.Best.AwaySeconds != b.Judged.Best.AwaySeconds) return a.Judged.Best.AwaySeconds.CompareTo(b.Judged.Best.AwaySeconds);
        var (first, second) = (candidates[a.Judged.Candidate], candidates[b.Judged.Candidate]);
        var names = string.CompareOrdinal(first.ServiceName, second.ServiceName);
        if (names != 0) return names;
        var ids = (first.ServiceAtLocationId?.Value ?? first.ServiceId.Value).CompareTo(second.ServiceAtLocationId?.Value ?? second.ServiceId.Value);
        return ids != 0 ? ids : a.Judged.Candidate.CompareTo(b.Judged.Candidate);
    }

    private int GroupOf(Candidate candidate, in Judged judged) => (candidate.Delivery, IsCallFirst(candidate, judged.Candidate), judged.Best.IsFound) switch
    {
        (not Delivery.AtPlace, _, _) => 3,
        (_, true, false) => 2,
        (_, true, true) => 1,
        _ => 0,
    };

    private bool IsCallFirst(Candidate candidate, int index) =>
        candidate.Delivery == Delivery.AtPlace && (candidate.Visibility != LocationVisibility.Public || candidate.Point is null || judge.HoursOf(index) != HoursKnowledge.Known);

    private static TripEase? EaseOf(in Judged judged) =>
        judged.Best is { IsFound: true } best ? new TripEase(best.AwaySeconds, judged.Date, best.Changes, best.FootSeconds) : null;

    private MatchResult Tell(Ranked ranked, bool isLeast)
    {
        var index = ranked.Judged.Candidate;
        var candidate = candidates[index];
        var outings = ranked.Judged.Best.IsFound ? judge.OutingsOf(index) : [];
        return new MatchResult(
            candidate, outings, IsCallFirst(candidate, index), scoring.ScoreOf(candidate, EaseOf(ranked.Judged)),
            [.. ListReasons(candidate, outings, isLeast)], [.. judge.CaveatsOf(index), .. ListCaveats(candidate, index, outings)]);
    }

    private IEnumerable<Reason> ListCaveats(Candidate candidate, int index, IReadOnlyList<Outing> outings)
    {
        if (candidate.Delivery == Delivery.AtPlace)
        {
            if (candidate.Visibility != LocationVisibility.Public) yield return new Reason.AddressPrivate();
            else if (candidate.Point is null) yield return new Reason.PlaceUnknown();
            if (judge.HoursOf(index) is not HoursKnowledge.Known and var hours) yield return new Reason.CallFirst(hours.ToString());
        }

        if (judge.HoursOf(index) == HoursKnowledge.Known && candidate.Hours.FindClosedHoliday(from, from.AddDays(days - 1)) is { } holiday)
        {
            yield return new Reason.ClosedForHoliday(holiday.Date, holiday.Name);
        }

        if (outings.Count > 0 && outings[0] is { LaterWaysHome: 0, RidesHome: true }) yield return new Reason.LastBusHome();
        // Only then can a ride need it: the journeys of all others need not be drawn for this.
        if (household.CanCallAhead && outings.Count > 0 && FindPhonedLine(outings[0]) is { } line) yield return new Reason.PhoneBeforeRide(line);
        foreach (var stale in Staleness.Judge(candidate.AssuredDate, candidate.Hours, candidate.Doubts, from, staleDays)) yield return StaleReasons.Of(stale);
    }

    private static string? FindPhonedLine(Outing outing) =>
        outing.There.Legs.Concat(outing.Back.Legs).OfType<Leg.Ride>().FirstOrDefault(ride => ride.MustPhone)?.LineName;

    private IEnumerable<Reason> ListReasons(Candidate candidate, IReadOnlyList<Outing> outings, bool isLeast)
    {
        if (candidate.Delivery == Delivery.ComesToYou) yield return new Reason.ComesToYou();
        if (candidate.Delivery == Delivery.Remote) yield return new Reason.ByPhoneOrOnline();
        if (outings.Count > 0)
        {
            // Said of the first one alone, and only when it is true of it.
            if (isLeast) yield return new Reason.LeastTime(Minutes.Up(outings[0].AwaySeconds));
            if (outings[0].HoursKnown && outings[0].Date.DayNumber - from.DayNumber <= 1) yield return new Reason.OpenSoon(outings[0].Date);
        }

        if (household.Languages.FirstOrDefault(code => code != "en" && candidate.Languages.Contains(code)) is { } spoken)
        {
            yield return new Reason.SpeaksYourLanguage(spoken);
        }

        if (candidate.Cost == 0) yield return new Reason.FreeOfCharge();
        if (candidate.NoPapersNeeded) yield return new Reason.NoPapersNeeded();
        if (candidate is { AssuredDate: { } assured, Doubts.Count: 0 } && from.DayNumber - assured.DayNumber <= RecentDays) yield return new Reason.RecentlyConfirmed(assured);
    }

    private readonly record struct Ranked(Judged Judged, int Group, double Total);
}
