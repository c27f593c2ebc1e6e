using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching;

/// <summary>What one household gets for one need: the ranked places, and everything that is not shown with its reason.</summary>
/// <param name="ElsewhereCount">Places of another region (see <see cref="MatchOptions.HorizonMeters"/>), in neither list: nobody asks why a pantry of another state is missing.</param>
/// <remarks>
/// Every candidate that answers the need and is not elsewhere stands in exactly one of the two lists. Their items are made when first looked at, by the thread that owns the
/// household's travel; nothing else ever changes.
/// </remarks>
public sealed record MatchAnswer(
    Household Household,
    Need Need,
    DateOnly From,
    int Days,
    IReadOnlyList<MatchResult> Results,
    IReadOnlyList<Exclusion> Excluded,
    int ElsewhereCount)
{
    /// <summary>The work it took.</summary>
    public MatchCounters Counters { get; init; }
}

/// <summary>A place that the family can use.</summary>
/// <param name="Outings">Best first, at most one a day; the first is the one to show. Empty = no trip is needed, or the place is private.</param>
/// <param name="CallFirst">True = hours unknown or by appointment: ranked below every known one.</param>
/// <param name="Reasons">What speaks for it, strongest first.</param>
/// <param name="Caveats">What to ask or know before going.</param>
public sealed record MatchResult(
    Candidate Candidate,
    IReadOnlyList<Outing> Outings,
    bool CallFirst,
    Ranking.Score Score,
    IReadOnlyList<Reason> Reasons,
    IReadOnlyList<Reason> Caveats)
{
    public Outing? Best => Outings.Count > 0 ? Outings[0] : null;
}

/// <summary>A place that is not shown, and the first thing that decided it.</summary>
public sealed record Exclusion(Candidate Candidate, Reason Reason);
