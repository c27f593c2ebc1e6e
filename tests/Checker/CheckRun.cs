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

/// <summary>Checks all answers of a file, and some family-needs drawn by seed exhaustively; families side by side on all cores, so that never more than a few answers stand in memory.</summary>
internal static class CheckRun
{
    /// <param name="exhaustive">How many family-needs are searched; more than there are = all.</param>
    /// <param name="seed">Draws them.</param>
    public static CheckReport Check(City city, IReadOnlyList<RawFamily> families, IReadOnlyList<PrintedAnswer> answers, int exhaustive, int seed) =>
        Check(city, families, answers.Select(answer => (Func<PrintedAnswer>)(() => answer)), exhaustive, seed);

    /// <param name="answers">Read one by one, on whatever thread is free.</param>
    public static CheckReport Check(City city, IReadOnlyList<RawFamily> families, IEnumerable<Func<PrintedAnswer>> answers, int exhaustive, int seed)
    {
        var familyOf = families.ToDictionary(family => family.Id);
        var drawn = Draw(families, exhaustive, seed).ToLookup(pair => pair.Family, pair => pair.Need);
        var violations = new ConcurrentBag<Violation>();
        var seen = new ConcurrentDictionary<string, bool>();
        var (outings, searched) = (0, 0);
        Parallel.ForEach(Partitioner.Create(answers, EnumerablePartitionerOptions.NoBuffering), read =>
        {
            var answer = read();
            if (!familyOf.TryGetValue(answer.HouseholdId, out var family) || !seen.TryAdd(answer.HouseholdId, true))
            {
                violations.Add(new Violation(Fault.Missing, $"{answer.HouseholdId} is no family of the file, or is answered twice"));
                return;
            }

            foreach (var need in family.Needs.Except(answer.Needs.Select(each => each.Need))) violations.Add(new Violation(Fault.Missing, $"{family.Id} has no answer for {need}"));
            var (count, found) = AnswerCheck.Check(city, family, answer);
            Interlocked.Add(ref outings, count);
            foreach (var violation in found) violations.Add(violation);
            var days = new FamilyDays(city, family);
            foreach (var need in drawn[family.Id].Where(need => answer.Needs.Any(each => each.Need == need)))
            {
                Interlocked.Increment(ref searched);
                foreach (var violation in ExhaustiveCheck.Check(city, days, family, answer, need)) violations.Add(violation);
            }
        });
        foreach (var missing in families.Where(family => !seen.ContainsKey(family.Id))) violations.Add(new Violation(Fault.Missing, $"{missing.Id} has no answer"));
        return new CheckReport(seen.Count, outings, searched, [.. violations.OrderBy(violation => violation.Sentence, StringComparer.Ordinal)]);
    }

    private static IEnumerable<(string Family, string Need)> Draw(IReadOnlyList<RawFamily> families, int count, int seed)
    {
        var all = families.SelectMany(family => family.Needs, (family, need) => (family.Id, need)).ToArray();
        new Random(seed).Shuffle(all);
        return all.Take(count);
    }
}
