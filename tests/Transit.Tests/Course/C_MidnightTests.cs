using ResourceMatch.Transit.Tests.Worlds;

namespace ResourceMatch.Transit.Tests.Course;

public sealed class C_MidnightTests
{
    private static Sketch NightBus() => Sketch.Of("""
        Night  Center  Maple
               23:50   24:20
               25:10   25:40
        """);

    [Fact]
    public void C01_the_night_bus_runs_on_past_midnight() =>
        Assert.Equal("leave 23:50 · Night 23:50 Center→24:20 Maple · arrive 24:20 · 0 changes", NightBus().Go("Center", "Maple", "23:40"));

    [Fact]
    public void C02_at_one_in_the_morning_yesterdays_bus_is_still_under_way() =>
        Assert.Equal("leave 01:10 · Night 01:10 Center→01:40 Maple · arrive 01:40 · 0 changes", NightBus().Go("Center", "Maple", "00:30"));

    [Fact]
    public void C03_a_bus_that_left_before_midnight_can_be_alighted_from_but_no_longer_caught() =>
        Assert.Equal("leave -01:50 · Night -01:50 Center→00:20 Maple · arrive 00:20 · 0 changes", NightBus().Go("Center", "Maple", "-1:30"));

    [Fact]
    public void C04_when_the_service_did_not_run_yesterday_there_is_no_bus_at_one()
    {
        var town = NightBus();
        town.Source.CalendarDates.Add(new SourceCalendarDate(0, Sketch.Tuesday.AddDays(-1), IsAdded: false));
        Assert.StartsWith("leave 23:50", town.Go("Center", "Maple", "00:30"));
    }

    [Fact]
    public void C05_a_ride_tells_which_service_date_it_belongs_to()
    {
        var day = NightBus().Day();
        var journey = new JourneyPlanner(day).Depart(Sketch.Walks(day, "Center"), Sketch.Seconds("00:30"), Sketch.Walks(day, "Maple"))!;
        Assert.Equal(Sketch.Tuesday.AddDays(-1), journey.Rides.Single().ServiceDate);
    }

    [Fact]
    public void C06_a_removed_date_has_no_bus_and_an_added_one_has()
    {
        var town = NightBus();
        town.Source.Calendars[0] = town.Source.Calendars[0] with { Weekdays = 1 << (int)DayOfWeek.Saturday };
        town.Source.CalendarDates.Add(new SourceCalendarDate(0, Sketch.Tuesday, IsAdded: true));
        Assert.StartsWith("leave 23:50", town.Go("Center", "Maple", "12:00"));
        town.Date = Sketch.Tuesday.AddDays(7);
        Assert.Equal("no way", town.Go("Center", "Maple", "12:00"));
        town.Date = new DateOnly(2030, 3, 9);
        Assert.StartsWith("leave 23:50", town.Go("Center", "Maple", "12:00"));
        town.Source.CalendarDates.Add(new SourceCalendarDate(0, town.Date, IsAdded: false));
        Assert.Equal("no way", town.Go("Center", "Maple", "12:00"));
    }

    [Fact]
    public void C07_a_date_outside_the_calendar_is_answered_with_the_dates_that_are_inside()
    {
        var timetable = NightBus().Compile();
        var outside = Assert.IsType<DayOutcome.OutsideCalendars>(NetworkDay.For([timetable], new DateOnly(2031, 1, 1), new DayOptions()));
        Assert.Equal((new DateOnly(2030, 1, 1), new DateOnly(2030, 12, 31)), (outside.First, outside.Last));
        Assert.IsType<DayOutcome.Ready>(NetworkDay.For([timetable], new DateOnly(2030, 12, 31), new DayOptions()));
        Assert.IsType<DayOutcome.OutsideCalendars>(NetworkDay.For([timetable], new DateOnly(2029, 12, 31), new DayOptions()));
    }

    [Fact]
    public void C08_of_two_feeds_one_may_have_ended()
    {
        var ended = NightBus();
        ended.Source.Calendars[0] = ended.Source.Calendars[0] with { Last = new DateOnly(2030, 2, 1) };
        var ready = Assert.IsType<DayOutcome.Ready>(NetworkDay.For([ended.Compile(), NightBus().Compile()], Sketch.Tuesday, new DayOptions()));
        Assert.Equal([0], ready.Outside.Select(feed => feed.Feed));
        Assert.Equal(new DateOnly(2030, 2, 1), ready.Outside[0].Last);
        Assert.Equal(4, ready.Day.StopCount);
        Assert.False(ready.Day.HasDepartures(new StopIndex(0)));
        Assert.True(ready.Day.HasDepartures(ready.Day.IndexOf(1, new StopIndex(0))));
    }
}
