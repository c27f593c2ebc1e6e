using ResourceMatch.Transit.Tests.Worlds;

namespace ResourceMatch.Transit.Tests.Raptor;

/// <summary>Journeys on random towns, each leg held against the runs as they were made.</summary>
public sealed class JourneyTests
{
    [Fact]
    public void A_journey_arrives_as_early_as_brute_force_with_as_few_vehicles_and_every_leg_is_real()
    {
        var found = 0;
        TwoWaysAgreeTests.Each((seed, world, day, slow, random) =>
        {
            var (home, place) = (RandomWorld.RandomWalks(random, day), RandomWorld.RandomWalks(random, day));
            var leave = RandomWorld.FirstSecond + (random.Next(-5, 60) * 60);
            var journey = new JourneyPlanner(day).Depart(home, leave, place);
            var best = TwoWaysAgreeTests.Home(day, slow, TwoWaysAgreeTests.InSource(day, home), place, leave);
            Assert.True((journey is null) == (best.ArriveSeconds == RaptorSearch.Unreached), $"seed {seed}: {journey}");
            if (journey is null)
            {
                return;
            }

            found++;
            Assert.True(best == (journey.ArriveSeconds, journey.Rides.Count()), $"seed {seed}: {journey} instead of {best}");
            Assert.True(journey.LeaveSeconds >= leave, $"seed {seed}: leaves too early");
            CheckLegs(seed, world, day, slow, journey, home, place);
            Assert.True(LeastWalking(world, day, slow, journey, home, leave, place, journey.ArriveSeconds) == journey.WalkSeconds, $"seed {seed}: walks {journey.WalkSeconds} s");
        });
        Assert.InRange(found, 300, int.MaxValue);
    }

    [Fact]
    public void A_journey_that_must_be_there_by_a_time_leaves_as_late_as_brute_force()
    {
        var found = 0;
        TwoWaysAgreeTests.Each((seed, world, day, slow, random) =>
        {
            var (home, place) = (RandomWorld.RandomWalks(random, day), RandomWorld.RandomWalks(random, day));
            var arriveBy = RandomWorld.FirstSecond + (random.Next(10, 100) * 60);
            var journey = new JourneyPlanner(day).ArriveBy(home, arriveBy, place);
            var inSource = TwoWaysAgreeTests.InSource(day, home);
            var leaves = world.Runs.SelectMany(run => run).SelectMany(call => inSource.Where(walk => walk.Stop == call.Stop).Select(walk => call.DepartureSeconds - walk.WalkSeconds));
            var latest = leaves.Distinct().OrderDescending().Cast<int?>().FirstOrDefault(leave => TwoWaysAgreeTests.Home(day, slow, inSource, place, leave!.Value).ArriveSeconds <= arriveBy);
            Assert.True(latest == journey?.LeaveSeconds, $"seed {seed}: {journey} instead of leaving at {latest}");
            if (journey is null)
            {
                return;
            }

            found++;
            Assert.True(journey.ArriveSeconds <= arriveBy, $"seed {seed}: arrives too late");
            Assert.True(FewestRides(day, slow, inSource, latest!.Value, place, arriveBy) == journey.Rides.Count(), $"seed {seed}: {journey}");
            CheckLegs(seed, world, day, slow, journey, home, place);
        }, worlds: 400);
        Assert.InRange(found, 120, int.MaxValue);
    }

    private static int FewestRides(NetworkDay day, SlowSearch slow, IReadOnlyList<(int Stop, int WalkSeconds)> access, int leave, IReadOnlyList<StopWalk> egress, int arriveBy)
    {
        var fewest = int.MaxValue;
        slow.Arrivals(access, leave, (call, rides) =>
        {
            if (egress.Any(walk => TwoWaysAgreeTests.Place(day, walk.Stop.Value) == call.Stop && call.ArrivalSeconds + walk.WalkSeconds <= arriveBy))
            {
                fewest = Math.Min(fewest, rides);
            }
        });
        return fewest;
    }

