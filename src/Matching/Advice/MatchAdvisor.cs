using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Advice;

/// <summary>What would help a family for which little fits, and what to ask it next.</summary>
/// <remarks>Every number equals a rerun of the engine with that one thing changed. What is tried stands in this project's README, section Advice. Thread-safe.</remarks>
public static class MatchAdvisor
{
    /// <summary>With fewer places that fit (shown, and not "call first") little fits.</summary>
    public const int Enough = 3;

    /// <param name="engine">The one that answered.</param>
    /// <param name="network">The one that it answered on.</param>
    /// <param name="answers">Of one household, one first day and one number of days, each need once.</param>
    public static MatchAdvice Make(MatchEngine engine, TravelNetwork network, IReadOnlyList<MatchAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count == 0) return new MatchAdvice(null, null);
        var household = answers[0].Household;
        return new MatchAdvice(FindLoosening(engine, network, household, [.. answers.Where(answer => CountFits(answer) < Enough)]), OpenQuestions.FindBest(household, answers));
    }

    private static int CountFits(MatchAnswer answer) => answer.Results.Count(Fits);

    private static bool Fits(MatchResult result) => !result.CallFirst;

    private static LoosenAdvice? FindLoosening(MatchEngine engine, TravelNetwork network, Household household, List<MatchAnswer> thin)
    {
        if (thin.Count == 0) return null;
        LoosenAdvice? best = null;
        foreach (var loosened in Loosenings.List(household, thin))
        {
            var travel = new HouseholdTravel(network, loosened.Household);
            var gains = thin.Select(answer => GainOf(answer, engine.Match(travel, answer.Need, answer.From, answer.Days))).OfType<NeedGain>().ToList();
            var sum = gains.Sum(gain => gain.More);
            if (sum > (best?.Gains ?? 0)) best = new LoosenAdvice(loosened.Kind, loosened.Day, loosened.Amount, loosened.Paper, sum, gains);
        }

        return best;
    }

    private static NeedGain? GainOf(MatchAnswer before, MatchAnswer after)
    {
        var now = before.Results.Where(Fits).Select(result => result.Candidate).ToHashSet(ReferenceEqualityComparer.Instance);
        var more = after.Results.Index().Where(ranked => Fits(ranked.Item) && !now.Contains(ranked.Item.Candidate)).ToList();
        return more.Count == 0 ? null : new NeedGain(before.Need, now.Count, more.Count, more[0].Item, more[0].Index + 1);
    }
}
