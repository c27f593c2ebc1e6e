using ResourceMatch.Transit.Tests.Worlds;

namespace ResourceMatch.Transit.Tests.Course;

public sealed class A_RideTests
{
    private static readonly string Bus7 = """
        Bus 7  Maple  School  Pantry
               08:05  08:12   08:20
               08:35  08:42   08:50
        """;

    [Fact]
    public void A01_one_ride() =>
        Assert.Equal("leave 08:05 · Bus 7 08:05 Maple→08:20 Pantry · arrive 08:20 · 0 changes", Sketch.Of(Bus7).Go("Maple", "Pantry", "08:00"));

    [Fact]
    public void A02_the_bus_that_leaves_this_very_second_is_caught() =>
        Assert.Equal("leave 08:05 · Bus 7 08:05 Maple→08:20 Pantry · arrive 08:20 · 0 changes", Sketch.Of(Bus7).Go("Maple", "Pantry", "08:05"));

    [Fact]
    public void A03_a_bus_missed_by_a_minute_means_the_next_one() =>
        Assert.Equal("leave 08:35 · Bus 7 08:35 Maple→08:50 Pantry · arrive 08:50 · 0 changes", Sketch.Of(Bus7).Go("Maple", "Pantry", "08:06"));

    [Fact]
    public void A04_after_the_last_bus_there_is_no_way() =>
        Assert.Equal("no way", Sketch.Of(Bus7).Go("Maple", "Pantry", "08:36"));

    [Fact]
    public void A05_nobody_rides_against_the_direction() =>
        Assert.Equal("no way", Sketch.Of(Bus7).Go("Pantry", "Maple", "08:00"));

    [Fact]
    public void A06_one_leaves_home_as_late_as_the_bus_allows() =>
        Assert.Equal(
            "leave 08:03 · walk 2m · Bus 7 08:05 Maple→08:20 Pantry · walk 4m · arrive 08:24 · 0 changes", Sketch.Of(Bus7).Go("Maple+2m", "Pantry+4m", "07:30"));

    [Fact]
    public void A07_of_two_stops_on_one_bus_the_nearer_is_used() =>
        Assert.Equal(
            "leave 08:11 · walk 1m · Bus 7 08:12 School→08:20 Pantry · arrive 08:20 · 0 changes", Sketch.Of(Bus7).Go("Maple+5m, School+1m", "Pantry", "08:00"));

    [Fact]
    public void A08_to_be_there_by_a_time_the_latest_good_bus_is_taken() =>
        Assert.Equal("leave 08:35 · Bus 7 08:35 Maple→08:50 Pantry · arrive 08:50 · 0 changes", Sketch.Of(Bus7).GoBy("Maple", "Pantry", "08:50"));

    [Fact]
    public void A09_a_minute_less_and_the_earlier_bus_must_do() =>
        Assert.Equal("leave 08:05 · Bus 7 08:05 Maple→08:20 Pantry · arrive 08:20 · 0 changes", Sketch.Of(Bus7).GoBy("Maple", "Pantry", "08:49"));

    [Fact]
    public void A10_a_stop_without_a_time_of_its_own_lies_between_its_neighbours()
    {
        var town = Sketch.Of("""
            Bus 7  Maple  School  Library  Pantry
                   08:00  ?       ?        08:30
            """);
        Assert.Equal("leave 08:10 · Bus 7 08:10 School→08:20 Library · arrive 08:20 · 0 changes", town.Go("School", "Library", "08:00"));
    }

    [Fact]
    public void A11_where_only_boarding_is_allowed_nobody_alights()
    {
        var town = Sketch.Of("""
            Bus 7  Maple   School  Pantry
                   08:05b  08:12b  08:20a
            """);
        Assert.Equal("no way", town.Go("Maple", "School", "08:00"));
        Assert.Equal("leave 08:12 · Bus 7 08:12 School→08:20 Pantry · arrive 08:20 · 0 changes", town.Go("School", "Pantry", "08:00"));
    }

    [Fact]
    public void A12_a_stop_that_must_be_phoned_for_is_not_used()
    {
        var town = Sketch.Of("""
            Bus 7  Maple   School  Pantry
                   08:05p  08:12   08:20
            """);
        Assert.Equal("no way", town.Go("Maple", "Pantry", "08:00"));
        Assert.Equal("leave 08:12 · Bus 7 08:12 School→08:20 Pantry · arrive 08:20 · 0 changes", town.Go("School", "Pantry", "08:00"));
    }

    [Fact]
    public void A13_a_wheelchair_needs_a_yes_from_the_trip_and_from_both_stops()
    {
        var town = Sketch.Of(Bus7);
        town.Options = town.Options with { WheelchairOnly = true };
        Assert.Equal("no way", town.Go("Maple", "Pantry", "08:00"));
        Allow("Maple", Accessibility.Yes);
        Allow("Pantry", Accessibility.Yes);
        Assert.Equal("no way", town.Go("Maple", "Pantry", "08:00"));
        var second = town.Trip("Bus 7#2");
        town.Source.Trips[second] = town.Source.Trips[second] with { Wheelchair = Accessibility.Yes };
        Assert.Equal("leave 08:35 · Bus 7 08:35 Maple→08:50 Pantry · arrive 08:50 · 0 changes", town.Go("Maple", "Pantry", "08:00"));
        Allow("Pantry", Accessibility.No);
        Assert.Equal("no way", town.Go("Maple", "Pantry", "08:00"));

        void Allow(string stop, Accessibility word) => town.Source.Stops[town.Stop(stop)] = town.Source.Stops[town.Stop(stop)] with { Wheelchair = word };
    }
}
