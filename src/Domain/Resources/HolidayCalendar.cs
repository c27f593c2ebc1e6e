namespace ResourceMatch.Domain.Resources;

/// <summary>A day on which regular weekly hours are not believed.</summary>
/// <param name="Name">In English: Thanksgiving Day.</param>
public readonly record struct Holiday(DateOnly Date, string Name);

/// <summary>The listed holidays of a place: by rule those of the United States, and days that the host's settings add or take away.</summary>
/// <remarks>
/// The federal holidays (5 U.S.C. 6103) without Inauguration Day: New Year's Day, Birthday of Martin Luther King, Jr. (third Monday of January, from 1986), Washington's Birthday (third Monday of February),
/// Memorial Day (last Monday of May), Juneteenth (19 June, from 2021), Independence Day, Labor Day (first Monday of September), Columbus Day (second Monday of October), Veterans Day (11 November),
/// Thanksgiving Day (fourth Thursday of November), Christmas Day. One of a fixed date that falls on a Saturday is observed on the Friday before too, one on a Sunday on the Monday after too:
/// both dates are listed. A day taken away by the settings is no holiday, whatever else is said. Immutable; safe to share.
/// </remarks>
public sealed class HolidayCalendar
{
    private readonly bool isUnitedStates;
    private readonly Dictionary<DateOnly, string> also;
    private readonly HashSet<DateOnly> not;

    private HolidayCalendar(bool isUnitedStates, Dictionary<DateOnly, string> also, HashSet<DateOnly> not) =>
        (this.isUnitedStates, this.also, this.not) = (isUnitedStates, also, not);

    /// <summary>No holiday at all.</summary>
    public static HolidayCalendar None { get; } = new(false, [], []);

    /// <summary>The federal holidays of the United States and nothing else.</summary>
    public static HolidayCalendar UnitedStates { get; } = new(true, [], []);

    /// <summary>The holidays of a place by its time zone: those of the United States where the zone is one of theirs, elsewhere none by rule.</summary>
    /// <param name="zone">Of the place.</param>
    /// <param name="also">Days added, by whoever runs this host. Of two on one date the last counts.</param>
    /// <param name="not">Days that are none here.</param>
    public static HolidayCalendar For(TimeZoneInfo zone, IEnumerable<Holiday>? also = null, IEnumerable<DateOnly>? not = null)
    {
        ArgumentNullException.ThrowIfNull(zone);
        Dictionary<DateOnly, string> added = [];
        foreach (var holiday in also ?? []) added[holiday.Date] = holiday.Name;
        return new HolidayCalendar(AmericanZones.Contains(zone), added, [.. not ?? []]);
    }

    /// <returns>The holiday on a date, or null.</returns>
    public Holiday? Find(DateOnly date)
    {
        if (not.Contains(date)) return null;
        if (also.TryGetValue(date, out var name)) return new Holiday(date, name);
        return isUnitedStates && NameOf(date) is { } known ? new Holiday(date, known) : null;
    }

    private static string? NameOf(DateOnly date)
    {
        if (Fixed(date) is { } itself) return itself;
        if (date.DayOfWeek == DayOfWeek.Friday && date < DateOnly.MaxValue && Fixed(date.AddDays(1)) is { } onSaturday) return $"{onSaturday} (observed)";
        if (date.DayOfWeek == DayOfWeek.Monday && date > DateOnly.MinValue && Fixed(date.AddDays(-1)) is { } onSunday) return $"{onSunday} (observed)";
        return date.DayOfWeek switch
        {
            DayOfWeek.Monday => OnMonday(date),
            DayOfWeek.Thursday when date is { Month: 11, Day: >= 22 and <= 28 } => "Thanksgiving Day",
            _ => null,
        };
    }

    private static string? Fixed(DateOnly date) => (date.Month, date.Day) switch
    {
        (1, 1) => "New Year's Day",
        (6, 19) when date.Year >= 2021 => "Juneteenth",
        (7, 4) => "Independence Day",
        (11, 11) => "Veterans Day",
        (12, 25) => "Christmas Day",
        _ => null,
    };

    private static string? OnMonday(DateOnly date) => (date.Month, (date.Day - 1) / 7) switch
    {
        (1, 2) when date.Year >= 1986 => "Birthday of Martin Luther King, Jr.",
        (2, 2) => "Washington's Birthday",
        (5, _) when date.Day >= 25 => "Memorial Day",
        (9, 0) => "Labor Day",
        (10, 1) => "Columbus Day",
        _ => null,
    };
}

/// <summary>The time zones of the United States and its territories, by IANA name.</summary>
internal static class AmericanZones
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "America/New_York", "America/Detroit", "America/Chicago", "America/Menominee", "America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles",
        "America/Anchorage", "America/Juneau", "America/Sitka", "America/Metlakatla", "America/Yakutat", "America/Nome", "America/Adak", "Pacific/Honolulu",
        "America/Indianapolis", "America/Louisville", "America/Fort_Wayne", "America/Knox_IN", "America/Shiprock", "America/Atka", "Navajo",
        "America/Puerto_Rico", "America/St_Thomas", "America/Virgin", "Pacific/Guam", "Pacific/Saipan", "Pacific/Pago_Pago",
        "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT",
    };

    private static readonly string[] Families = ["America/Indiana/", "America/Kentucky/", "America/North_Dakota/", "US/"];

    public static bool Contains(TimeZoneInfo zone)
    {
        var name = zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? iana : zone.Id;
        return Names.Contains(name) || Array.Exists(Families, family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase));
    }
}
