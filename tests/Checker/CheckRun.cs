using System.Collections.Concurrent;
using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Judging;
using ResourceMatch.Checker.Raw;
using ResourceMatch.Checker.Search;

namespace ResourceMatch.Checker;

/// <summary>What a run looked at and what it found.</summary>
internal sealed record CheckReport(int Answers, int Outings, int FamilyNeedsSearched, IReadOnlyList<Violation> Violations)
{
    public override string ToString() =>
        $"{Outings} outings of {Answers} families checked, {FamilyNeedsSearched} family-needs searched exhaustively, {Violations.Count} violations";
}

/// <summary>Checks all answers of a file, and some family-needs drawn by seed exhaustively; families side by side on all cores.</summary>
internal static class CheckRun
{
    /// <param name="exhaustive">How many family-needs are searched; more than there are = all.</param>
    /// <param name="seed">Draws them.</param>
    public static CheckReport Check(City city, IReadOnlyList<RawFamily> families, IReadOnlyList<PrintedAnswer> answers, int exhaustive, int seed)
    {
        var familyOf = families.ToDictionary(family => family.Id);
        var drawn = Draw(answers, exhaustive, seed).ToLookup(pair => pair.Answer.HouseholdId, pair => pair.Need);
        var violations = new ConcurrentBag<Violation>();
        var outings = 0;
        foreach (var missing in families.Where(family => answers.All(answer => answer.HouseholdId != family.Id)))
        {
            violations.Add(new Violation(Fault.Missing, $"{missing.Id} has no answer"));
        }

        Parallel.ForEach(answers, answer =>
        {
            var family = familyOf[answer.HouseholdId];
            foreach (var need in family.Needs.Except(answer.Needs.Select(each => each.Need))) violations.Add(new Violation(Fault.Missing, $"{family.Id} has no answer for {need}"));
            var (count, found) = AnswerCheck.Check(city, family, answer);
            Interlocked.Add(ref outings, count);
            foreach (var violation in found) violations.Add(violation);
            var days = new FamilyDays(city, family);
            foreach (var violation in drawn[family.Id].SelectMany(need => ExhaustiveCheck.Check(city, days, family, answer, need))) violations.Add(violation);
        });
        return new CheckReport(answers.Count, outings, drawn.Sum(group => group.Count()), [.. violations.OrderBy(violation => violation.Sentence, StringComparer.Ordinal)]);
    }

    private static IEnumerable<(PrintedAnswer Answer, string Need)> Draw(IReadOnlyList<PrintedAnswer> answers, int count, int seed)
    {
        var all = answers.SelectMany(answer => answer.Needs, (answer, need) => (answer, need.Need)).ToArray();
        new Random(seed).Shuffle(all);
        return all.Take(count);
    }
}
