using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps what serves the student's grade. Unknown grade, or no student = kept; a grown-up's need has no grade.</summary>
internal sealed class ServesGrade(Household household, Need need) : IConstraint
{
    private readonly int? grade = need.For == NeedFor.Adult ? null : household.Student?.Grade;

    public Verdict Judge(Candidate candidate) =>
        grade is not { } known || (known >= (candidate.MinimumGrade ?? 0) && known <= (candidate.MaximumGrade ?? int.MaxValue))
            ? Verdict.Kept
            : Verdict.Excluded(new Reason.GradesOnly(candidate.MinimumGrade, candidate.MaximumGrade));
}
