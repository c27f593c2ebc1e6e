using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Ranking;
using ResourceMatch.Matching.Tests.Worlds;
using static ResourceMatch.Matching.Tests.Worlds.Town;

namespace ResourceMatch.Matching.Tests.Ranking;

public sealed class RankingTests
{
    private static readonly TravelNetwork NoBus = new([]);

    [Fact]
    public void Known_hours_come_first_then_calls_then_what_needs_no_trip()
    {
        Candidate[] all =
        [
            Place("phone line", 0) with { Delivery = Delivery.Remote, Point = null },
            Place("hours unknown", 100, opens: null),
            Place("private", 100) with { Visibility = LocationVisibility.Hidden, Point = null },
            Place("open, farther", 600),
        ];

        var answer = Match(NoBus, Family(), all);

        Assert.Equal("open, farther", answer.Results[0].Candidate.ServiceName);
        Assert.Equal([false, true, true, false], answer.Results.Select(result => result.CallFirst));
        Assert.Equal("phone line", answer.Results[^1].Candidate.ServiceName);
        Assert.Contains(new Reason.ByPhoneOrOnline(), answer.Results[^1].Reasons);
    }

    [Fact]
    public void Anyone_can_work_out_the_score_of_a_place_again()
    {
        // 299 m straight = 324 s of walking each way; 20 minutes' stay: 31 min away of 140 at most.
        var place = Place("pantry", 299) with { Cost = 0, Languages = new HashSet<string> { "en" }, AssuredDate = Monday.AddDays(-73), Documents = [(null, "a bag")] };
        var result = Assert.Single(Match(NoBus, Family() with { Languages = ["es"] }, [place]).Results);

        var away = (2 * 324) + 1_200;
        Assert.Equal(away, result.Best!.AwaySeconds);
        Dictionary<string, double> expected = new()
        {
            ["time"] = 1 - (away / 60.0 / 140),
            ["soon"] = 1,
            ["ease"] = 1 - (648 / 60.0 / 60),
            ["language"] = 0.2,
            ["cost"] = 1,
            ["papers"] = 0.5,
            ["freshness"] = 0.9,
        };
        Assert.Equal(expected.Keys.Order(), result.Score.Parts.Select(part => part.Name).Order());
        foreach (var part in result.Score.Parts) Assert.Equal(expected[part.Name], part.Value, 4);
        Assert.Equal(result.Score.Parts.Sum(part => part.Value * part.Weight) / result.Score.Parts.Sum(part => part.Weight), result.Score.Total, 12);
    }

    [Fact]
    public void A_listing_that_somebody_has_doubted_ranks_below_its_like_and_says_why()
    {
        var trusted = Place("trusted", 300) with { AssuredDate = Monday.AddDays(-10) };
        var doubted = Place("doubted", 300) with { AssuredDate = Monday.AddDays(-1), Doubts = [new ListingDoubt(DoubtKind.DeadPhone, Monday.AddDays(-3))] };

        var answer = Match(NoBus, Family(), [doubted, trusted]);

        Assert.Equal(["trusted", "doubted"], answer.Results.Select(result => result.Candidate.ServiceName));
        Assert.Contains(new Reason.ListingDoubted("DeadPhone", Monday.AddDays(-3)), answer.Results[1].Caveats);
        Assert.Equal(0, answer.Results[1].Score.Parts.Single(part => part.Name == "freshness").Value);
        Assert.DoesNotContain(answer.Results[1].Reasons, reason => reason is Reason.RecentlyConfirmed);
    }

    [Fact]
    public void First_because_it_takes_the_least_time_is_said_only_where_it_is_true()
    {
        var near = Place("near", 200);
        var far = Place("far", 700) with { Languages = new HashSet<string> { "es" }, Cost = 0 };
        var family = Family() with { Languages = ["es"] };

        var plain = Match(NoBus, family, [near, far with { Languages = new HashSet<string>(), Cost = null }]).Results;
        Assert.Equal("near", plain[0].Candidate.ServiceName);
        Assert.Contains(new Reason.LeastTime(28), plain[0].Reasons); // 217 s each way and 20 minutes
        Assert.DoesNotContain(plain[1].Reasons, reason => reason is Reason.LeastTime);

        var byLanguage = new MatchEngine([near, far], ranking: new RankingOptions { Language = 50 }).Match(new HouseholdTravel(NoBus, family), Food, Monday).Results;
        Assert.Equal("far", byLanguage[0].Candidate.ServiceName);
        Assert.DoesNotContain(byLanguage.SelectMany(result => result.Reasons), reason => reason is Reason.LeastTime);
        Assert.Contains(new Reason.SpeaksYourLanguage("es"), byLanguage[0].Reasons);
        Assert.Contains(new Reason.FreeOfCharge(), byLanguage[0].Reasons);
    }

    [Fact]
    public void Within_a_group_the_higher_score_stands_first()
    {
        var random = new Random(1);
        var all = Enumerable.Range(0, 50).Select(number => Place($"place {number}", random.Next(0, 900), random.Next(3) == 0 ? null : "09:00-18:00") with { Cost = random.Next(2) }).ToList();

        var results = Match(NoBus, Family(), all).Results;

        foreach (var group in results.GroupBy(result => result.CallFirst))
        {
            Assert.Equal(group.Select(result => result.Score.Total).OrderDescending(), group.Select(result => result.Score.Total));
        }
    }
}
