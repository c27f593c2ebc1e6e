using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Architecture.Tests.Strings;

/// <summary>Times, dates and lengths of time as people say them; a space before pm and min that never breaks is written as _ here.</summary>
public sealed class TimeWordTests
{
    [Theory]
    [InlineData("en", "15:42", "3:42_pm")]
    [InlineData("en", "18:00", "6_pm")]
    [InlineData("en", "12:00", "noon")]
    [InlineData("en", "00:00", "midnight")]
    [InlineData("en", "24:20", "12:20_am")]
    [InlineData("en", "12:05", "12:05_pm")]
    [InlineData("es", "15:42", "3:42_p._m.")]
    [InlineData("ar", "15:42", "3:42_م")]
    public void A_time_of_day(string code, string clock, string expected) => Assert.Equal(expected, Shown(Of(code).Time(Seconds(clock))));

    [Theory]
    [InlineData("en", "13:15", "at 1:15_pm")]
    [InlineData("es", "13:15", "a la 1:15_p._m.")]
    [InlineData("es", "14:15", "a las 2:15_p._m.")]
    [InlineData("es", "12:00", "al mediodía")]
    [InlineData("ht", "14:15", "a 2:15_pm")]
    public void At_a_time(string code, string clock, string expected) => Assert.Equal(expected, Shown(Of(code).At(Seconds(clock))));

    [Theory]
    [InlineData("en", "15:00", "18:00", "3_pm to 6_pm")]
    [InlineData("en", "09:00", "12:00", "9_am to noon")]
    [InlineData("es", "12:00", "13:00", "del mediodía a la 1_p._m.")]
    [InlineData("en", "00:00", "24:00", "24 hours")]
    public void A_range_never_has_a_dash(string code, string from, string to, string expected) => Assert.Equal(expected, Shown(Of(code).Range(Seconds(from), Seconds(to))));

    [Theory]
    [InlineData("en", "Tue, Nov 24", "Tuesday, November 24, 2026")]
    [InlineData("es", "mar 24 nov", "martes 24 de noviembre de 2026")]
    [InlineData("ht", "mad 24 nov", "madi 24 novanm 2026")]
    [InlineData("ar", "الثلاثاء 24 نوفمبر", "الثلاثاء 24 نوفمبر 2026")]
    public void A_date(string code, string brief, string full)
    {
        var date = new DateOnly(2026, 11, 24);
        Assert.Equal((brief, full), (Of(code).ShortDate(date), Of(code).LongDate(date)));
    }

    [Theory]
    [InlineData("en", 241, "5_minutes")]
    [InlineData("en", 60, "1_minute")]
    [InlineData("ar", 120, "دقيقتان")]
    [InlineData("ar", 300, "5_دقائق")]
    [InlineData("ar", 900, "15_دقيقة")]
    public void Minutes_are_rounded_up_and_inflected(string code, int seconds, string expected) => Assert.Equal(expected, Shown(Of(code).Minutes(seconds)));

    [Fact]
    public void A_long_time_has_hours() => Assert.Equal(("1_h_36_min", "2_h", "42_min"), (Shown(Of("en").Duration(5760)), Shown(Of("en").Duration(7200)), Shown(Of("en").Duration(2520))));

    [Theory]
    [InlineData(0, "zero")]
    [InlineData(2, "two")]
    [InlineData(11, "many")]
    [InlineData(100, "other")]
    [InlineData(103, "few")]
    public void Arabic_has_six_plural_forms(int count, string form) => Assert.Equal(form, Words.FormOf("ar", count));

    private static Words Of(string code) => Words.For(ReaderLanguage.Find(code)!);

    private static int Seconds(string clock) => (int.Parse(clock[..2]) * 3600) + (int.Parse(clock[3..]) * 60);

    private static string Shown(string text) => text.Replace('\u00a0', '_');
}
