using ResourceMatch.Checker.Raw;
using ResourceMatch.Checker.Search;

namespace ResourceMatch.Checker.Tests;

public sealed class HolidayTests
{
    private static readonly RawHolidays States = RawHolidays.For(SmallWorld.Feed);

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-01-19")]
    [InlineData("2026-02-16")]
    [InlineData("2026-05-25")]
    [InlineData("2026-06-19")]
    [InlineData("2026-07-03")]
    [InlineData("2026-07-04")]
    [InlineData("2026-09-07")]
    [InlineData("2026-10-12")]
    [InlineData("2026-11-11")]
    [InlineData("2026-11-26")]
    [InlineData("2026-12-25")]
    [InlineData("2027-07-05")]
    [InlineData("2021-12-31")]
    public void Federal_holidays_and_the_days_on_which_they_are_kept(string date) => Assert.True(States.IsHoliday(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Eleven_holidays_a_year_and_no_more()
    {
        var year = Enumerable.Range(0, 365).Select(new DateOnly(2025, 1, 1).AddDays).Count(States.IsHoliday);
        Assert.Equal(11, year);
        Assert.False(States.IsHoliday(new DateOnly(2026, 11, 27)));
        Assert.True(RawHolidays.For(SmallWorld.Feed, also: new HashSet<DateOnly> { new(2026, 11, 27) }).IsHoliday(new DateOnly(2026, 11, 27)));
        Assert.False(RawHolidays.For(SmallWorld.Feed, not: new HashSet<DateOnly> { new(2026, 11, 26) }).IsHoliday(new DateOnly(2026, 11, 26)));
    }

    [Fact]
    public void On_a_holiday_only_what_is_dated_for_the_day_is_believed()
    {
        var thanksgiving = new DateOnly(2026, 11, 26);
        RawSchedule Row(params (string Field, string Value)[] fields) => new(name => fields.FirstOrDefault(field => field.Field == name).Value ?? "");
        var weekly = Row(("freq", "WEEKLY"), ("byday", "TH"), ("opens_at", "09:00"), ("closes_at", "12:00"));
        var dated = Row(("dtstart", "2026-11-26"), ("opens_at", "10:00"), ("closes_at", "13:00"));
        Assert.NotEmpty(new RawHours([weekly]).On(thanksgiving));
        Assert.Empty(new RawHours([weekly]).On(thanksgiving, holiday: true));
        Assert.Equal([(36_000, 46_800)], new RawHours([weekly, dated]).On(thanksgiving, holiday: true));
    }
}
