using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Ranking;

/// <summary>The order of the results, and what speaks for each.</summary>
/// <remarks>Trips with known hours first, then places to call first (those without a trip last), then help that needs no trip; within each the higher score, then less time away, then the name. Immutable; safe to share.</remarks>
internal sealed class Standing(Household household, DateOnly from)
{
    private const int RecentDays = 90;

    public IReadOnlyList<MatchResult> Rank(IEnumerable<MatchResult> results)
    {
        MatchResult[] ranked =
        [
            .. results
                .OrderBy(GroupOf)
                .ThenByDescending(result => result.Score.Total)
                .ThenBy(result => result.Best?.AwaySeconds ?? int.MaxValue)
                .ThenBy(result => result.Candidate.ServiceName, StringComparer.Ordinal)
                .ThenBy(result => result.Candidate.ServiceAtLocationId?.Value ?? result.Candidate.ServiceId.Value),
        ];
        var leastSeconds = ranked.Where(result => GroupOf(result) == 0).Min(result => result.Best?.AwaySeconds);
        for (var index = 0; index < ranked.Length; index++)
        {
            ranked[index] = ranked[index] with { Reasons = [.. ListReasons(ranked[index], index == 0 ? leastSeconds : null)] };
        }

        return ranked;
    }

    private static int GroupOf(MatchResult result) => result switch
    {
        { Candidate.Delivery: not Delivery.AtPlace } => 3,
        { CallFirst: true, Best: null } => 2,
        { CallFirst: true } => 1,
        _ => 0,
    };

    /// <param name="result">The result.</param>
    /// <param name="leastSeconds">The least time away of all trips with known hours; null where this one cannot be the first of them.</param>
    private IEnumerable<Reason> ListReasons(MatchResult result, int? leastSeconds)
    {
        var candidate = result.Candidate;
        if (candidate.Delivery == Delivery.ComesToYou) yield return new Reason.ComesToYou();
        if (candidate.Delivery == Delivery.Remote) yield return new Reason.ByPhoneOrOnline();
        if (result.Best is { } best)
        {
            // Said of the first one alone, and only when it is true of it.
            if (best.AwaySeconds == leastSeconds) yield return new Reason.LeastTime(Minutes.Up(best.AwaySeconds));
            if (best.HoursKnown && best.Date.DayNumber - from.DayNumber <= 1) yield return new Reason.OpenSoon(best.Date);
        }

        if (household.Languages.FirstOrDefault(code => code != "en" && candidate.Languages.Contains(code)) is { } spoken)
        {
            yield return new Reason.SpeaksYourLanguage(spoken);
        }

        if (candidate.Cost == 0) yield return new Reason.FreeOfCharge();
        if (candidate.NoPapersNeeded) yield return new Reason.NoPapersNeeded();
        if (candidate.AssuredDate is { } assured && from.DayNumber - assured.DayNumber <= RecentDays) yield return new Reason.RecentlyConfirmed(assured);
    }
}
