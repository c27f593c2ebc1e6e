using ResourceMatch.Transit.Tests.Worlds;

namespace ResourceMatch.Transit.Tests.Raptor;

/// <summary>A home's profile read off its access stops' profiles against the one searched for the home. Each failure names its seed.</summary>
public sealed class ProfileJoinTests
{
    private const int Worlds = 400;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_join_gives_at_each_stop_the_list_that_the_search_finds(bool isBack)
    {
        var compared = 0;
        for (var seed = 1; seed <= Worlds; seed++)
        {
            var world = new RandomWorld(seed);
            var random = new Random(~seed);
            if (NetworkDay.For([world.Compile()], RandomWorld.Date, world.Options) is not DayOutcome.Ready { Day: var day }) continue;
            var wanted = new WantedStops(day.StopCount, Enumerable.Range(0, day.StopCount).Select(stop => new StopIndex(stop)));
            var whole = new TimeWindow(-3_600, 27 * 3_600);
            var search = new ProfileSearch(day);
            var profiles = wanted.All.ToDictionary(stop => stop, stop => StopProfile.Find(search, stop, isBack, whole, wanted));
            var join = new ProfileJoin(wanted, isBack);
            for (var home = 0; home < 6; home++)
            {
                var walks = RandomWorld.RandomWalks(random, day);
                var from = RandomWorld.FirstSecond + (random.Next(-40, 40) * 60);
                var window = new TimeWindow(from, from + (random.Next(20, 200) * 60));
                var longest = random.Next(3) == 0 ? random.Next(60) * 60 : StopProfile.LongestSeconds;
                var expected = isBack ? search.Back(walks, window) : search.Out(walks, window);
                var joined = join.Join(day, walks, stop => profiles[stop], window, longest);
                foreach (var stop in wanted.All.OrderBy(_ => random.Next()))
                {
                    var ways = expected.At(stop).ToArray().Where(way => way.DurationSeconds <= longest).ToArray();
                    compared += ways.Length;
                    Assert.True(ways.AsSpan().SequenceEqual(joined.At(stop)), $"seed {seed}, home {home}, stop {stop.Value}: {string.Join(' ', joined.At(stop).ToArray())} instead of {string.Join(' ', ways)}");
                }
            }
        }

        Assert.InRange(compared, Worlds * 10, int.MaxValue);
    }

    [Fact]
    public void Dates_with_the_same_runs_are_of_one_type()
    {
        var world = new RandomWorld(7);
        var timetable = world.Compile();
        NetworkDay DayOf(int days) => ((DayOutcome.Ready)NetworkDay.For([timetable], RandomWorld.Date.AddDays(days), world.Options)).Day;

        // A week later runs the same, away from the exceptions around the date; two days after it only what runs every day does.
        Assert.Equal([0, 0, 1], DayTypes.Number([DayOf(7), DayOf(14), DayOf(9)]));
    }
}
