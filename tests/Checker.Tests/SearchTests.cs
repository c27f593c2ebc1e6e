using ResourceMatch.Checker.Raw;
using ResourceMatch.Checker.Search;
using static ResourceMatch.Checker.Tests.SmallWorld;

namespace ResourceMatch.Checker.Tests;

public sealed class SearchTests
{
    private static readonly DayBoard Board = DayBoard.Of(Feed, Tuesday, stepFree: false);

    [Fact]
    public void The_small_world_has_one_way_each_half_hour_there_and_back()
    {
        var paths = new FootPaths(Feed, Board.Stops, 1_200, mirrored: false);
        var there = Ways.FromHome(Board, paths, Home, Time(9, 0), Time(12, 0), 3_600).With(Place);
        // Leave 109 s before :00 or :30, be there 26 minutes and 49 s after it.
        Assert.Equal([.. Enumerable.Range(0, 5).Select(i => new Way(Time(9, 28, 11) + i * 1_800, Time(9, 56, 49) + i * 1_800))], there);

        var mirrored = Board.Mirrored();
        var back = Ways.ToHome(mirrored, new FootPaths(Feed, Board.Stops, 1_200, mirrored: true), Home, Time(10, 0), Time(12, 0), 3_600).With(Place);
        // Leave 109 s before :05 or :35; home 26:49 after it.
        Assert.Equal([new Way(Time(10, 3, 11), Time(10, 31, 49)), new Way(Time(10, 33, 11), Time(11, 1, 49)), new Way(Time(11, 3, 11), Time(11, 31, 49))], back);
    }

    [Fact]
    public void The_best_outing_of_the_small_world_is_the_one_we_computed_by_hand()
    {
        var possible = Between(Home, Place, 1_200);
        var best = BestOuting.Find(possible, TenToTwelve[0], Free(32_400, 43_200))!.Value;
        Assert.Equal(RightOuting.Away, best.Away);
        Assert.Equal(new Found(RightOuting.LeaveHome, RightOuting.VisitEnd, RightOuting.LeavePlace, RightOuting.ArriveHome), BestOuting.Home(possible, RightOuting.LeaveHome, RightOuting.VisitEnd, TenToTwelve[0].Closes, 43_200, byCar: false));
    }

    [Fact]
    public void Nothing_is_found_where_the_visit_ends_after_the_last_bus_or_the_walk_is_a_metre_too_long()
    {
        Assert.Null(BestOuting.Find(Between(Home, Place, 1_200), (Time(18, 0), Time(20, 0)), Free(0, 86_400)));
        Assert.Null(BestOuting.Find(Between(Home, Place, 129), TenToTwelve[0], Free(32_400, 43_200)));
        Assert.NotNull(BestOuting.Find(Between(Home, Place, 131), TenToTwelve[0], Free(32_400, 43_200)));
    }

    [Fact]
    public void Walking_all_the_way_starts_when_it_costs_least()
    {
        var near = At(300);
        var seconds = Earth.WalkSeconds(Home, near);
        Assert.Equal(434, seconds);
        var possible = Between(Home, near, 1_200) with { Out = [], Back = [], WalkOut = seconds, WalkBack = seconds };
        Assert.Equal(434 + 1_200 + 434, BestOuting.Find(possible, TenToTwelve[0], Free(32_400, 43_200))!.Value.Away);
        // Free from 11:00 only: the walk begins then.
        Assert.Equal(Time(11, 0), BestOuting.Find(possible, TenToTwelve[0], Free(Time(11, 0), 43_200))!.Value.LeaveHome);
        Assert.Null(BestOuting.Find(possible, TenToTwelve[0], Free(Time(11, 40), 43_200)));
    }

    [Fact]
    public void Walking_there_and_riding_back_leaves_as_late_as_the_ride_allows()
    {
        var possible = new Possible([], [new Way(Time(11, 0), Time(11, 10))], 600, null, null, null, 3_600, 1_200);
        var best = BestOuting.Find(possible, TenToTwelve[0], Free(0, 86_400))!.Value;
        Assert.Equal(new Found(Time(10, 30), Time(11, 0), Time(11, 0), Time(11, 10)), best);
    }

    /// <summary>Ways there from A to B must be the ways back from A to B, found with time running the other way; and both what trying everything finds.</summary>
    [Fact]
    public void Forward_and_mirrored_search_agree_on_100_random_towns_and_with_a_search_that_never_stops_early()
    {
        var compared = 0;
        for (var seed = 1; seed <= 100; seed++)
        {
            var town = new RandomTown(seed);
            var board = DayBoard.Of(town.Feed, Tuesday, stepFree: false);
            var paths = new FootPaths(town.Feed, board.Stops, 1_200, mirrored: false);
            var truth = town.WaysByTryingEverything();
            foreach (var limit in new[] { 86_400, 2_700 })
            {
                bool IsShort(Way way) => way.Arrive - way.Leave <= limit;
                var there = Ways.FromHome(board, paths, town.A, 0, 86_400, limit).With(town.B).Where(IsShort).ToList();
                var back = Ways.ToHome(board.Mirrored(), new FootPaths(town.Feed, board.Stops, 1_200, mirrored: true), town.B, 0, 86_400, limit).With(town.A).Where(IsShort).ToList();
                Assert.True(there.SequenceEqual(truth.Where(IsShort)), $"seed {seed}, limit {limit}: {string.Join(" ", there)} but {string.Join(" ", truth)}");
                Assert.True(back.SequenceEqual(truth.Where(IsShort)), $"seed {seed}, limit {limit}: mirrored {string.Join(" ", back)} but {string.Join(" ", truth)}");
                compared += there.Count;
            }
        }

        Assert.True(compared > 100, $"only {compared} ways compared");
    }

    private static RawStretch Free(int from, int until) => new(from, until, "home", "home", Home, Home);

    private static Possible Between(LatLon home, LatLon place, int limit)
    {
        var there = Ways.FromHome(Board, new FootPaths(Feed, Board.Stops, limit, mirrored: false), home, 0, 86_400, 3_600).With(place);
        var back = Ways.ToHome(Board.Mirrored(), new FootPaths(Feed, Board.Stops, limit, mirrored: true), home, 0, 86_400, 3_600).With(place);
        return new Possible(there, back, null, null, null, null, 3_600, 1_200);
    }
}
