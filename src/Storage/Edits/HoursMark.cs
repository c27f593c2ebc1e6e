using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Edits;

/// <summary>Schedules as texts, and a mark by which two editors' hours are told apart.</summary>
public static class HoursMark
{
    /// <summary>The same for the same rules in whatever order; "" for no schedules.</summary>
    public static string Of(IEnumerable<Schedule> schedules)
    {
        ArgumentNullException.ThrowIfNull(schedules);
        return OfTexts(schedules.Select(Texts));
    }

    internal static string OfTexts(IEnumerable<IReadOnlyDictionary<string, string?>> schedules)
    {
        var lines = schedules.Select(Line).Order(StringComparer.Ordinal).ToList();
        return lines.Count == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..16];
    }

    internal static string Line(IReadOnlyDictionary<string, string?> fields) =>
        string.Join('\u001f', fields.Where(field => !string.IsNullOrEmpty(field.Value) && !field.Key.EndsWith("_id", StringComparison.Ordinal)).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"));

    /// <summary>The fields of a schedule as PostgreSQL prints them, without owner and id. Null = empty.</summary>
    internal static Dictionary<string, string?> Texts(Schedule schedule) => new(StringComparer.Ordinal)
    {
        ["valid_from"] = Date(schedule.ValidFrom),
        ["valid_to"] = Date(schedule.ValidTo),
        ["dtstart"] = Date(schedule.Dtstart),
        ["until"] = Date(schedule.Until),
        ["count"] = schedule.Count?.ToString(CultureInfo.InvariantCulture),
        ["wkst"] = schedule.Wkst,
        ["freq"] = schedule.Freq,
        ["interval"] = schedule.Interval?.ToString(CultureInfo.InvariantCulture),
        ["byday"] = schedule.Byday,
        ["byweekno"] = schedule.Byweekno,
        ["bymonthday"] = schedule.Bymonthday,
        ["byyearday"] = schedule.Byyearday,
        ["opens_at"] = Time(schedule.OpensAt),
        ["closes_at"] = Time(schedule.ClosesAt),
        ["timezone"] = schedule.Timezone,
        ["schedule_link"] = schedule.ScheduleLink,
        ["attending_type"] = schedule.AttendingType,
        ["description"] = schedule.Description,
        ["notes"] = schedule.Notes,
    };

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Time(TimeOnly? time) => time?.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
}