    private static void CheckLegs(int seed, RandomWorld world, NetworkDay day, SlowSearch slow, Journey journey, IReadOnlyList<StopWalk> home, IReadOnlyList<StopWalk> place)
    {
        var said = $"seed {seed}: {journey} {string.Join(" | ", journey.Legs)}";
        var rides = journey.Rides.ToList();
        Assert.All(rides, ride => Assert.True(RunOf(world, day, ride) is not null, said));
        Assert.Contains(home, walk => walk.Stop == rides[0].Board && journey.LeaveSeconds + walk.WalkSeconds == rides[0].StartSeconds);
        Assert.Contains(place, walk => walk.Stop == rides[^1].Alight && rides[^1].EndSeconds + walk.WalkSeconds == journey.ArriveSeconds);
        for (var i = 1; i < rides.Count; i++)
        {
            var change = slow.SecondsToChange(TwoWaysAgreeTests.Place(day, rides[i - 1].Alight.Value), TwoWaysAgreeTests.Place(day, rides[i].Board.Value));
            Assert.True(change is { } seconds && rides[i - 1].EndSeconds + seconds <= rides[i].StartSeconds, said);
        }

        for (var i = 1; i < journey.Legs.Count; i++)
        {
            Assert.True(journey.Legs[i - 1].EndSeconds <= journey.Legs[i].StartSeconds, said);
        }

        foreach (var walk in journey.Walks.Where(walk => walk is { From: not null, To: not null }))
        {
            Assert.True(slow.WalkSeconds(TwoWaysAgreeTests.Place(day, walk.From!.Value.Value), TwoWaysAgreeTests.Place(day, walk.To!.Value.Value)) == walk.DurationSeconds, said);
        }

        Assert.True(journey.LeaveSeconds == journey.Legs[0].StartSeconds && journey.ArriveSeconds == journey.Legs[^1].EndSeconds, said);
        Assert.True(journey.WaitSeconds >= 0 && journey.WaitSeconds + journey.RideSeconds + journey.WalkSeconds == journey.DurationSeconds, said);
    }

    private static Call[]? RunOf(RandomWorld world, NetworkDay day, Leg.Ride ride)
    {
        var trip = day.Feeds[ride.Feed].GetTripId(ride.Trip);
        return world.Runs.Find(run =>
            run[0].Trip == trip
            && run[ride.BoardPosition] is { MayBoard: true } board && board.DepartureSeconds == ride.StartSeconds && board.Stop == TwoWaysAgreeTests.Place(day, ride.Board.Value)
            && run[ride.AlightPosition] is { MayAlight: true } alight && alight.ArrivalSeconds == ride.EndSeconds && alight.Stop == TwoWaysAgreeTests.Place(day, ride.Alight.Value));
    }

    /// <summary>Every choice of stops on the journey's own vehicles, one by one.</summary>
    private static int LeastWalking(
        RandomWorld world, NetworkDay day, SlowSearch slow, Journey journey, IReadOnlyList<StopWalk> home, int leave, IReadOnlyList<StopWalk> place, int arrive)
    {
        var runs = journey.Rides.Select(ride => RunOf(world, day, ride)!).ToList();
        var least = int.MaxValue;
        foreach (var walk in home)
        {
            Board(0, TwoWaysAgreeTests.Place(day, walk.Stop.Value), leave + walk.WalkSeconds, walk.WalkSeconds);
        }

        return least;

        void Board(int ride, int stop, int readySeconds, int walked)
        {
            var run = runs[ride];
            for (var on = 0; on < run.Length; on++)
            {
                if (run[on].Stop != stop || !run[on].MayBoard || run[on].DepartureSeconds < readySeconds)
                {
                    continue;
                }

                for (var off = on + 1; off < run.Length; off++)
                {
                    if (run[off].MayAlight)
                    {
                        Alight(ride, run[off], walked);
                    }
                }
            }
        }

        void Alight(int ride, Call call, int walked)
        {
            if (ride + 1 == runs.Count)
            {
                foreach (var walk in place.Where(walk => TwoWaysAgreeTests.Place(day, walk.Stop.Value) == call.Stop && call.ArrivalSeconds + walk.WalkSeconds <= arrive))
                {
                    least = Math.Min(least, walked + walk.WalkSeconds);
                }

                return;
            }

            foreach (var stop in runs[ride + 1].Select(next => next.Stop).Distinct())
            {
                if (slow.SecondsToChange(call.Stop, stop) is { } change)
                {
                    Board(ride + 1, stop, call.ArrivalSeconds + change, walked + (stop == call.Stop ? 0 : slow.WalkSeconds(call.Stop, stop)!.Value));
                }
            }
        }
    }
}
