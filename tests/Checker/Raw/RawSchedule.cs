using System.Globalization;

namespace ResourceMatch.Checker.Raw;

internal enum ScheduleKind
{
    Text,
    ByAppointment,
    Closure,
    Dated,
    Rule,
    FewDays,
}

/// <summary>One row of schedules.csv, read again from the written rules (the doc comment of the product's reader), sharing none of its code.</summary>
internal sealed class RawSchedule
{
    private static readonly string[] Weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    private static readonly string[] AppointmentWords =
    [
        "by appointment", "by appt", "appointment only", "appointments only", "appointment required", "appointment is required", "appointments required",
        "appointments are required", "appointment needed", "appointment necessary",
    ];

    private static readonly string[] WalkInWords =
    [
        "no appointment", "not by appointment", "without appointment", "without an appointment", "or by appointment", "and by appointment", "walk-in", "walk in",
    ];

    private readonly string freq;
    private readonly string[] byday;
    private readonly string[] bymonthday;
    private readonly string[] byyearday;
    private readonly string[] byweekno;
    private readonly int interval;
    private readonly int? count;
    private readonly int weekStart;
    private readonly DateOnly? dtstart;
    private readonly DateOnly? until;
    private readonly DateOnly? validFrom;
    private readonly DateOnly? validTo;
    private readonly Lazy<DateOnly?> lastByCount;

    public RawSchedule(Func<string, string> field)
    {
        freq = field("freq").ToUpperInvariant();
        (byday, bymonthday, byyearday, byweekno) = (Items(field("byday").ToUpperInvariant()), Items(field("bymonthday")), Items(field("byyearday")), Items(field("byweekno")));
        (dtstart, until, validFrom, validTo) = (Date(field("dtstart")), Date(field("until")), Date(field("valid_from")), Date(field("valid_to")));
        interval = RawFeed.Number(field("interval"), 1);
        count = field("count").Length > 0 ? RawFeed.Number(field("count"), 0) : null;
        weekStart = field("wkst").Length == 0 ? 1 : Array.IndexOf(Weekdays, field("wkst").ToUpperInvariant());
        lastByCount = new(FindLastByCount);
        var (opens, closes) = (Minute(field("opens_at")), Minute(field("closes_at")));
        Kind = Classify(field("attending_type"), field("description"), opens, closes);
        if (opens is null || closes is null) return;
        Opens = opens.Value;
        Closes = closes.Value + (closes <= opens ? 1440 : 0);
        if (Opens == 0 && Closes == 1439) Closes = 1440;
    }

    public ScheduleKind Kind { get; }

    public int Opens { get; }

    public int Closes { get; }

    /// <summary>Bounded to seven dates or fewer: stands in for the regular hours.</summary>
    public bool IsException => validFrom is { } from && validTo is { } to && to.DayNumber - from.DayNumber < 7;

    /// <summary>Written for certain days and not for every week: holds on a holiday too.</summary>
    public bool IsDated => Kind == ScheduleKind.Dated || IsException;

    public bool IsReadable => Kind is ScheduleKind.Dated or ScheduleKind.Rule or ScheduleKind.FewDays;

    /// <summary>Its last possible date is before this one, and until or count, not valid_to, says so.</summary>
    public bool IsEnded => Kind == ScheduleKind.Rule && End is { } end && !(validTo < end);

    public bool IsOverBefore(DateOnly date) => LastDate < date || LastDate < FirstDate;

    public DateOnly FirstDate => Max(validFrom, Kind is ScheduleKind.Dated or ScheduleKind.Rule ? dtstart : null) ?? DateOnly.MinValue;

    public bool Opened(DateOnly date)
    {
        if (date < validFrom || date > validTo) return false;
        return Kind switch
        {
            ScheduleKind.Dated => date == dtstart,
            ScheduleKind.FewDays => true,
            ScheduleKind.Rule => !(date < dtstart) && !(date > End) && Belongs(date),
            _ => false,
        };
    }

    public bool Closed(DateOnly date) => Kind == ScheduleKind.Closure && date >= validFrom && date <= validTo;

    private DateOnly LastDate => Min(validTo, Kind == ScheduleKind.Dated ? dtstart : Kind == ScheduleKind.Rule ? End : null) ?? DateOnly.MaxValue;

    private DateOnly? End => Min(until, lastByCount.Value);

    private bool IsMonthly => freq == "MONTHLY" || (freq.Length == 0 && (bymonthday.Length > 0 || byday.Any(item => item.Length > 2)));

