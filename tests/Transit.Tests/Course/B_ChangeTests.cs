using ResourceMatch.Transit.Tests.Worlds;

namespace ResourceMatch.Transit.Tests.Course;

public sealed class B_ChangeTests
{
    private static readonly string TwoBuses = """
        Bus 1  Maple  Center
               08:00  08:10

        Bus 2  Center  Pantry
               08:12   08:20
               08:42   08:50
        """;

    [Fact]
    public void B01_two_minutes_are_just_enough_to_change()
    {
        var town = Sketch.Of(TwoBuses);
        town.Options = town.Options with { ChangeSeconds = 120 };
        Assert.Equal("leave 08:00 · Bus 1 08:00 Maple→08:10 Center · Bus 2 08:12 Center→08:20 Pantry · arrive 08:20 · 1 changes", town.Go("Maple", "Pantry", "07:50"));
    }

    [Fact]
    public void B02_a_second_more_and_the_next_bus_it_is()
    {
        var town = Sketch.Of(TwoBuses);
        town.Options = town.Options with { ChangeSeconds = 121 };
        Assert.Equal("leave 08:00 · Bus 1 08:00 Maple→08:10 Center · Bus 2 08:42 Center→08:50 Pantry · arrive 08:50 · 1 changes", town.Go("Maple", "Pantry", "07:50"));
    }

    [Fact]
    public void B03_no_time_to_change_is_needed_before_the_first_bus()
    {
        var town = Sketch.Of(TwoBuses);
        town.Options = town.Options with { ChangeSeconds = 600 };
        Assert.Equal("leave 08:12 · Bus 2 08:12 Center→08:20 Pantry · arrive 08:20 · 0 changes", town.Go("Center", "Pantry", "08:12"));
    }

    [Fact]
    public void B04_a_stop_may_ask_for_more_time_than_others()
    {
        var town = Sketch.Of(TwoBuses).Transfer("Center", "Center", 2, 180);
        Assert.EndsWith("arrive 08:50 · 1 changes", town.Go("Maple", "Pantry", "07:50"));
        Assert.EndsWith("arrive 08:20 · 1 changes", Sketch.Of(TwoBuses).Transfer("Center", "Center", 2, 120).Go("Maple", "Pantry", "07:50"));
    }

    [Fact]
    public void B05_a_stop_where_the_other_bus_waits_needs_no_time()
    {
        var town = Sketch.Of(TwoBuses).Transfer("Center", "Center", 1);
        town.Options = town.Options with { ChangeSeconds = 600 };
        Assert.EndsWith("arrive 08:20 · 1 changes", town.Go("Maple", "Pantry", "07:50"));
    }

    [Fact]
    public void B06_a_stop_where_changing_is_forbidden() =>
        Assert.Equal("no way", Sketch.Of(TwoBuses).Transfer("Center", "Center", 3).Go("Maple", "Pantry", "07:50"));

    private static Sketch AcrossTheStreet()
    {
        var town = Sketch.Of("""
            Bus 1  Maple  East
                   08:00  08:10

            Bus 2  West   Pantry
                   08:13  08:20
                   08:43  08:50
            """);
        // 120 m straight, 156 m walked at 1.2 m/s: 130 s.
        return town.Place("East", 0, 0).Place("West", 120, 0);
    }

    [Fact]
    public void B07_one_walks_between_two_stops() =>
        Assert.Equal(
            "leave 08:00 · Bus 1 08:00 Maple→08:10 East · walk 3m · Bus 2 08:13 West→08:20 Pantry · arrive 08:20 · 1 changes", AcrossTheStreet().Go("Maple", "Pantry", "07:50"));

    [Fact]
    public void B08_the_time_to_change_comes_after_the_walk()
    {
        var town = AcrossTheStreet();
        town.Options = town.Options with { ChangeSeconds = 50 };
        Assert.EndsWith("arrive 08:20 · 1 changes", town.Go("Maple", "Pantry", "07:50"));
        town.Options = town.Options with { ChangeSeconds = 51 };
        Assert.EndsWith("arrive 08:50 · 1 changes", town.Go("Maple", "Pantry", "07:50"));
    }

    [Fact]
    public void B17_where_the_bus_across_the_street_waits_only_the_walk_counts()
    {
        var town = AcrossTheStreet();
        town.Options = town.Options with { ChangeSeconds = 600 };
        Assert.EndsWith("arrive 08:50 · 1 changes", town.Go("Maple", "Pantry", "07:50"));
        Assert.EndsWith("arrive 08:20 · 1 changes", town.Transfer("East", "West", 1).Go("Maple", "Pantry", "07:50"));
    }

