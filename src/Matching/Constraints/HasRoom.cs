namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps what has a place free, or does not say.</summary>
internal sealed class HasRoom : IConstraint
{
    public Verdict Judge(Candidate candidate) =>
        candidate.Available is <= 0 ? Verdict.Excluded(new Reason.Full(candidate.AvailableUpdated)) : Verdict.Kept;
}
