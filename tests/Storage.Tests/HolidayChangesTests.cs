namespace ResourceMatch.Storage.Tests;

public sealed class HolidayChangesTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void Settings_add_and_take_away_days()
    {
        var settings = new Dictionary<string, string?>
        {
            ["ResourceMatch:Holidays:Also:0"] = "2026-11-27 Day after Thanksgiving",
            ["ResourceMatch:Holidays:Also:1"] = "2026-12-24",
            ["ResourceMatch:Holidays:Not:0"] = "2026-10-12",
        };
        var calendar = HolidayChanges.From(settings.GetValueOrDefault).CalendarOf(NewYork);
        Assert.Equal("Day after Thanksgiving", calendar.Find(new DateOnly(2026, 11, 27))!.Value.Name);
        Assert.Equal("Holiday", calendar.Find(new DateOnly(2026, 12, 24))!.Value.Name);
        Assert.Equal("Thanksgiving Day", calendar.Find(new DateOnly(2026, 11, 26))!.Value.Name);
        Assert.Null(calendar.Find(new DateOnly(2026, 10, 12)));
    }

    [Fact]
    public void A_setting_that_is_no_date_is_named()
    {
        var settings = new Dictionary<string, string?> { ["ResourceMatch:Holidays:Not:0"] = "Thanksgiving" };
        var refused = Assert.Throws<SettingsRefusedException>(() => HolidayChanges.From(settings.GetValueOrDefault));
        Assert.Contains("ResourceMatch__Holidays__Not__0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_settings_the_zone_alone_decides()
    {
        var none = HolidayChanges.From(_ => null);
        Assert.NotNull(none.CalendarOf(NewYork).Find(new DateOnly(2026, 11, 26)));
        Assert.Null(none.CalendarOf(TimeZoneInfo.FindSystemTimeZoneById("America/Mexico_City")).Find(new DateOnly(2026, 11, 26)));
    }
}
