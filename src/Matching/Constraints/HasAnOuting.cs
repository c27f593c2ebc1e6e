using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps a place that has at least one outing; otherwise names the link that broke first, with its numbers.</summary>
/// <remarks>
/// Kept without an outing: help that needs no trip, a private address (to be told on the phone), a place whose point nobody knows, and unknown hours that only our own
/// supposition would close: hiding a pantry is worse than a phone call. Asked last: it is the only constraint that costs. Safe to share.
/// </remarks>
internal sealed class HasAnOuting(OutingFinder outings) : IConstraint
{
    public Verdict Judge(Candidate candidate) => outings.Find(candidate) is { Broken: { } reason } ? Verdict.Excluded(reason) : Verdict.Kept;
}
