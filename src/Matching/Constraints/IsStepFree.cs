using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching.Constraints;

/// <summary>For a family that needs a step-free way in, keeps places that have one; unknown becomes a question. Help that needs no trip has no steps.</summary>
internal sealed class IsStepFree(Household household) : IConstraint
{
    public Verdict Judge(Candidate candidate)
    {
        if (!household.NeedsStepFree || candidate.Delivery != Delivery.AtPlace) return Verdict.Kept;
        return candidate.StepFree switch
        {
            true => Verdict.Kept,
            false => Verdict.Excluded(new Reason.NotStepFree()),
            null => Verdict.KeptBut(new Reason.AskAboutSteps()),
        };
    }
}
