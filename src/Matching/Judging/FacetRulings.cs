using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Constraints;

namespace ResourceMatch.Matching.Judging;

/// <summary>What one household's constraints say of each number of <see cref="CandidateFacets"/>; asked when first needed, then looked up.</summary>
/// <remarks>Reasons are shared by all candidates that are alike. Made for one household and need; not thread-safe.</remarks>
internal sealed class FacetRulings
{
    private readonly CandidateFacets facets;
    private readonly IConstraint[] constraints;
    private readonly Ruling[][] rulings;

    public FacetRulings(CandidateFacets facets, Household household, Need need)
    {
        this.facets = facets;
        // In the order of Reason: the first that excludes is the reason that is told.
        constraints =
        [
            new IsRunning(), new ServesAge(household, need), new ServesGrade(household, need), new WelcomesHousehold(household), new ServesHome(household),
            new SpeaksLanguage(household), new IsAffordable(household), new HasPapers(household), new IsStepFree(household), new HasRoom(),
        ];
        rulings = new Ruling[CandidateFacets.Count][];
        for (var facet = 0; facet < rulings.Length; facet++) rulings[facet] = new Ruling[facets.ExamplesOf(facet).Length];
    }

    /// <returns>The first reason against the candidate, or null.</returns>
    public Reason? FirstExclusion(int candidate)
    {
        var numbers = facets.Of(candidate);
        for (var facet = 0; facet < numbers.Length; facet++)
        {
            if (Of(facet, numbers[facet]).Exclusion is { } reason) return reason;
        }

        return null;
    }

    /// <summary>What to ask first, in the constraints' order.</summary>
    public IEnumerable<Reason> CaveatsOf(int candidate)
    {
        for (var facet = 0; facet < CandidateFacets.Count; facet++)
        {
            if (Of(facet, facets.Of(candidate)[facet]).Caveat is { } caveat) yield return caveat;
        }
    }

    private Verdict Of(int facet, int number)
    {
        ref var ruling = ref rulings[facet][number];
        if (!ruling.Asked) ruling = new Ruling(true, constraints[facet].Judge(facets.ExamplesOf(facet)[number]));
        return ruling.Verdict;
    }

    private readonly record struct Ruling(bool Asked, Verdict Verdict);
}
