using ResourceMatch.Transit.Tests.Worlds;

namespace ResourceMatch.Transit.Tests.Course;

public sealed class E_TrapTests
{
    [Fact]
    public void E01_on_a_loop_one_boards_at_the_second_pass_too()
    {
        var town = Sketch.Of("""
            Loop  Center  North  East   Center  Pantry
                  08:00   08:05  08:10  08:15   08:20
            """);
        Assert.Equal("leave 08:15 · Loop 08:15 Center→08:20 Pantry · arrive 08:20 · 0 changes", town.Go("Center", "Pantry", "08:01"));
        Assert.Equal("leave 08:00 · Loop 08:00 Center→08:05 North · arrive 08:05 · 0 changes", town.Go("Center", "North", "08:00"));
        Assert.Equal("no way", town.Go("Center", "North", "08:01"));
    }

    [Fact]
    public void E02_one_may_ride_a_loop_round_to_where_one_got_on() =>
        Assert.Equal(
            "leave 08:10 · Loop 08:10 East→08:15 Center · arrive 08:15 · 0 changes",
            Sketch.Of("""
                Loop  Center  North  East   Center  North
                      08:00   08:05  08:10  08:15   08:20
                """).Go("East", "Center", "08:00"));

    [Fact]
    public void E03_the_express_that_overtakes_the_local_is_taken()
    {
        var town = Sketch.Of("""
            Bus 7  Maple  School  Pantry
                   08:00  08:10   08:40
                   08:05  08:12   08:20
            """);
        Assert.Equal("leave 08:05 · Bus 7 08:05 Maple→08:20 Pantry · arrive 08:20 · 0 changes", town.Go("Maple", "Pantry", "08:00"));
        Assert.Equal("leave 08:00 · Bus 7 08:00 Maple→08:10 School · arrive 08:10 · 0 changes", town.Go("Maple", "School", "08:00"));
        Assert.Equal(2, town.Day().PatternCount);
    }

    [Fact]
    public void E04_trips_that_only_meet_stay_one_chain() =>
        Assert.Equal(1, Sketch.Of("""
            Bus 7  Maple  School  Pantry
                   08:00  08:10   08:20
                   08:05  08:10   08:20
            """).Day().PatternCount);

    [Fact]
    public void E05_a_bus_every_ten_minutes_leaves_at_start_and_never_at_the_end()
    {
        var town = Sketch.Of("""
            Bus 7  Maple  Pantry
                   00:00  00:20
            """).Every("Bus 7#1", "08:00", "09:00", 10);
        Assert.StartsWith("leave 08:00", town.Go("Maple", "Pantry", "00:00"));
        Assert.StartsWith("leave 08:50", town.Go("Maple", "Pantry", "08:41"));
        Assert.Equal("no way", town.Go("Maple", "Pantry", "08:51"));
        Assert.Equal(6, town.Day().TripCount);
    }

    [Fact]
    public void E06_a_ride_says_its_headway_unless_the_feed_promises_the_times()
    {
        Assert.Equal(600, HeadwaySeconds(isExact: false));
        Assert.Equal(0, HeadwaySeconds(isExact: true));

        static int HeadwaySeconds(bool isExact)
        {
            var day = Sketch.Of("""
                Bus 7  Maple  Pantry
                       00:00  00:20
                """).Every("Bus 7#1", "08:00", "09:00", 10, isExact).Day();
            return new JourneyPlanner(day).Depart(Sketch.Walks(day, "Maple"), 0, Sketch.Walks(day, "Pantry"))!.Rides.Single().HeadwaySeconds;
        }
    }

    [Fact]
    public void E07_what_cannot_be_ridden_is_left_out_and_said()
    {
        var town = Sketch.Of("""
            Bus 1  Maple  Pantry
                   08:00  .
                   08:00  07:50
                   08:00  ?
                   08:00  08:20

            Bus 2  Nowhere  Else
                   09:00    .
            """);
        var compilation = TimetableCompiler.Compile(town.Source);
        Assert.Equal(1, compilation.Timetable!.TripCount);
        Assert.Equal(2, compilation.Timetable.StopCount);
        Assert.Equal(
            [(FindingKind.TripWithTooFewStops, "Bus 1#1"), (FindingKind.TripBackInTime, "Bus 1#2"), (FindingKind.TripWithoutEndTimes, "Bus 1#3"), (FindingKind.TripWithTooFewStops, "Bus 2#1")],
            compilation.Findings.Where(finding => finding.Kind < FindingKind.UnusedStop).Select(finding => (finding.Kind, finding.Id)));
        Assert.Equal(["Nowhere", "Else"], compilation.Findings.Where(finding => finding.Kind == FindingKind.UnusedStop).Select(finding => finding.Id));
    }

    [Fact]
    public void E08_a_rule_between_stations_holds_for_their_platforms_unless_these_have_their_own()
    {
        var town = Sketch.Of("""
            Bus 1  Maple  North1
                   08:00  08:10

            Bus 2  North2  Pantry
                   08:12   08:20
                   08:42   08:50
            """).Place("North1", 0, 0).Place("North2", 30, 0);
        town.Source.Stops.Add(new SourceStop("Station", "Station", "", 40, -80, LocationType: 1));
        var station = town.Source.Stops.Count - 1;
        foreach (var platform in new[] { town.Stop("North1"), town.Stop("North2") })
        {
            town.Source.Stops[platform] = town.Source.Stops[platform] with { ParentStop = station };
        }

        Assert.EndsWith("arrive 08:20 · 1 changes", town.Go("Maple", "Pantry", "08:00"));
        town.Source.Transfers.Add(new SourceTransfer(station, station, 2, 600));
        Assert.EndsWith("arrive 08:50 · 1 changes", town.Go("Maple", "Pantry", "08:00"));
        Assert.EndsWith("arrive 08:20 · 1 changes", town.Transfer("North1", "North2", 2, 60).Go("Maple", "Pantry", "08:00"));
    }
}
