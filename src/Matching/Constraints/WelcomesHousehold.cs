using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps what is open to everyone, or to one of the groups the family belongs to. Any one group is enough.</summary>
/// <remarks>Only a plain no to every group excludes; what nobody asked becomes a question to ask.</remarks>
internal sealed class WelcomesHousehold(Household household) : IConstraint
{
    public Verdict Judge(Candidate candidate)
    {
        if (candidate.Audience.Count == 0) return Verdict.Kept;
        var groups = candidate.Audience.Order(StringComparer.Ordinal).ToArray();
        var answers = groups.Select(Belongs).ToArray();
        if (answers.Contains(true)) return Verdict.Kept;
        return answers.Contains(null)
            ? Verdict.KeptBut(new Reason.AskAboutEligibility([.. groups.Where((_, index) => answers[index] is null)]))
            : Verdict.Excluded(new Reason.ForOthers(groups));
    }

    private bool? Belongs(string group)
    {
        if (household.Eligibility.TryGetValue(group, out var answer)) return answer;
        if (!group.StartsWith(EligibilityKeys.SchoolPrefix, StringComparison.Ordinal) || household.School is null) return null;
        return group.AsSpan(EligibilityKeys.SchoolPrefix.Length).SequenceEqual(household.School);
    }
}
