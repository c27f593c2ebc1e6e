namespace ResourceMatch.Domain.Resources;

/// <summary>One schedule made ready to ask: dates as day numbers, times as minutes, by-lists as bit sets.</summary>
/// <remarks>The rules stand in <see cref="OpeningHours"/>. Immutable; safe to share.</remarks>
internal sealed class OpeningRule
{
    private const int ExceptionDays = 7;
    private const int CountSearchDays = 20_000;
    private const int AllDayMinutes = 1440;

    private DayPattern? pattern;

    /// <summary>Day number of the first date it may open on.</summary>
    public int FirstDay { get; private set; } = DateOnly.MinValue.DayNumber;

    /// <summary>Day number of the last date it may open on; <see cref="DateOnly.MaxValue"/> when endless; before FirstDay when it never opens.</summary>
    public int LastDay { get; private set; } = DateOnly.MaxValue.DayNumber;

    public int OpensMinute { get; private init; }

    public int ClosesMinute { get; private init; }

    /// <summary>True when it is bounded to a few days and stands in for the regular rules.</summary>
    public bool IsException { get; private init; }

    /// <summary>True when it was written for certain days, not for every week: believed on holidays too.</summary>
    public bool IsDated { get; private set; }

    /// <summary>True when until or count, not valid_to, says where it stops.</summary>
    public bool Ended { get; private set; }

    public static bool IsClosure(Schedule schedule) =>
        schedule is { ValidFrom: { } from, ValidTo: { } to, OpensAt: null, ClosesAt: null, Dtstart: null }
        && from <= to
        && IsEmpty(schedule.Freq) && IsEmpty(schedule.Byday) && IsEmpty(schedule.Bymonthday) && IsEmpty(schedule.Byweekno) && IsEmpty(schedule.Byyearday);

    /// <returns>The rule, or null when the schedule stays text.</returns>
    public static OpeningRule? Find(Schedule schedule)
    {
        if (schedule.OpensAt is not { } opensAt || schedule.ClosesAt is not { } closesAt || schedule.ValidFrom > schedule.ValidTo) return null;
        int opens = opensAt.Hour * 60 + opensAt.Minute, closes = closesAt.Hour * 60 + closesAt.Minute;
        if (opens == closes && opens != 0) return null;
        if (closes <= opens) closes += AllDayMinutes;
        if (opens == 0 && closes == AllDayMinutes - 1) closes = AllDayMinutes;

        var bounded = schedule is { ValidFrom: { } from, ValidTo: { } to } && to.DayNumber - from.DayNumber < ExceptionDays;
        var rule = new OpeningRule { OpensMinute = opens, ClosesMinute = closes, IsException = bounded };
        return rule.TryReadDays(schedule) ? rule : null;
    }

    public bool OpensOn(DateOnly date) => date.DayNumber >= FirstDay && date.DayNumber <= LastDay && (pattern is null || pattern.Contains(date));

    private bool TryReadDays(Schedule schedule)
    {
        if (IsEmpty(schedule.Freq) && schedule.Dtstart is { } date)
        {
            Bound(date, date);
            IsDated = true;
        }
        else if (!IsEmpty(schedule.Freq) || !IsEmpty(schedule.Byday) || !IsEmpty(schedule.Bymonthday))
        {
            if (!TryReadRule(schedule)) return false;
        }
        else if (!IsException)
        {
            return false;
        }

        Bound(schedule.ValidFrom, schedule.ValidTo);
        IsDated |= IsException;
        return true;
    }

    private bool TryReadRule(Schedule schedule)
    {
        if (schedule is { Count: < 1 } or { Count: not null, Dtstart: null }) return false;
        pattern = DayPattern.Find(schedule);
        if (pattern is null) return false;
        Bound(schedule.Dtstart, schedule.Until);
        if (schedule.Count is { } count) Bound(null, FindLast(schedule.Dtstart!.Value, count));
        // Where valid_to stops it earlier, the listing is out of date rather than over.
        Ended = LastDay < DateOnly.MaxValue.DayNumber && !(schedule.ValidTo?.DayNumber < LastDay);
        return true;
    }

    private DateOnly? FindLast(DateOnly start, int count)
    {
        var last = Math.Min(start.DayNumber + CountSearchDays, DateOnly.MaxValue.DayNumber);
        for (var day = start.DayNumber; day <= last; day++)
        {
            var date = DateOnly.FromDayNumber(day);
            if (pattern!.Contains(date) && --count == 0) return date;
        }

        return null;
    }

    private void Bound(DateOnly? first, DateOnly? last)
    {
        if (first is { } from) FirstDay = Math.Max(FirstDay, from.DayNumber);
        if (last is { } to) LastDay = Math.Min(LastDay, to.DayNumber);
    }

    private static bool IsEmpty(string? text) => string.IsNullOrWhiteSpace(text);
}
