using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Constraints;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Ranking;

namespace ResourceMatch.Matching;

/// <summary>Which of the candidates one family can really use, when, and why not the others.</summary>
/// <remarks>Is given everything and asks no database. Immutable; safe to share among threads.</remarks>
public sealed class MatchEngine
{
    private readonly MatchOptions options;
    private readonly RankingOptions ranking;
    private readonly Dictionary<string, Candidate[]> byNeed;
    private readonly bool isOneRegion;

    public MatchEngine(IReadOnlyList<Candidate> candidates, MatchOptions? options = null, RankingOptions? ranking = null)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        this.options = options ?? new MatchOptions();
        this.ranking = ranking ?? new RankingOptions();
        isOneRegion = SpreadMeters(candidates) <= 2 * this.options.HorizonMeters;
        byNeed = candidates
            .SelectMany(candidate => candidate.Needs, (candidate, need) => (candidate, need))
            .GroupBy(pair => pair.need, pair => pair.candidate)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <param name="travel">The household and its ways; one for all its needs, so that the day's searches are made once.</param>
    /// <param name="need">What is looked for.</param>
    /// <param name="from">The date asked; the first of the days judged.</param>
    /// <param name="days">1 to 31; null = as the options say.</param>
    public MatchAnswer Match(HouseholdTravel travel, Need need, DateOnly from, int? days = null)
    {
        ArgumentNullException.ThrowIfNull(travel);
        ArgumentNullException.ThrowIfNull(need);
        var window = days ?? options.Days;
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1, nameof(days));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, 31, nameof(days));

        var household = travel.Household;
        var outings = new OutingFinder(travel, need, from, window, options, isOneRegion);
        var constraints = ListConstraints(household, need, from, window, outings);
        var scoring = new Scoring(household, need, from, window, ranking);
        List<MatchResult> results = [];
        List<Exclusion> excluded = [];
        var elsewhere = 0;
        foreach (var candidate in byNeed.GetValueOrDefault(need.Key, []))
        {
            if (IsElsewhere(candidate, household))
            {
                elsewhere++;
                continue;
            }

            List<Reason> caveats = [];
            if (FirstExclusion(constraints, candidate, caveats) is { } reason) excluded.Add(new Exclusion(candidate, reason));
            else results.Add(ResultOf(candidate, outings.Find(candidate).Outings, caveats, scoring, from));
        }

        return new MatchAnswer(household, need, from, window, new Standing(household, from).Rank(results), excluded, elsewhere);
    }

    /// <summary>From corner to corner of all known points.</summary>
    private static double SpreadMeters(IReadOnlyList<Candidate> candidates)
    {
        var points = candidates.Select(candidate => candidate.Point).OfType<GeoPoint>().ToList();
        return points.Count == 0 ? 0 : new GeoPoint(points.Min(point => point.Longitude), points.Min(point => point.Latitude))
            .MetersTo(new GeoPoint(points.Max(point => point.Longitude), points.Max(point => point.Latitude)));
    }

    private bool IsElsewhere(Candidate candidate, Household household) =>
        household.Home is { } home && (candidate.Point ?? candidate.TownPoint) is { } place
        && home.MetersTo(place) > options.HorizonMeters * Math.Max(1, household.Limits.OneWayMinutes / 60.0);

    /// <summary>In the order of <see cref="Reason"/>: the first that excludes is the reason that is told.</summary>
    private static IConstraint[] ListConstraints(Household household, Need need, DateOnly from, int days, OutingFinder outings) =>
    [
        new AnswersNeed(need), new IsRunning(), new ServesAge(household, need), new ServesGrade(household, need), new WelcomesHousehold(household),
        new ServesHome(household), new SpeaksLanguage(household), new IsAffordable(household), new HasPapers(household), new IsStepFree(household),
        new HasRoom(), new IsInSeason(from, from.AddDays(days - 1)), new HasAnOuting(outings),
    ];

    private static Reason? FirstExclusion(IConstraint[] constraints, Candidate candidate, List<Reason> caveats)
    {
        foreach (var constraint in constraints)
        {
            var verdict = constraint.Judge(candidate);
            if (verdict.Exclusion is { } reason) return reason;
            if (verdict.Caveat is { } caveat) caveats.Add(caveat);
        }

        return null;
    }

    private MatchResult ResultOf(Candidate candidate, IReadOnlyList<Outing> outings, List<Reason> caveats, Scoring scoring, DateOnly from)
    {
        var callFirst = false;
        if (candidate.Delivery == Delivery.AtPlace)
        {
            var before = caveats.Count;
            if (candidate.Visibility != LocationVisibility.Public) caveats.Add(new Reason.AddressPrivate());
            else if (candidate.Point is null) caveats.Add(new Reason.PlaceUnknown());
            if (candidate.Hours.Knowledge(from) is not HoursKnowledge.Known and var hours) caveats.Add(new Reason.CallFirst(hours.ToString()));
            callFirst = caveats.Count > before;
        }

        if (outings.Count > 0 && outings[0] is { LaterWaysHome: 0, Mode: TravelMode.Transit }) caveats.Add(new Reason.LastBusHome());
        if (candidate.AssuredDate is not { } assured || from.DayNumber - assured.DayNumber > options.StaleDays)
        {
            caveats.Add(new Reason.NotConfirmedSince(candidate.AssuredDate));
        }

        return new MatchResult(candidate, outings, callFirst, scoring.ScoreOf(candidate, outings.Count > 0 ? outings[0] : null), [], caveats);
    }
}
