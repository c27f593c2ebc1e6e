using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps what is active today.</summary>
internal sealed class IsRunning : IConstraint
{
    public Verdict Judge(Candidate candidate) => candidate.Status switch
    {
        ServiceStatus.Active => Verdict.Kept,
        // HSDS's own words, which the host translates.
        ServiceStatus.TemporarilyClosed => Verdict.Excluded(new Reason.NotRunning("temporarily closed")),
        ServiceStatus.Defunct => Verdict.Excluded(new Reason.NotRunning("defunct")),
        _ => Verdict.Excluded(new Reason.NotRunning("inactive")),
    };
}
