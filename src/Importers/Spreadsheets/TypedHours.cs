using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Hours as an agency types them into a form, by the same reader as a spreadsheet's; and rules in words that this reader reads again.</summary>
/// <remarks>Stateless; safe to share.</remarks>
public static class TypedHours
{
    private static readonly string[] Days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    private static readonly string[] DayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly string[] Ordinals = ["1st", "2nd", "3rd", "4th", "5th"];

    /// <summary>The longest text that is read.</summary>
    public const int LengthLimit = 2_000;

    /// <returns>Schedules without owners, whose ids mean nothing yet; null when a word of it could not be read for certain.</returns>
    public static IReadOnlyList<Schedule>? Read(string? typed)
    {
        if (typed is { Length: > LengthLimit }) return null;
        var reading = HoursText.Parse(typed);
        if (reading is { Rules.Count: 0, Written.Length: > 0 } || reading.Rest is not null) return null;
        return reading.ToSchedules(_ => new Id<Schedule>(Guid.NewGuid()), default).Select(WithoutOwner).ToList();
    }

    /// <returns>Rules in English words that <see cref="Read"/> turns into the same rules; null when a schedule says more than days and times (seasons, dates, words).</returns>
    public static string? Write(IEnumerable<Schedule> schedules)
    {
        ArgumentNullException.ThrowIfNull(schedules);
        List<string> sentences = [];
        foreach (var schedule in schedules)
        {
            if (!IsPlain(schedule) || WriteDays(schedule.Byday!) is not { } days) return null;
            sentences.Add($"{days} {Clock(schedule.OpensAt!.Value)}-{Clock(schedule.ClosesAt!.Value)}");
        }

        return string.Join("; ", sentences);
    }

    /// <summary>True for a rule of days and times alone; a season may bound it.</summary>
    public static bool IsPlain(Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return schedule is
        {
            OpensAt: not null, ClosesAt: not null, Byday.Length: > 0, Dtstart: null, Until: null, Count: null, Interval: null or 1, Byweekno: null, Bymonthday: null, Byyearday: null,
            AttendingType: null, Description: null, ScheduleLink: null,
        } && (schedule.Freq ?? "WEEKLY") == (schedule.Byday.AsSpan().ContainsAnyInRange('0', '9') ? "MONTHLY" : "WEEKLY") && schedule.OpensAt != schedule.ClosesAt;
    }

    /// <summary>"3 pm", "9:30 am", as it is typed.</summary>
    public static string Clock(TimeOnly time)
    {
        if (time is { Hour: 0, Minute: 0 }) return "midnight";
        if (time is { Hour: 12, Minute: 0 }) return "noon";
        var hour = time.Hour % 12 == 0 ? 12 : time.Hour % 12;
        var minute = time.Minute == 0 ? "" : $":{time.Minute:00}";
        return $"{hour}{minute} {(time.Hour < 12 ? "am" : "pm")}";
    }

    private static string? WriteDays(string byday)
    {
        List<string> items = [];
        foreach (var item in byday.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var day = Array.IndexOf(Days, item[^Math.Min(2, item.Length)..]);
            if (day < 0) return null;
            var ordinal = item[..^2].TrimStart('+');
            if (ordinal.Length == 0) items.Add(DayNames[day]);
            else if (ordinal == "-1") items.Add("last " + DayNames[day]);
            else if (int.TryParse(ordinal, out var number) && number is >= 1 and <= 5) items.Add($"{Ordinals[number - 1]} {DayNames[day]}");
            else return null;
        }

        return string.Join(", ", items);
    }

    private static Schedule WithoutOwner(Schedule schedule) => new()
    {
        Id = schedule.Id, Freq = schedule.Freq, Byday = schedule.Byday, Dtstart = schedule.Dtstart, OpensAt = schedule.OpensAt, ClosesAt = schedule.ClosesAt,
        AttendingType = schedule.AttendingType, Description = schedule.Description,
    };
}
