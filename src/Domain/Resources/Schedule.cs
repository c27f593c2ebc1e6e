namespace ResourceMatch.Domain.Resources;

/// <summary>HSDS 3.1 <c>schedule</c>: one opening, repeated by an iCal-like rule (RFC 5545). Two openings a day are two schedules.</summary>
/// <remarks>
/// No <see cref="Freq"/> with <see cref="Dtstart"/> (or ValidFrom = ValidTo) is one dated opening.
/// Bounded by ValidFrom and ValidTo without OpensAt and ClosesAt = closed then (an exception that wins over every rule).
/// Only a <see cref="Description"/> = words that nobody could parse: hours unknown, shown as text.
/// 24 hours = 00:00 to 23:59. ClosesAt before OpensAt = past midnight. Read only through <see cref="OpeningHours"/>.
/// </remarks>
public sealed class Schedule
{
    public required Id<Schedule> Id { get; init; }
    public Id<Service>? ServiceId { get; init; }
    public Id<Location>? LocationId { get; init; }
    public Id<ServiceAtLocation>? ServiceAtLocationId { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public DateOnly? Dtstart { get; init; }
    public DateOnly? Until { get; init; }
    public int? Count { get; init; }
    public string? Wkst { get; init; }

    /// <summary>WEEKLY, MONTHLY or null.</summary>
    public string? Freq { get; init; }
    public int? Interval { get; init; }

    /// <summary>Comma separated: MO,TU or 1SA,3SA or -1FR.</summary>
    public string? Byday { get; init; }
    public string? Byweekno { get; init; }
    public string? Bymonthday { get; init; }
    public string? Byyearday { get; init; }
    public TimeOnly? OpensAt { get; init; }
    public TimeOnly? ClosesAt { get; init; }

    /// <summary>HSDS: a UTC offset. Not used to compute: hours are local times of the place.</summary>
    public string? Timezone { get; init; }
    public string? ScheduleLink { get; init; }

    /// <summary>HSDS <c>attending_type</c>: for example "by appointment", "virtual", "phone".</summary>
    public string? AttendingType { get; init; }
    public string? Description { get; init; }
    public string? Notes { get; init; }
}
