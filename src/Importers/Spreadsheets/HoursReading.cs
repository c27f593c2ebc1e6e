using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>What became of hours in words.</summary>
internal enum HoursKind
{
    /// <summary>Nothing was written.</summary>
    None,

    /// <summary>At least one rule that repeats by weekday.</summary>
    Weekly,

    /// <summary>Dates with times, no rule.</summary>
    Dated,

    /// <summary>Nothing could be read for certain; the words stay words.</summary>
    Text,
}

/// <summary>Why words, or some of them, stayed words. Counted by the import.</summary>
internal enum HoursDoubt
{
    None,

    /// <summary>Times without a day.</summary>
    NoDay,

    /// <summary>Days without two times.</summary>
    NoTime,

    /// <summary>"Twice a month", "every other": which weeks is not said.</summary>
    WhichWeeks,

    /// <summary>Months or seasons without a year.</summary>
    Season,

    /// <summary>Closed for now, inactive.</summary>
    Closed,

    /// <summary>Times that cannot be meant: 10 PM to 2 PM; or "7-9" without a.m. or p.m.</summary>
    Times,

    /// <summary>Other words that could change the meaning.</summary>
    Words,
}

/// <summary>One readable piece: days or a date, and from when to when.</summary>
/// <param name="Byday">HSDS byday: MO,WE or 1SA,3SA; null for a date.</param>
/// <param name="Date">One date; null for a rule.</param>
/// <param name="Opens">Local time.</param>
/// <param name="Closes">Local time; not later than Opens = past midnight; 00:00 to 23:59 = all day.</param>
/// <param name="ByAppointment">True when the words say so.</param>
internal sealed record HoursRule(string? Byday, DateOnly? Date, TimeOnly Opens, TimeOnly Closes, bool ByAppointment)
{
    /// <summary>An ordinal makes it monthly.</summary>
    public bool IsMonthly => Byday is not null && Byday.AsSpan().ContainsAnyInRange('0', '9');
}

/// <summary>Hours in words, read as far as they can be read for certain.</summary>
/// <param name="Written">All the words, without markup.</param>
/// <param name="Rules">Empty = nothing readable.</param>
/// <param name="Rest">The words that stayed words; null when everything was read.</param>
/// <param name="Doubt">Why the rest stayed, the first reason met.</param>
/// <remarks>Immutable.</remarks>
internal sealed record HoursReading(string Written, IReadOnlyList<HoursRule> Rules, string? Rest, HoursDoubt Doubt)
{
    public static HoursReading Nothing { get; } = new("", [], null, HoursDoubt.None);

    public HoursKind Kind =>
        Rules.Any(rule => rule.Byday is not null) ? HoursKind.Weekly
        : Rules.Count > 0 ? HoursKind.Dated
        : Rest is not null ? HoursKind.Text
        : HoursKind.None;

    /// <summary>As HSDS schedules; rules that share their times share a schedule.</summary>
    /// <param name="newId">Gives the n-th schedule its stable id.</param>
    /// <param name="owner">The service at the location that opens.</param>
    public IReadOnlyList<Schedule> ToSchedules(Func<int, Domain.Id<Schedule>> newId, Domain.Id<ServiceAtLocation> owner)
    {
        List<Schedule> schedules = [];
        foreach (var rule in Rules)
        {
            schedules.Add(new Schedule
            {
                Id = newId(schedules.Count),
                ServiceAtLocationId = owner,
                Freq = rule.Byday is null ? null : rule.IsMonthly ? "MONTHLY" : "WEEKLY",
                Byday = rule.Byday,
                Dtstart = rule.Date,
                OpensAt = rule.Opens,
                ClosesAt = rule.Closes,
                AttendingType = rule.ByAppointment ? "by appointment" : null,
                Description = rule.ByAppointment ? Written : null,
            });
        }

        if (Rest is not null) schedules.Add(new Schedule { Id = newId(schedules.Count), ServiceAtLocationId = owner, Description = Rest });
        return schedules;
    }
}
