using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Storage.Search;

/// <summary>Which needs are an age's own, where a listing itself says no age: tutoring for a child, a class for grown-ups.</summary>
/// <remarks>Whole years. Pure.</remarks>
internal static class AgeNeeds
{
    private const int Grown = 18, School = 5, Teen = 13;

    private static readonly HashSet<string> ForSmallChildren = ["childcare", "early-learning", "diapers"];
    private static readonly HashSet<string> ForTeens = ["internship", "first-job", "drivers-ed", "college"];
    private static readonly HashSet<string> ForChildren = ["after-school", "mentoring", "bullying"];

    public static string[] Fitting(int age) => [.. NeedVocabulary.Default.All.Where(need => Fits(need, age)).Select(need => need.Key)];

    public static string[] Unfitting(int age) => [.. NeedVocabulary.Default.All.Where(need => IsForSomeAge(need) && !Fits(need, age)).Select(need => need.Key)];

    private static bool IsForSomeAge(Need need) => need.For != NeedFor.Household || ForSmallChildren.Contains(need.Key) || ForChildren.Contains(need.Key);

    private static bool Fits(Need need, int age) => age switch
    {
        >= Grown => need.For == NeedFor.Adult,
        < School => ForSmallChildren.Contains(need.Key),
        _ when ForTeens.Contains(need.Key) => age >= Teen,
        _ => (need.For == NeedFor.Student && !ForSmallChildren.Contains(need.Key)) || ForChildren.Contains(need.Key),
    };
}
