using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Judging;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Ranking;

namespace ResourceMatch.Matching;

/// <summary>Which of the candidates one family can really use, when, and why not the others.</summary>
/// <remarks>Is given everything and asks no database. Immutable; safe to share among threads.</remarks>
public sealed class MatchEngine
{
    private readonly MatchOptions options;
    private readonly RankingOptions ranking;
    private readonly CandidateTable table;
    private readonly bool isOneRegion;

    public MatchEngine(IReadOnlyList<Candidate> candidates, MatchOptions? options = null, RankingOptions? ranking = null)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        this.options = options ?? new MatchOptions();
        this.ranking = ranking ?? new RankingOptions();
        table = new CandidateTable(candidates);
        isOneRegion = table.SpreadMeters() <= 2 * this.options.HorizonMeters;
    }

    /// <summary>As they were given.</summary>
    public IReadOnlyList<Candidate> Candidates => table.All;

    /// <summary>The ranked places and all others with their reasons. Everything is judged at once; a result's words and journeys are made when it is looked at.</summary>
    /// <param name="travel">The household and its ways; one for all its needs, so that the day's searches are made once.</param>
    /// <param name="need">What is looked for.</param>
    /// <param name="from">The date asked; the first of the days judged.</param>
    /// <param name="days">1 to 31; null = as the options say.</param>
    public MatchAnswer Match(HouseholdTravel travel, Need need, DateOnly from, int? days = null)
    {
        var (judge, window) = JudgeOf(travel, need, from, days);
        var standing = new Standing(table.All, judge, new Scoring(travel.Household, need, from, window, ranking), travel.Household, from, window, options.StaleDays);
        List<Judged> excluded = [];
        var elsewhere = 0;
        foreach (var judged in judge.JudgeAll())
        {
            if (judged.State == PlaceState.Kept) standing.Add(judged);
            else if (judged.State == PlaceState.Elsewhere) elsewhere++;
            else excluded.Add(judged);
        }

        return new MatchAnswer(
            travel.Household, need, from, window, standing.Rank(),
            new LazyList<Exclusion>(excluded.Count, index => new Exclusion(table.All[excluded[index].Candidate], judge.WhyNot(excluded[index]))), elsewhere)
        {
            Counters = judge.Counters,
        };
    }

    /// <summary>Judges every candidate of a need as <see cref="Match"/> does and says no more than what came of it: for batches.</summary>
    /// <param name="travel">The household and its ways.</param>
    /// <param name="need">What is looked for.</param>
    /// <param name="from">The first date judged.</param>
    /// <param name="days">1 to 31; null = as the options say.</param>
    /// <param name="verdicts">Gets one verdict for each candidate that answers the need, in the directory's order.</param>
    /// <param name="everyDay">Whether to find out for each date if it has an outing; else only the best outing is looked for.</param>
    /// <returns>The work it took.</returns>
    public MatchCounters Judge(HouseholdTravel travel, Need need, DateOnly from, int? days, ICollection<PlaceVerdict> verdicts, bool everyDay = false)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        var (judge, _) = JudgeOf(travel, need, from, days, everyDay);
        foreach (var judged in judge.JudgeAll())
        {
            verdicts.Add(judged.Best.IsFound
                ? new PlaceVerdict(judged.Candidate, judged.State, null, judged.Date, judged.Best.LeaveSeconds, judged.Best.AwaySeconds, judged.Days)
                : new PlaceVerdict(judged.Candidate, judged.State, judged.Reason, null, 0, 0, 0));
        }

        return judge.Counters;
    }

    /// <summary>Why a candidate is not on the list, with its numbers; null when it is, or stands in neither list.</summary>
    /// <param name="travel">The household and its ways.</param>
    /// <param name="need">What is looked for.</param>
    /// <param name="from">The first date judged.</param>
    /// <param name="days">1 to 31; null = as the options say.</param>
    /// <param name="candidate">Its place in <see cref="Candidates"/>.</param>
    public Reason? WhyNot(HouseholdTravel travel, Need need, DateOnly from, int? days, int candidate)
    {
        var (judge, _) = JudgeOf(travel, need, from, days);
        var judged = judge.Judge(candidate);
        return judged.State is PlaceState.Kept or PlaceState.Elsewhere ? null : judge.WhyNot(judged);
    }

    private (PlaceJudge Judge, int Days) JudgeOf(HouseholdTravel travel, Need need, DateOnly from, int? days, bool everyDay = false)
    {
        ArgumentNullException.ThrowIfNull(travel);
        ArgumentNullException.ThrowIfNull(need);
        var window = days ?? options.Days;
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1, nameof(days));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window, 31, nameof(days));
        return (new PlaceJudge(table, travel, need, from, window, options, isOneRegion, everyDay), window);
    }
}