    private ScheduleKind Classify(string attending, string description, int? opens, int? closes)
    {
        bool Says(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
        if ((Says(attending, ["appointment"]) || Says(description, AppointmentWords)) && !Says(attending, WalkInWords) && !Says(description, WalkInWords)) return ScheduleKind.ByAppointment;
        var noDays = freq.Length == 0 && byday.Length + bymonthday.Length + byyearday.Length + byweekno.Length == 0;
        if (validFrom is { } && validTo is { } && validFrom <= validTo && opens is null && closes is null && noDays && dtstart is null) return ScheduleKind.Closure;
        if (opens is null || closes is null || (opens == closes && opens != 0) || validFrom > validTo) return ScheduleKind.Text;
        if (freq.Length == 0 && dtstart is { }) return ScheduleKind.Dated;
        if (freq.Length > 0 || byday.Length > 0 || bymonthday.Length > 0) return IsSoundRule() ? ScheduleKind.Rule : ScheduleKind.Text;
        return IsException ? ScheduleKind.FewDays : ScheduleKind.Text;
    }

    private bool IsSoundRule() =>
        freq is "" or "WEEKLY" or "MONTHLY"
        && interval >= 1 && !(count < 1) && (dtstart is { } || (interval == 1 && count is null))
        && weekStart >= 0
        && byday.All(item => item.Length >= 2 && Weekdays.Contains(item[^2..]) && (item.Length == 2 || IsNumber(item[..^2], 5)))
        && bymonthday.All(item => IsNumber(item, 31)) && byyearday.All(item => IsNumber(item, 366)) && byweekno.All(item => IsNumber(item, 53))
        && (IsMonthly || byday.All(item => item.Length == 2))
        && (byday.Length + bymonthday.Length + byyearday.Length > 0 || dtstart is { });

    private bool Belongs(DateOnly date)
    {
        if (byday.Length + bymonthday.Length + byyearday.Length == 0 && (IsMonthly ? date.Day != dtstart!.Value.Day : date.DayOfWeek != dtstart!.Value.DayOfWeek)) return false;
        int daysInMonth = DateTime.DaysInMonth(date.Year, date.Month), daysInYear = DateTime.IsLeapYear(date.Year) ? 366 : 365;
        return (byday.Length == 0 || byday.Any(item => IsDay(item, date, daysInMonth)))
            && (bymonthday.Length == 0 || bymonthday.Any(item => Is(item, date.Day, daysInMonth)))
            && (byyearday.Length == 0 || byyearday.Any(item => Is(item, date.DayOfYear, daysInYear)))
            && (byweekno.Length == 0 || IsWeek(date))
            && IsTurn(date);
    }

    private static bool IsDay(string item, DateOnly date, int daysInMonth) =>
        Array.IndexOf(Weekdays, item[^2..]) == (int)date.DayOfWeek
        && (item.Length == 2 || int.Parse(item[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) is var nth && (nth > 0 ? (date.Day + 6) / 7 == nth : (daysInMonth - date.Day) / 7 + 1 == -nth));

    private static bool Is(string item, int number, int last) =>
        int.Parse(item, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) is var wanted && (wanted > 0 ? wanted : last + 1 + wanted) == number;

    private bool IsWeek(DateOnly date)
    {
        var weekBegin = BeginOfWeek(date);
        var year = weekBegin.AddDays(3).Year;
        // Week 1 holds January 4, so that four of its days at least are in the year.
        int Week(DateOnly day) => (BeginOfWeek(day).DayNumber - BeginOfWeek(new DateOnly(year, 1, 4)).DayNumber) / 7 + 1;
        return byweekno.Any(item => Is(item, Week(date), Week(new DateOnly(year, 12, 28))));
    }

    private bool IsTurn(DateOnly date)
    {
        if (interval == 1) return true;
        var first = dtstart!.Value;
        var passed = IsMonthly ? (date.Year - first.Year) * 12 + date.Month - first.Month : (BeginOfWeek(date).DayNumber - BeginOfWeek(first).DayNumber) / 7;
        return passed % interval == 0;
    }

    private DateOnly BeginOfWeek(DateOnly date)
    {
        while ((int)date.DayOfWeek != weekStart) date = date.AddDays(-1);
        return date;
    }

    private DateOnly? FindLastByCount()
    {
        if (count is not { } left || dtstart is not { } first) return null;
        for (var days = 0; days <= 20_000; days++)
        {
            if (Belongs(first.AddDays(days)) && --left == 0) return first.AddDays(days);
        }

        return null;
    }

    private static DateOnly? Max(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a > b ? a : b;

    private static DateOnly? Min(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;

    private static bool IsNumber(string text, int largest) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number != 0 && Math.Abs(number) <= largest;

    private static string[] Items(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static DateOnly? Date(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static int? Minute(string text) =>
        TimeOnly.TryParse(text.TrimEnd('Z'), CultureInfo.InvariantCulture, out var time) ? time.Hour * 60 + time.Minute : null;
}
