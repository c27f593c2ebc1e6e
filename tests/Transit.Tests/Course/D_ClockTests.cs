using ResourceMatch.Transit.Tests.Worlds;

namespace ResourceMatch.Transit.Tests.Course;

public sealed class D_ClockTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void D01_on_an_ordinary_day_seconds_count_from_midnight()
    {
        var day = new ServiceDay(new DateOnly(2026, 5, 13), NewYork);
        Assert.Equal(8 * 3600, day.SecondsOf(new TimeOnly(8, 0)));
        Assert.Equal(new TimeOnly(1, 10), day.ClockOf((25 * 3600) + 600));
        Assert.Equal((24 * 3600) + 600, day.SecondsOf(new DateOnly(2026, 5, 14), new TimeOnly(0, 10)));
    }

    [Fact]
    public void D02_on_the_day_the_clocks_go_forward_zero_is_eleven_the_evening_before()
    {
        var day = new ServiceDay(new DateOnly(2026, 3, 8), NewYork);
        Assert.Equal(new DateTimeOffset(2026, 3, 7, 23, 0, 0, TimeSpan.FromHours(-5)), day.Zero);
        Assert.Equal(8 * 3600, day.SecondsOf(new TimeOnly(8, 0)));
        Assert.Equal(2 * 3600, day.SecondsOf(new TimeOnly(1, 0)));
        // 02:30 does not exist; half an hour after the jump does.
        Assert.Equal(day.SecondsOf(new TimeOnly(3, 30)), day.SecondsOf(new TimeOnly(2, 30)));
    }

    [Fact]
    public void D03_on_the_day_the_clocks_go_back_zero_is_one_in_the_morning()
    {
        var day = new ServiceDay(new DateOnly(2026, 11, 1), NewYork);
        Assert.Equal(new DateTimeOffset(2026, 11, 1, 1, 0, 0, TimeSpan.FromHours(-4)), day.Zero);
        Assert.Equal(8 * 3600, day.SecondsOf(new TimeOnly(8, 0)));
        Assert.Equal(new TimeOnly(8, 0), day.ClockOf(8 * 3600));
        // 01:30 comes twice: the first of the two.
        Assert.Equal(1800, day.SecondsOf(new TimeOnly(1, 30)));
    }

    [Theory]
    [InlineData("2026-03-08", "02:10")]   // 25:10 of Saturday; Sunday's seconds began an hour early
    [InlineData("2026-03-09", "01:10")]
    [InlineData("2026-11-01", "00:10")]
    public void D04_yesterdays_night_bus_keeps_its_instant_when_the_clocks_change(string date, string departsAt)
    {
        var town = Sketch.Of("""
            Night  Center  Maple
                   25:10   25:40
            """);
        town.Source.TimeZoneId = "America/New_York";
        town.Source.Calendars[0] = new SourceCalendar(0, 0b1111111, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
        town.Date = DateOnly.Parse(date);
        Assert.StartsWith($"leave {departsAt}", town.Go("Center", "Maple", "00:00"));
        // The same instant, counted from the service day it belongs to.
        var yesterday = new ServiceDay(town.Date.AddDays(-1), NewYork);
        Assert.Equal(yesterday.InstantOf((25 * 3600) + 600), new ServiceDay(town.Date, NewYork).InstantOf(Sketch.Seconds(departsAt)));
    }

    [Fact]
    public void D05_a_feed_from_the_next_time_zone_is_shifted()
    {
        var east = Sketch.Of("""
            Bus 1  Maple  Border
                   08:00  09:00
            """).Place("Border", 0, 0);
        east.Source.TimeZoneId = "America/New_York";
        var west = Sketch.Of("""
            Bus 2  Frontier  Pantry
                   08:10     08:30
            """).Place("Frontier", 100, 0);
        west.Source.TimeZoneId = "America/Chicago";
        var day = Assert.IsType<DayOutcome.Ready>(NetworkDay.For([east.Compile(), west.Compile()], Sketch.Tuesday, new DayOptions())).Day;
        var journey = new JourneyPlanner(day).Depart(Sketch.Walks(day, "Maple"), 0, Sketch.Walks(day, "Pantry"))!;
        Assert.Equal("09:10", Sketch.Clock(journey.Rides.Last().StartSeconds));
        Assert.Equal("09:30", Sketch.Clock(journey.ArriveSeconds));
    }

    [Fact]
    public void D06_every_second_comes_back_from_its_instant_in_ten_zones_over_two_years()
    {
        string[] zones =
        [
            "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Sao_Paulo", "America/Mexico_City", "Europe/Vilnius", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo", "UTC",
        ];
        foreach (var zone in zones.Select(TimeZoneInfo.FindSystemTimeZoneById))
        {
            for (var date = new DateOnly(2025, 1, 1); date.Year < 2027; date = date.AddDays(1))
            {
                var day = new ServiceDay(date, zone);
                Assert.Equal(12 * 3600, day.SecondsOf(new TimeOnly(12, 0)));
                for (var seconds = -7200; seconds < 30 * 3600; seconds += 7_201)
                {
                    Assert.Equal(seconds, day.SecondsOf(day.InstantOf(seconds)));
                }
            }
        }
    }
}
