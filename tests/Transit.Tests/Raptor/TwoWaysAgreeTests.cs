using ResourceMatch.Transit.Tests.Worlds;

namespace ResourceMatch.Transit.Tests.Raptor;

/// <summary>RAPTOR against a brute-force search on small random towns. Each failure names its seed.</summary>
public sealed class TwoWaysAgreeTests
{
    private const int Worlds = 2_000;
    private const int ProfileWorlds = 300;
    private const int Last = RandomWorld.FirstSecond + (3 * 3600);

    [Fact]
    public void One_departure_arrives_when_brute_force_arrives_and_with_as_few_vehicles()
    {
        var reached = 0;
        Each((seed, _, day, slow, random) =>
        {
            var search = new RaptorSearch(day);
            var access = RandomWorld.RandomWalks(random, day);
            var leave = RandomWorld.FirstSecond + (random.Next(-5, 90) * 60);
            var atAll = search.FindArrivals(access, leave).ToArray();
            var expected = slow.Arrivals(InSource(day, access), leave);
            for (var stop = 0; stop < day.StopCount; stop++)
            {
                var source = Place(day, stop);
                Assert.True(expected[source].ArriveSeconds == search.State.ByRide[stop], $"seed {seed}, stop {source}: {search.State.ByRide[stop]} instead of {expected[source]}");
                if (expected[source].ArriveSeconds < RaptorSearch.Unreached)
                {
                    reached++;
                    Assert.True(expected[source].Rides == search.State.Rides[stop], $"seed {seed}, stop {source}: {search.State.Rides[stop]} rides instead of {expected[source].Rides}");
                }

                Assert.True(ArrivalAtAll(day, slow, expected, access, leave, stop) == atAll[stop], $"seed {seed}, stop {source}: at all {atAll[stop]}");
            }
        });
        Assert.InRange(reached, Worlds, int.MaxValue);
    }

    [Fact]
    public void A_window_gives_at_each_minute_what_one_departure_gives() => Each((seed, _, day, _, random) =>
    {
        var access = RandomWorld.RandomWalks(random, day);
        var single = new RaptorSearch(day);
        var minutes = Enumerable.Range(0, 40).Select(minute => RandomWorld.FirstSecond + 3000 - (minute * 60));
        new RaptorSearch(day).FindArrivals(access, minutes, (leave, arrivals) =>
            Assert.True(arrivals.SequenceEqual(single.FindArrivals(access, leave)), $"seed {seed}, leaving at {leave}"));
    });

    [Fact]
    public void The_rides_of_a_window_arrive_at_each_minute_when_those_of_one_departure_do() => Each((seed, _, day, _, random) =>
    {
        var access = RandomWorld.RandomWalks(random, day);
        var single = new RaptorSearch(day);
        var minutes = Enumerable.Range(0, 40).Select(minute => RandomWorld.FirstSecond + 3000 - (minute * 60));
        new WindowSearch(day).FindRides(access, minutes, (leave, byRide, _) =>
        {
            single.FindArrivals(access, leave);
            Assert.True(byRide.SequenceEqual(single.State.ByRide.AsSpan(0, day.StopCount)), $"seed {seed}, leaving at {leave}");
        });
    });

    [Fact]
    public void The_profile_out_holds_at_each_minute_what_brute_force_finds()
    {
        var ways = 0;
        Each((seed, _, day, slow, random) =>
        {
            var access = RandomWorld.RandomWalks(random, day);
            var window = new TimeWindow(RandomWorld.FirstSecond - 600, Last - 3600);
            var profile = new ProfileSearch(day).Out(access, window);
            ways += profile.EntryCount;
            for (var leave = window.FromSeconds; leave <= window.UntilSeconds; leave += 420)
            {
                var expected = slow.Arrivals(InSource(day, access), leave);
                for (var stop = 0; stop < day.StopCount; stop++)
                {
                    var found = profile.FindEarliestLeavingFrom(new StopIndex(stop), leave)?.ArriveSeconds ?? RaptorSearch.Unreached;
                    var truth = expected[Place(day, stop)].ArriveSeconds;
                    Assert.True((truth <= window.UntilSeconds ? truth : RaptorSearch.Unreached) == found, $"seed {seed}, stop {stop}, leaving at {leave}: {found} instead of {truth}");
                }
            }

            foreach (var (stop, way) in Ways(profile, day))
            {
                Assert.True(slow.Arrivals(InSource(day, access), way.LeaveSeconds)[Place(day, stop)] == (way.ArriveSeconds, way.Rides), $"seed {seed}, stop {stop}, {way}");
            }
        }, ProfileWorlds);
        Assert.InRange(ways, ProfileWorlds, int.MaxValue);
    }

