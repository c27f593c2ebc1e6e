namespace ResourceMatch.Checker.Raw;

/// <summary>The federal holidays of the United States by rule, the day on which each is observed as well, and what the settings add or take away. Elsewhere only the settings count.</summary>
internal sealed class RawHolidays(bool federal, IReadOnlySet<DateOnly> also, IReadOnlySet<DateOnly> not)
{
    public static RawHolidays For(RawFeed feed, IReadOnlySet<DateOnly>? also = null, IReadOnlySet<DateOnly>? not = null) =>
        new(feed.IsInUnitedStates, also ?? new HashSet<DateOnly>(), not ?? new HashSet<DateOnly>());

    public bool IsHoliday(DateOnly date) => !not.Contains(date) && (also.Contains(date) || (federal && (IsFederal(date) || IsObserved(date))));

    /// <summary>A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after.</summary>
    private static bool IsObserved(DateOnly date) => date.DayOfWeek switch
    {
        DayOfWeek.Friday => IsFederal(date.AddDays(1)),
        DayOfWeek.Monday => IsFederal(date.AddDays(-1)),
        _ => false,
    };

    private static bool IsFederal(DateOnly date)
    {
        var (month, day, weekday) = (date.Month, date.Day, date.DayOfWeek);
        var turn = (day + 6) / 7;
        var isLast = date.AddDays(7).Month != month;
        return (month, day) is (1, 1) or (6, 19) or (7, 4) or (11, 11) or (12, 25)
            || (weekday == DayOfWeek.Monday && ((month is 1 or 2 && turn == 3) || (month == 5 && isLast) || (month == 9 && turn == 1) || (month == 10 && turn == 2)))
            || (weekday == DayOfWeek.Thursday && month == 11 && turn == 4);
    }
}
