using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Domain.Tests.Resources;

public sealed class OpeningHoursTests
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    [Fact]
    public void A_pantry_open_twice_on_a_Tuesday_opens_twice()
    {
        var hours = Hours(Weekly("TU", "09:00", "11:30"), Weekly("TU", "13:00", "15:00"));
        Assert.Equal("2026-11-24 540-690 · 2026-11-24 780-900", Week(hours));
    }

    [Fact]
    public void Openings_that_touch_or_overlap_are_one()
    {
        Assert.Equal("2026-11-24 540-900", Week(Hours(Weekly("TU", "12:00", "15:00"), Weekly("TU", "09:00", "12:00"), Weekly("TU", "10:00", "11:00"))));
    }

    [Theory]
    [InlineData("1SA,3SA", "2026-12-05 2026-12-19 2027-01-02 2027-01-16")]
    [InlineData("-1FR", "2026-11-27 2026-12-25 2027-01-29")]
    [InlineData("5MO", "2026-11-30")]
    [InlineData("-5SA", "2027-01-02")]
    [InlineData(" +2we , ", "2026-12-09 2027-01-13")]
    [InlineData("SU,1MO", "2026-11-29 2026-12-06 2026-12-07 2026-12-13 2026-12-20 2026-12-27 2027-01-03 2027-01-04 2027-01-10 2027-01-17 2027-01-24 2027-01-31")]
    public void Ordinals_count_within_the_month(string byday, string expected)
    {
        var hours = Hours(new Schedule { Id = New(), Freq = "monthly", Byday = byday, OpensAt = new(9, 0), ClosesAt = new(12, 0) });
        Assert.Equal(expected, Dates(hours, Monday, new(2027, 1, 31)));
    }

    [Theory]
    [InlineData("WEEKLY", 2, "MO", "2026-11-24", "SU,TU", "2026-11-24 2026-11-29 2026-12-08 2026-12-13")]
    [InlineData("WEEKLY", 2, "SU", "2026-11-24", "SU,TU", "2026-11-24 2026-12-06 2026-12-08")]
    [InlineData("WEEKLY", 2, null, "2026-11-26", null, "2026-11-26 2026-12-10")]
    [InlineData("MONTHLY", 3, null, "2026-08-30", null, "2026-11-30 2027-05-30")]
    public void Every_other_week_or_third_month_is_counted_from_dtstart(string freq, int interval, string? wkst, string dtstart, string? byday, string expected)
    {
        var hours = Hours(new Schedule { Id = New(), Freq = freq, Interval = interval, Wkst = wkst, Dtstart = DateOnly.Parse(dtstart), Byday = byday, OpensAt = new(9, 0), ClosesAt = new(12, 0) });
        Assert.Equal(expected, Dates(hours, Monday, freq == "MONTHLY" ? new(2027, 6, 1) : new(2026, 12, 13)));
    }

    [Fact]
    public void A_day_that_a_month_lacks_is_skipped()
    {
        var hours = Hours(new Schedule { Id = New(), Freq = "MONTHLY", Dtstart = new(2026, 10, 31), OpensAt = new(9, 0), ClosesAt = new(12, 0) });
        Assert.Equal("2026-10-31 2026-12-31 2027-01-31 2027-03-31", Dates(hours, new(2026, 1, 1), new(2027, 4, 30)));
    }

    [Fact]
    public void The_last_day_of_the_month_and_of_the_year_are_counted_from_the_end()
    {
        Assert.Equal("2028-01-31 2028-02-29", Dates(Hours(new Schedule { Id = New(), Freq = "MONTHLY", Bymonthday = "-1", OpensAt = new(9, 0), ClosesAt = new(12, 0) }), new(2028, 1, 1), new(2028, 3, 1)));
        Assert.Equal("2028-02-29 2028-12-31", Dates(Hours(new Schedule { Id = New(), Freq = "WEEKLY", Byyearday = "60,-1", OpensAt = new(9, 0), ClosesAt = new(12, 0) }), new(2028, 1, 1), new(2028, 12, 31)));
    }

    [Fact]
    public void Week_numbers_are_those_of_the_calendar_standard()
    {
        // 2026 has 53 ISO weeks: 28 December 2026 to 3 January 2027 is the last; week 1 of 2027 begins on 4 January.
        var last = new Schedule { Id = New(), Freq = "WEEKLY", Byday = "MO,SU", Byweekno = "-1", OpensAt = new(9, 0), ClosesAt = new(12, 0) };
        var first = new Schedule { Id = New(), Freq = "WEEKLY", Byday = "MO,SU", Byweekno = "1", OpensAt = new(9, 0), ClosesAt = new(12, 0) };
        Assert.Equal("2026-12-28 2027-01-03", Dates(Hours(last), Monday, new(2027, 2, 1)));
        Assert.Equal("2027-01-04 2027-01-10", Dates(Hours(first), Monday, new(2027, 2, 1)));
    }

    [Fact]
    public void Count_is_spent_from_dtstart_even_where_it_is_not_yet_valid()
    {
        var hours = Hours(new Schedule { Id = New(), Freq = "WEEKLY", Byday = "MO", Dtstart = new(2026, 11, 18), Count = 3, ValidFrom = new(2026, 11, 25), OpensAt = new(9, 0), ClosesAt = new(12, 0) });
        Assert.Equal("2026-11-30 2026-12-07", Dates(hours, new(2026, 11, 1), new(2027, 12, 31)));
    }

    [Theory]
    [InlineData("00:00", "23:59", 0, 1440)]
    [InlineData("00:00", "00:00", 0, 1440)]
    [InlineData("22:00", "02:00", 1320, 1560)]
    [InlineData("18:00", "00:00", 1080, 1440)]
    [InlineData("09:00", "23:59", 540, 1439)]
    public void Midnight_and_24_hours(string opens, string closes, int opensMinute, int closesMinute)
    {
        Assert.Equal([new Opening(Monday, opensMinute, closesMinute)], Hours(Weekly("MO", opens, closes)).Between(Monday, Monday.AddDays(6)));
    }

    [Fact]
    public void A_closure_wins_over_rules_dates_and_exceptions()
    {
        var closure = new Schedule { Id = New(), ValidFrom = Monday.AddDays(1), ValidTo = Monday.AddDays(2), Description = "Closed for the holiday" };
        var dated = new Schedule { Id = New(), Dtstart = Monday.AddDays(1), OpensAt = new(9, 0), ClosesAt = new(10, 0) };
        var exception = new Schedule { Id = New(), ValidFrom = Monday.AddDays(2), ValidTo = Monday.AddDays(2), OpensAt = new(9, 0), ClosesAt = new(10, 0) };
        var hours = Hours(Weekly("MO,TU,WE,TH", "09:00", "12:00"), closure, dated, exception);
        Assert.Equal("2026-11-23 2026-11-26", Dates(hours, Monday, Monday.AddDays(6)));
        Assert.True(hours.IsClosedAllOf(Monday.AddDays(1), Monday.AddDays(2)));
        Assert.False(hours.IsClosedAllOf(Monday, Monday.AddDays(2)));
        Assert.Empty(hours.Texts);
    }

    [Fact]
    public void An_exception_of_a_few_days_replaces_the_rule_where_it_opens_and_a_season_adds()
    {
        var exception = new Schedule { Id = New(), ValidFrom = Monday, ValidTo = Monday.AddDays(6), Freq = "WEEKLY", Byday = "TU", OpensAt = new(16, 0), ClosesAt = new(18, 0) };
        var season = new Schedule { Id = New(), ValidFrom = Monday, ValidTo = Monday.AddDays(7), Freq = "WEEKLY", Byday = "WE", OpensAt = new(16, 0), ClosesAt = new(18, 0) };
        var hours = Hours(Weekly("TU,WE", "09:00", "12:00"), exception, season);
        Assert.Equal("2026-11-24 960-1080 · 2026-11-25 540-720 · 2026-11-25 960-1080", Week(hours));
    }

    [Fact]
    public void Out_of_season_says_when_the_season_opens()
    {
        var summer = new Schedule { Id = New(), ValidFrom = new(2027, 6, 7), ValidTo = new(2027, 8, 20), Freq = "WEEKLY", Byday = "WE", OpensAt = new(9, 0), ClosesAt = new(12, 0) };
        var hours = Hours(summer);
        Assert.Equal(HoursKnowledge.Known, hours.Knowledge(Monday));
        Assert.Equal(new DateOnly(2027, 6, 7), hours.SeasonOpens(Monday, Monday.AddDays(6)));
        Assert.Equal(new DateOnly(2027, 6, 9), hours.NextOpening(Monday));
        Assert.Null(hours.SeasonOpens(new(2027, 6, 1), new(2027, 6, 7)));
        Assert.Null(Hours(summer, Weekly("MO", "09:00", "10:00")).SeasonOpens(Monday, Monday.AddDays(6)));
    }

    [Fact]
    public void Valid_to_that_has_passed_means_find_out_and_until_means_ended()
    {
        var expired = new Schedule { Id = New(), ValidTo = new(2026, 6, 30), Freq = "WEEKLY", Byday = "WE", OpensAt = new(9, 0), ClosesAt = new(12, 0) };
        var ended = new Schedule { Id = New(), Until = new(2026, 6, 30), Freq = "WEEKLY", Byday = "WE", OpensAt = new(9, 0), ClosesAt = new(12, 0) };
        var gone = new Schedule { Id = New(), Dtstart = new(2026, 6, 30), OpensAt = new(9, 0), ClosesAt = new(12, 0) };
        Assert.Equal(HoursKnowledge.Unknown, Hours(expired).Knowledge(Monday));
        Assert.Equal(HoursKnowledge.Known, Hours(expired).Knowledge(new(2026, 6, 30)));
        Assert.Equal(HoursKnowledge.Known, Hours(ended).Knowledge(Monday));
        Assert.Equal(HoursKnowledge.Unknown, Hours(ended, expired).Knowledge(Monday));
        Assert.Equal(HoursKnowledge.Unknown, Hours(gone).Knowledge(Monday));
        Assert.Null(Hours(ended).NextOpening(Monday));
        Assert.Equal(HoursKnowledge.Unknown, OpeningHours.None.Knowledge(Monday));
    }

    [Theory]
    [InlineData("By appointment, call 555-0100", null, HoursKnowledge.ByAppointment)]
    [InlineData("Weekdays", "By appointment", HoursKnowledge.ByAppointment)]
    [InlineData("No appointment needed", null, HoursKnowledge.Known)]
    [InlineData("Mondays or by appointment", null, HoursKnowledge.Known)]
    public void Times_that_need_an_appointment_are_no_openings(string description, string? attendingType, HoursKnowledge expected)
    {
        var schedule = new Schedule { Id = New(), Freq = "WEEKLY", Byday = "MO", OpensAt = new(9, 0), ClosesAt = new(12, 0), Description = description, AttendingType = attendingType };
        Assert.Equal(expected, Hours(schedule).Knowledge(Monday));
        Assert.Equal(expected == HoursKnowledge.Known ? 1 : 0, Hours(schedule).Between(Monday, Monday).Count);
        Assert.Equal(expected == HoursKnowledge.Known ? [] : [description], Hours(schedule).Texts);
    }

    [Fact]
    public void What_cannot_be_read_stays_text_and_opens_nothing()
    {
        Schedule[] unreadable =
        [
            new() { Id = New(), Description = "a", Freq = "WEEKLY", Byday = "MO", OpensAt = new(9, 0) },
            new() { Id = New(), Description = "b", Freq = "DAILY", OpensAt = new(9, 0), ClosesAt = new(12, 0) },
            new() { Id = New(), Description = "c", Freq = "WEEKLY", Byday = "MO,XX", OpensAt = new(9, 0), ClosesAt = new(12, 0) },
            new() { Id = New(), Description = "d", Freq = "WEEKLY", Byday = "1MO", OpensAt = new(9, 0), ClosesAt = new(12, 0) },
            new() { Id = New(), Description = "e", Freq = "WEEKLY", Byday = "MO", Interval = 2, OpensAt = new(9, 0), ClosesAt = new(12, 0) },
            new() { Id = New(), Description = "f", Freq = "WEEKLY", Byday = "MO", Count = 2, OpensAt = new(9, 0), ClosesAt = new(12, 0) },
            new() { Id = New(), Description = "g", Freq = "WEEKLY", OpensAt = new(9, 0), ClosesAt = new(12, 0) },
            new() { Id = New(), Description = "h", Freq = "MONTHLY", Bymonthday = "0", OpensAt = new(9, 0), ClosesAt = new(12, 0) },
            new() { Id = New(), Description = "i", OpensAt = new(9, 0), ClosesAt = new(12, 0) },
            new() { Id = New(), Description = "j", ValidFrom = Monday, ValidTo = Monday.AddDays(7), OpensAt = new(9, 0), ClosesAt = new(12, 0) },
            new() { Id = New(), Description = "k", Freq = "WEEKLY", Byday = "MO", OpensAt = new(9, 0), ClosesAt = new(9, 0) },
            new() { Id = New(), Description = "l", Freq = "WEEKLY", Byday = "MO", ValidFrom = Monday, ValidTo = Monday.AddDays(-1), OpensAt = new(9, 0), ClosesAt = new(12, 0) },
            new() { Id = New(), Description = "m", Freq = "WEEKLY", Byday = "MO", Wkst = "Monday", OpensAt = new(9, 0), ClosesAt = new(12, 0) },
            new() { Id = New(), Description = "n", Freq = "WEEKLY", Byday = "MO", Interval = 0, OpensAt = new(9, 0), ClosesAt = new(12, 0) },
        ];
        foreach (var schedule in unreadable)
        {
            var hours = Hours(schedule);
            Assert.Equal([schedule.Description!], hours.Texts);
            Assert.Equal(HoursKnowledge.Unknown, hours.Knowledge(Monday));
            Assert.Empty(hours.Between(Monday, Monday.AddDays(60)));
        }
    }

    [Fact]
    public void The_most_specific_list_wins_and_every_closure_counts()
    {
        var service = new Service { Id = new(Guid.NewGuid()), OrganizationId = new(Guid.NewGuid()), Name = "Pantry", Schedules = [Weekly("TU", "09:00", "12:00")] };
        var location = new Location { Id = new(Guid.NewGuid()), LocationType = LocationType.Physical, Schedules = [Weekly("MO", "08:00", "20:00"), Closure(Monday.AddDays(8), Monday.AddDays(8))] };
        var at = new ServiceAtLocation { Id = new(Guid.NewGuid()), ServiceId = service.Id, LocationId = location.Id, Schedules = [Closure(Monday.AddDays(1), Monday.AddDays(1))] };

        Assert.Equal("2026-12-08", Dates(OpeningHours.For(at, service, location), Monday, Monday.AddDays(20)));
        at.Schedules.Add(Weekly("FR", "09:00", "10:00"));
        Assert.Equal("2026-11-27 2026-12-04", Dates(OpeningHours.For(at, service, location), Monday, Monday.AddDays(11)));
        service.Schedules.Clear();
        Assert.Equal("2026-11-23 2026-11-30", Dates(OpeningHours.For(null, service, location), Monday, Monday.AddDays(13)));
        Assert.Empty(OpeningHours.For(null, service, null).Schedules);
    }

    private static Schedule Weekly(string byday, string opens, string closes) =>
        new() { Id = New(), Freq = "WEEKLY", Byday = byday, OpensAt = TimeOnly.Parse(opens), ClosesAt = TimeOnly.Parse(closes) };

    private static Schedule Closure(DateOnly from, DateOnly to) => new() { Id = New(), ValidFrom = from, ValidTo = to };

    private static Id<Schedule> New() => new(Guid.NewGuid());

    private static OpeningHours Hours(params Schedule[] schedules) => new(schedules);

    private static string Week(OpeningHours hours) =>
        string.Join(" · ", hours.Between(Monday, Monday.AddDays(6)).Select(opening => $"{opening.Date:yyyy-MM-dd} {opening.OpensMinute}-{opening.ClosesMinute}"));

    private static string Dates(OpeningHours hours, DateOnly from, DateOnly to) =>
        string.Join(" ", hours.Between(from, to).Select(opening => $"{opening.Date:yyyy-MM-dd}"));
}
