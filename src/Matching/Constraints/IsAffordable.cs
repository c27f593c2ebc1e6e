using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching.Constraints;

/// <summary>For a family that can pay nothing, keeps what is free; an unknown cost becomes a question.</summary>
internal sealed class IsAffordable(Household household) : IConstraint
{
    public Verdict Judge(Candidate candidate)
    {
        if (!household.FreeOnly) return Verdict.Kept;
        return candidate.Cost switch
        {
            null => Verdict.KeptBut(new Reason.AskAboutCost()),
            > 0 and var amount => Verdict.Excluded(new Reason.Costs(amount)),
            _ => Verdict.Kept,
        };
    }
}
