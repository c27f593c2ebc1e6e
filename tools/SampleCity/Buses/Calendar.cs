namespace ResourceMatch.SampleCity.Buses;

/// <summary>When buses run: weekday, Saturday and Sunday by calendar.txt, holidays as Sundays, and market days that live in calendar_dates.txt alone.</summary>
internal static class Calendar
{
    public const string Weekday = "WK";
    public const string Saturday = "SA";
    public const string Sunday = "SU";

    /// <summary>The first Saturday of each month: more buses on the Broad Avenue line's market shuttle. Not in calendar.txt at all.</summary>
    public const string MarketDay = "MARKET";

    public static readonly DateOnly First = new(2026, 1, 1);
    public static readonly DateOnly Last = new(2036, 12, 31);

    /// <summary>Service, date, and 1 (added) or 2 (removed), by date.</summary>
    public static IEnumerable<(string Service, DateOnly Date, int Exception)> Exceptions()
    {
        for (var date = First; date <= Last; date = date.AddDays(1))
        {
            if (IsHoliday(date) && date.DayOfWeek != DayOfWeek.Sunday)
            {
                yield return (date.DayOfWeek == DayOfWeek.Saturday ? Saturday : Weekday, date, 2);
                yield return (Sunday, date, 1);
            }
            else if (date is { DayOfWeek: DayOfWeek.Saturday, Day: <= 7 })
            {
                yield return (MarketDay, date, 1);
            }
        }
    }

    /// <summary>New Year, Memorial Day, July 4, Labor Day, Thanksgiving, Christmas.</summary>
    public static bool IsHoliday(DateOnly date) => (date.Month, date.Day, date.DayOfWeek) switch
    {
        (1, 1, _) or (7, 4, _) or (12, 25, _) => true,
        (5, >= 25, DayOfWeek.Monday) => true,
        (9, <= 7, DayOfWeek.Monday) => true,
        (11, >= 22 and <= 28, DayOfWeek.Thursday) => true,
        _ => false,
    };
}
