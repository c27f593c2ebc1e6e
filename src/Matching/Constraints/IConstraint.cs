namespace ResourceMatch.Matching.Constraints;

/// <summary>One question about one place. Built for one household and one need; asked of every candidate.</summary>
/// <remarks>Immutable; safe to share.</remarks>
internal interface IConstraint
{
    Verdict Judge(Candidate candidate);
}

/// <summary>What a constraint found: out with a reason, or kept, perhaps with something to ask first.</summary>
internal readonly record struct Verdict(Reason? Exclusion, Reason? Caveat)
{
    public static readonly Verdict Kept;

    public static Verdict Excluded(Reason reason) => new(reason, null);

    public static Verdict KeptBut(Reason caveat) => new(null, caveat);
}
