using ResourceMatch.Checker.Answers;
using ResourceMatch.Checker.Judging;
using ResourceMatch.Checker.Raw;
using Xunit.Abstractions;

namespace ResourceMatch.Checker.Tests.SampleCity;

/// <summary>What sets this engine apart from a list by distance: the nearest place that a family may use is often not the one that it can use best.</summary>
[Collection(SampleCityCollection.Name)]
public sealed class NearestTests(SampleCityAnswers city, ITestOutputHelper output)
{
    private const int LeastFamilies = 60;

    [Fact]
    public void For_at_least_60_families_the_first_place_is_not_the_nearest_eligible_one_and_here_is_why()
    {
        var families = new HashSet<string>();
        foreach (var (family, answer) in city.Families.Zip(city.Answers))
        {
            foreach (var need in answer.Needs.Where(need => need.Results is [{ Outings.Count: > 0 }, ..]))
            {
                if (FindNearest(family, answer, need) is not { } nearest || nearest.Key == need.Results[0].Place) continue;
                var why = Why(need, nearest);
                Assert.NotNull(why);
                var first = city.City.PlaceOf[need.Results[0].Place];
                output.WriteLine(
                    $"{family.Id} {need.Need}: first {first.Name}, {Earth.StraightMeters(family.Home, first.Point):0} m, {need.Results[0].Outings[0].Away / 60} min away; nearer {nearest.Name}, {Earth.StraightMeters(family.Home, nearest.Point):0} m: {why}");
                families.Add(family.Id);
            }
        }

        output.WriteLine($"{families.Count} families");
        Assert.True(families.Count >= LeastFamilies, $"only {families.Count} families");
    }

    private RawPlace? FindNearest(RawFamily family, PrintedAnswer answer, PrintedNeed need) => city.City.Places
        .Where(place => place.Point.IsKnown && !place.IsHidden && place.Delivery == RawDelivery.AtPlace && Eligibility.FirstObstacle(city.City, family, city.City.Needs[need.Need], place, answer.From, answer.Days) is null)
        .MinBy(place => (Earth.StraightMeters(family.Home, place.Point), place.Key.ToString()));

    /// <summary>Left out for a reason of reach; or shown further down, with the score's part that lost most against the first.</summary>
    private static string? Why(PrintedNeed need, RawPlace nearest)
    {
        if (need.Excluded.FirstOrDefault(each => each.Place == nearest.Key) is { } excluded) return excluded.ReasonKind;
        var (first, shown) = (need.Results[0], need.Results.Single(each => each.Place == nearest.Key));
        if (shown.CallFirst) return $"number {shown.Rank}, hours to be asked by phone";
        var lost = first.Parts.Zip(shown.Parts, (mine, other) => (mine.Name, Points: mine.Weight * (mine.Value - other.Value))).MaxBy(part => part.Points);
        var minutes = shown.Outings.Count > 0 ? $"{shown.Outings[0].Away / 60} min away, " : "";
        return lost.Points > 0 || shown.Total == first.Total ? $"number {shown.Rank}, {minutes}{shown.Total:0.000} against {first.Total:0.000}, most of it for {lost.Name}" : null;
    }
}
