using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps what answers the need.</summary>
internal sealed class AnswersNeed(Need need) : IConstraint
{
    public Verdict Judge(Candidate candidate) =>
        candidate.Needs.Contains(need.Key) ? Verdict.Kept : Verdict.Excluded(new Reason.NotForThisNeed());
}
