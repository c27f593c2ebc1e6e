using System.Globalization;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage;

/// <summary>Days that this host adds to the listed holidays, and days that are none here; settings ResourceMatch:Holidays:Also:0, 1, … and :Not:0, 1, ….</summary>
/// <param name="Also">Written as "2026-11-27 Day after Thanksgiving". Empty = none.</param>
/// <param name="Not">Written as "2026-10-12". Empty = none.</param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record HolidayChanges(IReadOnlyList<Holiday> Also, IReadOnlyList<DateOnly> Not)
{
    /// <summary>Nothing is added or taken away.</summary>
    public static HolidayChanges None { get; } = new([], []);

    /// <exception cref="SettingsRefusedException">A setting is no date; the message names it.</exception>
    public static HolidayChanges From(Func<string, string?> findSetting)
    {
        ArgumentNullException.ThrowIfNull(findSetting);
        return new HolidayChanges(
            [.. List("Also").Select(entry => new Holiday(Date(entry), entry.Text.Length > 10 ? entry.Text[10..].Trim() : "Holiday"))],
            [.. List("Not").Select(Date)]);

        IEnumerable<(string Name, string Text)> List(string kind)
        {
            for (var i = 0; findSetting($"ResourceMatch:Holidays:{kind}:{i}") is { } text; i++) yield return ($"ResourceMatch__Holidays__{kind}__{i}", text.Trim());
        }
    }

    /// <summary>The listed holidays of a place that keeps the time of a zone.</summary>
    public HolidayCalendar CalendarOf(TimeZoneInfo zone) => HolidayCalendar.For(zone, Also, Not);

    private static DateOnly Date((string Name, string Text) entry) =>
        entry.Text.Length >= 10 && DateOnly.TryParseExact(entry.Text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new SettingsRefusedException($"The setting {entry.Name} is '{entry.Text}'; begin it with a date like 2026-11-27.");
}
