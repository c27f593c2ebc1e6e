using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Constraints;

namespace ResourceMatch.Matching.Advice;

/// <summary>The unanswered question on which most of the lists hangs.</summary>
/// <remarks>
/// What nobody answered excludes nothing, so an answer can only take places away or make them certain: the constraint is asked again of the results alone, and no way is
/// searched. The numbers equal a rerun of the engine with the answer given.
/// </remarks>
internal static class OpenQuestions
{
    private const int OldestStudent = 21;
    private const int LastGrade = 12;

    /// <param name="household">As it is.</param>
    /// <param name="results">The places on the lists, need by need.</param>
    public static OpenQuestion? FindBest(Household household, List<(Need Need, Candidate Candidate)> results) => List(household, results)
        .Where(question => question.Changes > 0 || question.IfYes?.Certain > 0)
        .OrderByDescending(question => question.Changes)
        .ThenByDescending(question => question.IfYes?.Certain ?? 0)
        .ThenBy(question => question.Kind)
        .ThenBy(question => question.Key, StringComparer.Ordinal)
        .FirstOrDefault();

    private static IEnumerable<OpenQuestion> List(Household household, List<(Need Need, Candidate Candidate)> results)
    {
        foreach (var key in results.SelectMany(result => result.Candidate.Audience).Distinct(StringComparer.Ordinal).Where(key => IsOpen(household, key)))
        {
            yield return AskEligibility(household, key, results);
        }

        // Where the others are known and no student is, nobody's age is open.
        if (household.Student is { Age: null } || (household.Student is null && household.Others.Count == 0))
        {
            yield return AskNumber(QuestionKind.Age, results, Enumerable.Range(0, OldestStudent + 1)
                .Select(age => household with { Student = new Person(age, household.Student?.Grade) }), (answered, need) => new ServesAge(answered, need));
        }

        if (household.Student?.Grade is null)
        {
            yield return AskNumber(QuestionKind.Grade, results, Enumerable.Range(0, LastGrade + 1)
                .Select(grade => household with { Student = new Person(household.Student?.Age, grade) }), (answered, need) => new ServesGrade(answered, need));
        }

        // A family that lacks some paper was asked about papers.
        if (household.MissingDocuments.Count > 0) yield break;
        foreach (var kind in results.SelectMany(result => result.Candidate.Documents).Select(paper => paper.Kind).OfType<DocumentKind>().Distinct())
        {
            var lacking = new HasPapers(household with { MissingDocuments = new HashSet<DocumentKind> { kind } });
            var gone = results.Count(result => lacking.Judge(result.Candidate).Exclusion is not null);
            yield return new OpenQuestion(QuestionKind.Paper, kind.ToString(), gone, default(AnswerEffect), new AnswerEffect(0, gone, 0));
        }
    }

    private static OpenQuestion AskEligibility(Household household, string key, List<(Need Need, Candidate Candidate)> results)
    {
        var (now, yes, no) = (new WelcomesHousehold(household), Answering(true), Answering(false));
        var (certain, gone) = (0, 0);
        foreach (var (_, candidate) in results)
        {
            if (!candidate.Audience.Contains(key)) continue;
            if (now.Judge(candidate).Caveat is not null && yes.Judge(candidate).Caveat is null) certain++;
            if (no.Judge(candidate).Exclusion is not null) gone++;
        }

        return new OpenQuestion(QuestionKind.Eligibility, key, gone, new AnswerEffect(0, 0, certain), new AnswerEffect(0, gone, 0));

        WelcomesHousehold Answering(bool answer) =>
            new(household with { Eligibility = new Dictionary<string, bool>(household.Eligibility) { [key] = answer } });
    }

    /// <summary>Places that at least one answer would take away.</summary>
    private static OpenQuestion AskNumber(
        QuestionKind kind, List<(Need Need, Candidate Candidate)> results, IEnumerable<Household> answered, Func<Household, Need, IConstraint> constraintOf)
    {
        var households = answered.ToList();
        var hanging = results.GroupBy(result => result.Need).Sum(group =>
        {
            var constraints = households.Select(household => constraintOf(household, group.Key)).ToList();
            return group.Count(result => constraints.Exists(constraint => constraint.Judge(result.Candidate).Exclusion is not null));
        });
        return new OpenQuestion(kind, null, hanging, null, null);
    }

    private static bool IsOpen(Household household, string key) =>
        !household.Eligibility.ContainsKey(key) && !(household.School is not null && key.StartsWith(EligibilityKeys.SchoolPrefix, StringComparison.Ordinal));
}