    [Fact]
    public void The_profile_back_holds_at_each_minute_what_brute_force_finds() => Each((seed, _, day, slow, random) =>
    {
        var home = RandomWorld.RandomWalks(random, day);
        var window = new TimeWindow(RandomWorld.FirstSecond - 600, Last);
        var profile = new ProfileSearch(day).Back(home, window);
        for (var stop = 0; stop < day.StopCount; stop++)
        {
            for (var board = window.FromSeconds; board <= Last - 3600; board += 600)
            {
                var found = profile.FindEarliestLeavingFrom(new StopIndex(stop), board);
                var (arrive, rides) = Home(day, slow, [(Place(day, stop), 0)], home, board);
                var truth = arrive <= window.UntilSeconds ? arrive : RaptorSearch.Unreached;
                Assert.True(truth == (found?.ArriveSeconds ?? RaptorSearch.Unreached), $"seed {seed}, stop {stop}, boarding from {board}: {found} instead of {truth}");
                if (found is { } way)
                {
                    // Fewest vehicles when boarding as late as the way says.
                    Assert.True(Home(day, slow, [(Place(day, stop), 0)], home, way.LeaveSeconds) == (way.ArriveSeconds, way.Rides), $"seed {seed}, stop {stop}, {way}, {rides}");
                }
            }
        }
    }, ProfileWorlds);

    [Fact]
    public void A_profile_is_sorted_and_nothing_in_it_is_beaten() => Each((seed, _, day, _, random) =>
    {
        var place = RandomWorld.RandomWalks(random, day);
        var search = new ProfileSearch(day);
        var window = new TimeWindow(RandomWorld.FirstSecond, Last);
        foreach (var profile in new[] { search.Out(place, window), search.Back(place, window) })
        {
            for (var stop = 0; stop < day.StopCount; stop++)
            {
                var ways = profile.At(new StopIndex(stop));
                for (var i = 1; i < ways.Length; i++)
                {
                    Assert.True(ways[i].LeaveSeconds < ways[i - 1].LeaveSeconds && ways[i].ArriveSeconds < ways[i - 1].ArriveSeconds, $"seed {seed}, stop {stop}");
                }
            }
        }
    });

    [Fact]
    public void A_profile_of_some_stops_holds_the_same_ways_for_them() => Each((seed, _, day, _, random) =>
    {
        var place = RandomWorld.RandomWalks(random, day);
        var window = new TimeWindow(RandomWorld.FirstSecond, Last);
        var some = new StopIndex(random.Next(day.StopCount));
        var search = new ProfileSearch(day);
        Assert.True(search.Out(place, window).At(some).SequenceEqual(search.Out(place, window, [some]).At(some)), $"seed {seed}");
        Assert.Equal(search.Back(place, window, [some]).EntryCount, search.Back(place, window, [some]).At(some).Length);
    });

    [Fact]
    public void Two_threads_on_one_day_find_the_same_with_the_same_work() => Each((seed, _, day, _, random) =>
    {
        var (places, window) = (Enumerable.Range(0, 6).Select(_ => RandomWorld.RandomWalks(random, day)).ToList(), new TimeWindow(RandomWorld.FirstSecond, Last));
        var alone = places.ConvertAll(place => Both(new ProfileSearch(day), place));
        var searches = new ThreadLocal<ProfileSearch>(() => new ProfileSearch(day));
        var together = new (string Ways, SearchCounters Out, SearchCounters Back)[places.Count];
        Parallel.For(0, places.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => together[i] = Both(searches.Value!, places[i]));
        Assert.True(alone.SequenceEqual(together), $"seed {seed}");

        (string, SearchCounters, SearchCounters) Both(ProfileSearch search, IReadOnlyList<StopWalk> place)
        {
            var (there, home) = (search.Out(place, window), search.Back(place, window));
            return (string.Join(' ', Ways(there, day).Concat(Ways(home, day))), there.Counters, home.Counters);
        }
    }, 40);

