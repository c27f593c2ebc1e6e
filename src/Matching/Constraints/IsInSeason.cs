using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps what opens at all in the days asked for; names the next opening where there is one. Unknown hours pass.</summary>
internal sealed class IsInSeason(DateOnly from, DateOnly to) : IConstraint
{
    public Verdict Judge(Candidate candidate) =>
        candidate.Hours.Knowledge(from) == HoursKnowledge.Known && candidate.Hours.Between(from, to).Count == 0
            ? Verdict.Excluded(new Reason.OutOfSeason(candidate.Hours.NextOpening(to)))
            : Verdict.Kept;
}
