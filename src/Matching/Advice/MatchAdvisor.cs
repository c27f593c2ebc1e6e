using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Advice;

/// <summary>What would help a family for which little fits, and what to ask it next.</summary>
/// <remarks>Every number equals a rerun of the engine with that one thing changed. What is tried stands in this project's README, section Advice. Thread-safe.</remarks>
public static class MatchAdvisor
{
    /// <summary>With fewer places that fit (shown, and not "call first") little fits.</summary>
    public const int Enough = 3;

    /// <param name="engine">The one that answered.</param>
    /// <param name="travel">The one that it answered with.</param>
    /// <param name="answers">Of one first day and one number of days, each need once.</param>
    public static MatchAdvice Make(MatchEngine engine, HouseholdTravel travel, IReadOnlyList<MatchAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(travel);
        ArgumentNullException.ThrowIfNull(answers);
        var judged = answers.Select(answer => new Judged(answer, Judge(engine, travel, answer))).ToList();
        return new MatchAdvice(
            FindLoosening(engine, travel, [.. judged.Where(each => each.Fits(engine).Count < Enough)]),
            OpenQuestions.FindBest(travel.Household, [.. judged.SelectMany(each => each.Verdicts.Where(verdict => verdict.State == PlaceState.Kept).Select(verdict => (each.Answer.Need, engine.Candidates[verdict.Candidate])))]));
    }

    private static LoosenAdvice? FindLoosening(MatchEngine engine, HouseholdTravel travel, List<Judged> thin)
    {
        var sharing = new SharedProfiles(travel);
        LoosenedHousehold? best = null;
        var most = 0;
        foreach (var change in Loosenings.List(travel, [.. thin.Select(each => each.Answer)], [.. thin.SelectMany(each => each.Verdicts)]))
        {
            var changed = sharing.TravelOf(change.Household);
            var gains = thin.Sum(each => each.Gain(engine, changed).Count);
            if (gains > most) (best, most) = (change, gains);
        }

        if (best is null) return null;
        var loosened = sharing.TravelOf(best.Household);
        return new LoosenAdvice(best.Kind, best.Day, best.Amount, best.Paper, most, [.. thin.Select(each => GainOf(engine, loosened, each)).OfType<NeedGain>()]);
    }

    private static List<PlaceVerdict> Judge(MatchEngine engine, HouseholdTravel travel, MatchAnswer answer)
    {
        List<PlaceVerdict> verdicts = [];
        engine.Judge(travel, answer.Need, answer.From, answer.Days, verdicts);
        return verdicts;
    }

    private static NeedGain? GainOf(MatchEngine engine, HouseholdTravel loosened, Judged thin)
    {
        var gained = thin.Gain(engine, loosened).Select(index => engine.Candidates[index]).ToHashSet(ReferenceEqualityComparer.Instance);
        if (gained.Count == 0) return null;
        var answer = thin.Answer;
        var (rank, result) = engine.Match(loosened, answer.Need, answer.From, answer.Days).Results.Index().First(ranked => gained.Contains(ranked.Item.Candidate));
        return new NeedGain(answer.Need, thin.Fits(engine).Count, gained.Count, result, rank + 1);
    }

    /// <summary>A need, and what the engine found of every place.</summary>
    private sealed record Judged(MatchAnswer Answer, List<PlaceVerdict> Verdicts)
    {
        private HashSet<int>? fits;

        public HashSet<int> Fits(MatchEngine engine) => fits ??= ListFits(engine, Verdicts);

        /// <summary>What fits besides.</summary>
        public List<int> Gain(MatchEngine engine, HouseholdTravel loosened) => [.. ListFits(engine, Judge(engine, loosened, Answer)).Except(Fits(engine))];

        /// <summary>A trip while it is known to be open, or none needed.</summary>
        private HashSet<int> ListFits(MatchEngine engine, List<PlaceVerdict> verdicts) =>
        [
            .. verdicts.Where(verdict => verdict.State == PlaceState.Kept && engine.Candidates[verdict.Candidate] is var candidate
                && (candidate.Delivery != Delivery.AtPlace || (verdict.Date is not null && candidate.Hours.Knowledge(Answer.From) == HoursKnowledge.Known)))
                .Select(verdict => verdict.Candidate),
        ];
    }
}
