using System.Globalization;

namespace ResourceMatch.Domain.Resources;

/// <summary>The part of RFC 5545 that HSDS knows, as a test of single dates: WEEKLY or MONTHLY, interval, wkst, byday, bymonthday, byyearday, byweekno.</summary>
/// <remarks>The rules stand in <see cref="OpeningHours"/>. Immutable; safe to share. Asking costs a few comparisons; nothing is expanded.</remarks>
internal sealed class DayPattern
{
    private static readonly string[] DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    private readonly bool monthly;
    private readonly int interval;
    private readonly DateOnly? start;
    private readonly int weekStart;

    // By weekday (Sunday 0): bit 0 every one, bits 1..5 the n-th of the month, bits 9..13 the n-th from its end. Null = any.
    private readonly int[]? byday;
    private readonly HashSet<int>? bymonthday;
    private readonly HashSet<int>? byyearday;
    private readonly HashSet<int>? byweekno;

    private DayPattern(bool monthly, int interval, DateOnly? start, int weekStart, int[]? byday, HashSet<int>? bymonthday, HashSet<int>? byyearday, HashSet<int>? byweekno)
    {
        (this.monthly, this.interval, this.start, this.weekStart) = (monthly, interval, start, weekStart);
        (this.byday, this.bymonthday, this.byyearday, this.byweekno) = (byday, bymonthday, byyearday, byweekno);
    }

    /// <returns>The pattern, or null when any part cannot be read, or no day is named.</returns>
    public static DayPattern? Find(Schedule schedule)
    {
        var interval = schedule.Interval ?? 1;
        var weekStart = string.IsNullOrWhiteSpace(schedule.Wkst) ? 1 : WeekdayOf(schedule.Wkst.Trim());
        if (interval < 1 || (interval > 1 && schedule.Dtstart is null) || weekStart < 0) return null;
        if (!TryReadDays(schedule.Byday, out var byday, out var ordinals)
            || !TryReadNumbers(schedule.Bymonthday, 31, out var bymonthday)
            || !TryReadNumbers(schedule.Byyearday, 366, out var byyearday)
            || !TryReadNumbers(schedule.Byweekno, 53, out var byweekno)
            || FindMonthly(schedule.Freq, ordinals || bymonthday is not null) is not { } monthly
            || (ordinals && !monthly)) return null;

        if (byday is null && bymonthday is null && byyearday is null)
        {
            if (schedule.Dtstart is not { } first) return null;
            if (monthly) bymonthday = [first.Day];
            else (byday = new int[7])[(int)first.DayOfWeek] = 1;
        }

        return new DayPattern(monthly, interval, schedule.Dtstart, weekStart, byday, bymonthday, byyearday, byweekno);
    }

    /// <summary>Bounds (dtstart, until, count, valid_from, valid_to) are the caller's.</summary>
    public bool Contains(DateOnly date) =>
        IsByday(date)
        && Has(bymonthday, date.Day, DateTime.DaysInMonth(date.Year, date.Month))
        && Has(byyearday, date.DayOfYear, DateTime.IsLeapYear(date.Year) ? 366 : 365)
        && IsByweekno(date)
        && IsInPhase(date);

    private bool IsByday(DateOnly date)
    {
        if (byday is null) return true;
        var allowed = byday[(int)date.DayOfWeek];
        if (allowed <= 1) return allowed == 1;
        var fromStart = (date.Day - 1) / 7 + 1;
        var fromEnd = (DateTime.DaysInMonth(date.Year, date.Month) - date.Day) / 7 + 1;
        return (allowed & (1 | 1 << fromStart | 1 << (fromEnd + 8))) != 0;
    }

    private bool IsByweekno(DateOnly date)
    {
        if (byweekno is null) return true;
        // The year that holds the week's fourth day is the week's year.
        var fourth = WeekOf(date) + 3;
        var year = fourth < DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber(Math.Max(fourth, 0)).Year : DateOnly.MaxValue.Year;
        return Has(byweekno, (fourth - FirstFourth(year)) / 7 + 1, WeeksIn(year));
    }

    // The fourth day of week 1 is the first date of the year that is a fourth day of any week.
    private int FirstFourth(int year)
    {
        var newYear = new DateOnly(year, 1, 1);
        var fourthWeekday = (weekStart + 3) % 7;
        return newYear.DayNumber + (fourthWeekday - (int)newYear.DayOfWeek + 7) % 7;
    }

    private int WeeksIn(int year) => (new DateOnly(year, 12, 31).DayNumber - FirstFourth(year)) / 7 + 1;

    private bool IsInPhase(DateOnly date)
    {
        if (interval == 1) return true;
        var periods = monthly
            ? (date.Year - start!.Value.Year) * 12 + date.Month - start.Value.Month
            : (WeekOf(date) - WeekOf(start!.Value)) / 7;
        return periods % interval == 0;
    }

    /// <summary>Day number of the first day of the date's week; may lie before the calendar's first day.</summary>
    private int WeekOf(DateOnly date) => date.DayNumber - ((int)date.DayOfWeek - weekStart + 7) % 7;

    private static bool Has(HashSet<int>? list, int number, int last) => list is null || list.Contains(number) || list.Contains(number - last - 1);

    private static bool? FindMonthly(string? freq, bool looksMonthly) => freq?.Trim().ToUpperInvariant() switch
    {
        null or "" => looksMonthly,
        "WEEKLY" => false,
        "MONTHLY" => true,
        _ => null,
    };

    private static int WeekdayOf(string name) => Array.FindIndex(DayNames, day => day.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool TryReadDays(string? text, out int[]? days, out bool ordinals)
    {
        (days, ordinals) = (null, false);
        foreach (var item in Items(text))
        {
            var weekday = item.Length < 2 ? -1 : WeekdayOf(item[^2..]);
            if (weekday < 0) return false;
            days ??= new int[7];
            if (item.Length == 2)
            {
                days[weekday] |= 1;
                continue;
            }

            if (!TryReadNumber(item[..^2], 5, out var ordinal)) return false;
            ordinals = true;
            days[weekday] |= 1 << (ordinal > 0 ? ordinal : 8 - ordinal);
        }

        return true;
    }

    private static bool TryReadNumbers(string? text, int largest, out HashSet<int>? numbers)
    {
        numbers = null;
        foreach (var item in Items(text))
        {
            if (!TryReadNumber(item, largest, out var number)) return false;
            (numbers ??= []).Add(number);
        }

        return true;
    }

    private static bool TryReadNumber(string text, int largest, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number != 0 && Math.Abs((long)number) <= largest;

    private static string[] Items(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
