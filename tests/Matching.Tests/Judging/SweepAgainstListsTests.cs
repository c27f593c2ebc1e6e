using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Tests.Worlds;
using static ResourceMatch.Matching.Tests.Worlds.Town;

namespace ResourceMatch.Matching.Tests.Judging;

/// <summary>Judging by sweeps finds exactly the outing that the search over merged lists finds, whatever the free times, ends, openings and limits.</summary>
public sealed class SweepAgainstListsTests
{
    [Fact]
    public void Judging_finds_the_same_best_outing_as_merging_all_lists()
    {
        var (found, none) = (0, 0);
        for (var seed = 0; seed < 600; seed++)
        {
            var world = RandomWorld.Make(seed);
            var engine = new MatchEngine(world.Places);
            List<PlaceVerdict> verdicts = [];
            engine.Judge(new HouseholdTravel(world.Network, world.Household), world.Need, Monday, 7, verdicts);
            // Another travel, so that nothing is shared with the way that is tested.
            var slow = new OutingFinder(new HouseholdTravel(world.Network, world.Household), world.Need, Monday, 7, new MatchOptions(), isOneRegion: true);

            foreach (var verdict in verdicts.Where(verdict => verdict.State is PlaceState.Kept or PlaceState.NoOuting))
            {
                var expected = slow.Find(world.Places[verdict.Candidate]).Outings;
                var text = $"seed {seed}, {world.Places[verdict.Candidate].ServiceName}";
                if (expected.Count == 0)
                {
                    Assert.True(verdict.AwaySeconds == 0, $"{text}: {verdict} but the lists have none");
                    none++;
                    continue;
                }

                Assert.True(
                    (verdict.Date, verdict.LeaveSeconds, verdict.AwaySeconds) == (expected[0].Date, expected[0].LeaveHomeSeconds, expected[0].AwaySeconds),
                    $"{text}: {verdict} instead of {expected[0].Date} {expected[0].LeaveHomeSeconds} {expected[0].AwaySeconds}");
                found++;
            }
        }

        Assert.InRange(found, 2_000, 13_000);
        Assert.InRange(none, 2_000, 13_000);
    }

    [Fact]
    public void What_is_ranked_is_what_is_drawn()
    {
        for (var seed = 2_000; seed < 2_060; seed++)
        {
            var world = RandomWorld.Make(seed, places: 10);
            var answer = new MatchEngine(world.Places).Match(new HouseholdTravel(world.Network, world.Household), world.Need, Monday, 7);
            foreach (var result in answer.Results.Where(result => result.Best is not null))
            {
                var best = result.Best!;
                var foot = FootOf(best.There.Legs, atEnd: true) + FootOf(best.Back.Legs, atEnd: false);
                var ease = Math.Round(Math.Clamp(1 - (((foot / 60.0) + (10 * (best.There.Changes + best.Back.Changes))) / 60), 0, 1), 4);
                Assert.True(ease == result.Score.Parts.Single(part => part.Name == "ease").Value, $"seed {seed}, {result.Candidate.ServiceName}: {Tell(best)}");
            }

            Assert.All(answer.Excluded, exclusion => Assert.NotNull(exclusion.Reason));
        }
    }

    private static int FootOf(IReadOnlyList<Leg> legs, bool atEnd) => legs.Count > 0 && (atEnd ? legs[^1] : legs[0]) is Leg.Walk walk ? walk.Seconds : 0;
}
