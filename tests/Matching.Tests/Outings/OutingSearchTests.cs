using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Tests.Outings;

/// <summary>The best outing of one opening and one free time, on lists drawn by hand and against a search that tries every second.</summary>
public sealed class OutingSearchTests
{
    private static readonly VisitTerms Terms = new(StaySeconds: 20, OneWaySeconds: 60, MaxWaitSeconds: 60);

    [Fact]
    public void The_earliest_way_home_after_the_stay_is_taken()
    {
        var ways = new DayWays { There = [new(100, 130, 1)], Back = [new(149, 160, 1), new(150, 170, 1), new(155, 171, 1)] };

        var plan = Find(ways, (0, 1_000), (0, 1_000));

        Assert.Equal((100, 130, 130, 150, 150, 170), (plan!.Value.LeaveHomeSeconds, plan.Value.ArrivePlaceSeconds, plan.Value.VisitStartSeconds, plan.Value.VisitEndSeconds, plan.Value.LeavePlaceSeconds, plan.Value.ArriveHomeSeconds));
    }

    [Fact]
    public void A_bus_home_missed_by_a_second_is_no_way_home()
    {
        var breakage = new Breakage();
        var ways = new DayWays { There = [new(100, 130, 1)], Back = [new(149, 160, 1)] };

        Assert.Null(OutingSearch.FindBest(ways, new(0, 1_000), new(0, 1_000), Terms, breakage));
        Assert.Equal(Link.Return, breakage.Link);
    }

    [Theory]
    [InlineData(190, true)]
    [InlineData(191, false)]
    public void One_waits_for_the_opening_an_hour_and_no_longer(int opens, bool found)
    {
        var ways = new DayWays { There = [new(100, 130, 1)], Back = [new(opens + 20, opens + 30, 1)] };

        Assert.Equal(found, Find(ways, (opens, 1_000), (0, 1_000)) is not null);
    }

    [Theory]
    [InlineData(210, true)]
    [InlineData(211, false)]
    public void One_stays_on_an_hour_and_no_longer(int rideLeaves, bool found)
    {
        var ways = new DayWays { There = [new(100, 130, 1)], Back = [new(rideLeaves, rideLeaves + 5, 1)] };

        Assert.Equal(found, Find(ways, (0, 1_000), (0, 1_000)) is not null);
    }

    [Theory]
    [InlineData(160, 150, true)] // leaves at closing, 150; home at 210: 60 on the way
    [InlineData(159, 150, false)] // closed a second earlier: 61 outside and riding
    public void After_closing_the_wait_outside_counts_as_way_home(int closes, int staysUntil, bool found)
    {
        var open = (0, closes - 10);
        var ways = new DayWays { There = [new(100, 130, 1)], Back = [new(180, 210, 1)] };

        var plan = Find(ways, open, (0, 1_000));

        Assert.Equal(found, plan is not null);
        if (plan is { } made) Assert.Equal(staysUntil, made.LeavePlaceSeconds);
    }

    [Fact]
    public void A_walk_there_starts_as_late_as_the_bus_home_allows()
    {
        var ways = new DayWays { DirectThereSeconds = 30, Back = [new(500, 510, 1)] };

        var plan = Find(ways, (0, 1_000), (0, 1_000))!.Value;

        Assert.Equal((450, 480, 500, 500, 510), (plan.LeaveHomeSeconds, plan.VisitStartSeconds, plan.VisitEndSeconds, plan.LeavePlaceSeconds, plan.ArriveHomeSeconds));
    }

    [Fact]
    public void Of_two_equal_times_away_fewer_changes_win_then_the_earlier()
    {
        var ways = new DayWays { There = [new(100, 130, 2), new(200, 230, 1), new(300, 330, 1)], Back = [new(150, 180, 1), new(250, 280, 1), new(350, 380, 1)] };

        Assert.Equal(200, Find(ways, (0, 1_000), (0, 1_000))!.Value.LeaveHomeSeconds);
    }

    [Fact]
    public void The_search_equals_trying_every_second_on_random_days()
    {
        var found = 0;
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            DayWays ways = new()
            {
                There = Ways(random),
                Back = Ways(random),
                DirectThereSeconds = random.Next(3) == 0 ? random.Next(5, 70) : null,
                DirectBackSeconds = random.Next(3) == 0 ? random.Next(5, 70) : null,
            };
            int opens = random.Next(0, 300), from = random.Next(0, 200);
            var (open, free) = ((opens, opens + random.Next(5, 200)), (from, from + random.Next(20, 400)));

            var fast = Find(ways, open, free);
            var slow = TryEverySecond(ways, open, free);

            Assert.True(fast?.AwaySeconds == slow, $"seed {seed}: {fast?.AwaySeconds} instead of {slow}");
            if (fast is not null) found++;
        }

        Assert.InRange(found, 300, 2_700); // both answers occur
    }

    private static OutingPlan? Find(DayWays ways, (int From, int Until) open, (int From, int Until) free) =>
        OutingSearch.FindBest(ways, new(open.From, open.Until), new(free.From, free.Until), Terms, new Breakage());

    private static Way[] Ways(Random random) =>
        WayList.KeepUndominated([.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => random.Next(0, 450)).Select(leave => new Way(leave, leave + random.Next(5, 90), random.Next(1, 4)))]);

    /// <summary>The terms as they are written, one second at a time.</summary>
    private static int? TryEverySecond(DayWays ways, (int From, int Until) open, (int From, int Until) free)
    {
        int? best = null;
        var starts = ways.There.Select(way => (way.LeaveSeconds, way.ArriveSeconds))
            .Concat(ways.DirectThereSeconds is { } there ? Enumerable.Range(0, 700).Select(leave => (leave, leave + there)) : []);
        foreach (var (leaveHome, arrive) in starts)
        {
            var start = Math.Max(arrive, open.From);
            var end = start + Terms.StaySeconds;
            if (leaveHome < free.From || arrive - leaveHome > Terms.OneWaySeconds || start - arrive > Terms.MaxWaitSeconds || end > open.Until) continue;
            var backs = ways.Back.Select(way => (way.LeaveSeconds, way.ArriveSeconds)).Concat(ways.DirectBackSeconds is { } back ? [(end, end + back)] : []);
            foreach (var (leave, home) in backs)
            {
                if (leave < end) continue;
                var leavePlace = Math.Max(end, Math.Min(open.Until, leave));
                if (leavePlace - end > Terms.MaxWaitSeconds || home - leavePlace > Terms.OneWaySeconds || home > free.Until) continue;
                best = Math.Min(best ?? int.MaxValue, home - leaveHome);
            }
        }

        return best;
    }
}