    [Fact]
    public void A_phoned_ride_says_so_and_only_it() => Each((seed, world, day, _, random) =>
    {
        var planner = new JourneyPlanner(day);
        var journey = planner.Depart(RandomWorld.RandomWalks(random, day), RandomWorld.FirstSecond, [new StopWalk(new StopIndex(random.Next(day.StopCount)), 0)]);
        foreach (var ride in journey?.Rides ?? [])
        {
            var trip = int.Parse(day.Feeds[0].GetTripId(ride.Trip).AsSpan(1));
            var calls = world.Source.StopTimes.Where(row => row.Trip == trip).ToList();
            var isPhoned = calls[ride.BoardPosition].PickupType >= 2 || calls[ride.AlightPosition].DropOffType >= 2;
            Assert.True(ride.MustPhone == isPhoned && (world.Options.CallAhead || !isPhoned), $"seed {seed}, {ride}");
        }
    });

    [Fact]
    public void Backward_equals_forward_on_the_reversed_feed() => Each((seed, world, day, _, random) =>
    {
        var home = RandomWorld.RandomWalks(random, day);
        var back = new ProfileSearch(day).Back(home, new TimeWindow(RandomWorld.FirstSecond, Last));
        // The mirrored town, built call by call and not by DayArrays.Reverse: seconds negated about the window, calls in reverse, boarding and alighting exchanged.
        var there = new SlowSearch(world.Mirror());
        foreach (var (stop, way) in Ways(back, day))
        {
            var arrivals = there.Arrivals(InSource(day, home), -way.ArriveSeconds);
            Assert.True(arrivals[Place(day, stop)] == (-way.LeaveSeconds, way.Rides), $"seed {seed}, stop {stop}, {way}: {arrivals[Place(day, stop)]}");
        }
    }, ProfileWorlds);

    internal static void Each(Action<int, RandomWorld, NetworkDay, SlowSearch, Random> check, int worlds = Worlds)
    {
        for (var seed = 0; seed < worlds; seed++)
        {
            var world = new RandomWorld(seed);
            if (DayOf(world) is { } day)
            {
                check(seed, world, day, new SlowSearch(world), new Random(seed));
            }
        }
    }

    internal static IReadOnlyList<(int Stop, int WalkSeconds)> InSource(NetworkDay day, IReadOnlyList<StopWalk> walks) =>
        [.. walks.Select(walk => (Place(day, walk.Stop.Value), walk.WalkSeconds))];

    /// <summary>The day leaves out stops that nobody serves; ids tell which place in the source is meant.</summary>
    internal static int Place(NetworkDay day, int stop)
    {
        var id = day.GetStop(new StopIndex(stop)).Id;
        return int.Parse(id.AsSpan(1));   // s0, s1, …
    }

    internal static (int ArriveSeconds, int Rides) Home(
        NetworkDay day, SlowSearch slow, IReadOnlyList<(int Stop, int WalkSeconds)> access, IReadOnlyList<StopWalk> home, int leaveSeconds)
    {
        var arrivals = slow.Arrivals(access, leaveSeconds);
        return home.Select(walk => (Arrival: arrivals[Place(day, walk.Stop.Value)], walk.WalkSeconds))
            .Where(way => way.Arrival.ArriveSeconds < RaptorSearch.Unreached)
            .Select(way => (way.Arrival.ArriveSeconds + way.WalkSeconds, way.Arrival.Rides))
            .DefaultIfEmpty((RaptorSearch.Unreached, 0)).Min();
    }

    private static int ArrivalAtAll(
        NetworkDay day, SlowSearch slow, (int ArriveSeconds, int Rides)[] byRide, IReadOnlyList<StopWalk> access, int leave, int stop)
    {
        var place = Place(day, stop);
        var best = byRide[place].ArriveSeconds;
        foreach (var walk in access.Where(walk => walk.Stop.Value == stop))
        {
            best = Math.Min(best, leave + walk.WalkSeconds);
        }

        for (var other = 0; other < byRide.Length; other++)
        {
            if (other != place && byRide[other].ArriveSeconds < RaptorSearch.Unreached && slow.WalkSeconds(other, place) is { } seconds)
            {
                best = Math.Min(best, byRide[other].ArriveSeconds + seconds);
            }
        }

        return best;
    }

    private static IEnumerable<(int Stop, ProfileEntry Way)> Ways(DayProfile profile, NetworkDay day) =>
        Enumerable.Range(0, day.StopCount).SelectMany(stop => profile.At(new StopIndex(stop)).ToArray().Select(way => (stop, way)));

    internal static NetworkDay? DayOf(RandomWorld world) =>
        TimetableCompiler.Compile(world.Source).Timetable is { } timetable && NetworkDay.For([timetable], RandomWorld.Date, world.Options) is DayOutcome.Ready ready ? ready.Day : null;
}
