using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps what serves somebody of the right age: the student, a grown-up, or anyone at home, as the need says.</summary>
/// <remarks>Whoever's age is unknown fits: we ask before we turn a family away. An empty list of others means that they are unknown.</remarks>
internal sealed class ServesAge(Household household, Need need) : IConstraint
{
    private const int AdultAge = 18;

    // Null = somebody whose age is unknown.
    private readonly int?[] ages = need.For switch
    {
        NeedFor.Student => [household.Student?.Age],
        NeedFor.Adult => [.. Everyone(household).Where(age => age is null or >= AdultAge)],
        _ => [.. Everyone(household)],
    };

    public Verdict Judge(Candidate candidate) =>
        (candidate.MinimumAge is null && candidate.MaximumAge is null) || ages.Any(age => Fits(age, candidate))
            ? Verdict.Kept
            : Verdict.Excluded(new Reason.AgesOnly(candidate.MinimumAge, candidate.MaximumAge));

    private static bool Fits(int? age, Candidate candidate) =>
        age is not { } years || (years >= (candidate.MinimumAge ?? 0) && years <= (candidate.MaximumAge ?? int.MaxValue));

    private static IEnumerable<int?> Everyone(Household household)
    {
        if (household.Student is { } student) yield return student.Age;
        if (household.Others.Count == 0) yield return null;
        foreach (var other in household.Others) yield return other.Age;
    }
}