    [Fact]
    public void B18_a_walk_takes_as_long_as_it_takes_even_where_the_feed_asks_for_less()
    {
        var town = AcrossTheStreet().Transfer("East", "West", 2, 10);
        Assert.Contains("walk 3m", town.Go("Maple", "Pantry", "07:50"), StringComparison.Ordinal);
    }

    [Fact]
    public void B09_a_walk_that_the_feed_forbids_is_not_taken() =>
        Assert.Equal("no way", AcrossTheStreet().Transfer("East", "West", 3).Go("Maple", "Pantry", "07:50"));

    [Fact]
    public void B10_a_walk_longer_than_the_limit_is_not_taken()
    {
        var town = AcrossTheStreet();
        town.Options = town.Options with { MaxWalkMeters = 155 };
        Assert.Equal("no way", town.Go("Maple", "Pantry", "07:50"));
        town.Options = town.Options with { MaxWalkMeters = 157 };
        Assert.EndsWith("arrive 08:20 · 1 changes", town.Go("Maple", "Pantry", "07:50"));
    }

    [Fact]
    public void B11_with_walking_by_the_feed_only_its_own_transfers_count_and_in_its_own_time()
    {
        var town = AcrossTheStreet();
        town.Options = town.Options with { Walking = WalkingSource.Feed, ChangeSeconds = 600 };
        Assert.Equal("no way", town.Go("Maple", "Pantry", "07:50"));
        Assert.EndsWith("arrive 08:20 · 1 changes", town.Transfer("East", "West", 2, 180).Go("Maple", "Pantry", "07:50"));
    }

    [Fact]
    public void B12_two_walks_never_follow_each_other()
    {
        var town = Sketch.Of("""
            Bus 1  Maple  East
                   08:00  08:10

            Bus 3  Middle  Elsewhere
                   09:00   09:10

            Bus 2  West   Pantry
                   08:43  08:50
            """).Place("East", 0, 0).Place("Middle", 600, 0).Place("West", 1200, 0);
        town.Options = town.Options with { MaxWalkMeters = 1_000 };
        Assert.Equal("no way", town.Go("Maple", "Pantry", "07:50"));
    }

    [Fact]
    public void B13_a_hop_of_no_minutes_is_ridden_only_by_those_who_were_aboard_in_time()
    {
        var town = Sketch.Of("""
            Bus 1  Maple  Center
                   08:00  08:10

            Bus 2  Church  Center  Pantry
                   08:10   08:10   08:10
            """);
        Assert.EndsWith("Bus 2 08:10 Center→08:10 Pantry · arrive 08:10 · 1 changes", town.Go("Maple", "Pantry", "08:00"));
        Assert.Equal("no way", town.Go("Pantry", "Church", "08:00"));
    }

    [Fact]
    public void B14_a_chain_of_hops_of_no_minutes_holds_whatever_order_the_lines_stand_in()
    {
        var town = Sketch.Of("""
            Bus 3  C      D
                   08:00  08:00

            Bus 2  B      C
                   08:00  08:00

            Bus 1  A      B
                   08:00  08:00
            """);
        Assert.EndsWith("arrive 08:00 · 2 changes", town.Go("A", "D", "08:00"));
        Assert.Equal("no way", town.Go("A", "D", "08:01"));
    }

    [Fact]
    public void B15_of_equal_arrivals_the_one_with_fewer_vehicles_wins()
    {
        var town = Sketch.Of("""
            Bus 1  Maple  Center
                   08:00  08:05

            Bus 2  Center  Pantry
                   08:06   08:30

            Bus 9  Maple  Pantry
                   07:50  08:30
            """);
        Assert.EndsWith("Bus 9 07:50 Maple→08:30 Pantry · arrive 08:30 · 0 changes", town.Go("Maple", "Pantry", "07:45"));
    }

    [Fact]
    public void B19_fewer_vehicles_beat_a_shorter_walk_at_the_end()
    {
        var town = Sketch.Of("""
            Bus 1  Maple  Center
                   08:00  08:10

            Bus 2  Center  Door
                   08:12   08:20
            """);
        Assert.EndsWith("Bus 1 08:00 Maple→08:10 Center · walk 10m · arrive 08:20 · 0 changes", town.Go("Maple", "Center+10m, Door", "07:50"));
    }

    [Fact]
    public void B16_two_lines_side_by_side_change_where_nobody_need_walk()
    {
        var town = Sketch.Of("""
            Bus 1  Maple  North  South  Depot
                   08:00  08:05  08:10  08:15

            Bus 2  West   South  Pantry
                   08:20  08:25  08:40
            """).Place("North", 0, 0).Place("West", 50, 0);
        Assert.Equal(
            "leave 08:00 · Bus 1 08:00 Maple→08:10 South · Bus 2 08:25 South→08:40 Pantry · arrive 08:40 · 1 changes", town.Go("Maple", "Pantry", "07:50"));
    }
}
