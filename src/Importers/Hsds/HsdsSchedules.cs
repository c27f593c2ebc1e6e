using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Importers.Hsds;

/// <summary>A schedule's fields; a rule that cannot be read stays text and is never guessed.</summary>
internal static class HsdsSchedules
{
    public static Schedule Read(HsdsRow row)
    {
        HsdsMapping.NeedOwner(row, "service_id", "location_id", "service_at_location_id");
        var freq = row.Text("freq")?.Trim().ToUpperInvariant();
        var (opens, closes) = (row.Time("opens_at"), row.Time("closes_at"));
        // A wrong time must not turn an opening into a closure, nor an unknown rhythm into a wrong one: keep the words alone.
        var isText = freq is not (null or "WEEKLY" or "MONTHLY")
            || (opens is null && row.Text("opens_at") is not null) || (closes is null && row.Text("closes_at") is not null);
        if (freq is not (null or "WEEKLY" or "MONTHLY")) row.Warn("freq", "unreadable_schedule", () => "Only WEEKLY and MONTHLY can be read; the hours are kept as words.");
        return isText ? Words(row) : Rule(row, freq, opens, closes);
    }

    private static Schedule Rule(HsdsRow row, string? freq, TimeOnly? opens, TimeOnly? closes) => new()
    {
        Id = row.Id<Schedule>("schedule"),
        ServiceId = row.Reference<Service>("service_id", "service"),
        LocationId = row.Reference<Location>("location_id", "location"),
        ServiceAtLocationId = row.Reference<ServiceAtLocation>("service_at_location_id", "service_at_location"),
        ValidFrom = row.Date("valid_from"),
        ValidTo = row.Date("valid_to"),
        Dtstart = row.Date("dtstart"),
        Until = row.Date("until"),
        Count = row.Whole("count", 1, 100_000),
        // HSDS 3.1 lists MON in its enumeration and MO in its text.
        Wkst = row.Text("wkst") is { Length: >= 2 } day ? day[..2].ToUpperInvariant() : null,
        Freq = freq,
        Interval = row.Whole("interval", 1, 1_000),
        Byday = row.Text("byday")?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(),
        Byweekno = row.Text("byweekno"),
        Bymonthday = row.Text("bymonthday"),
        Byyearday = row.Text("byyearday"),
        OpensAt = opens,
        ClosesAt = closes,
        Timezone = row.Text("timezone"),
        ScheduleLink = row.Url("schedule_link"),
        AttendingType = row.Text("attending_type"),
        Description = row.Text("description"),
        Notes = row.Text("notes"),
    };

    private static Schedule Words(HsdsRow row) => new()
    {
        Id = row.Id<Schedule>("schedule"),
        ServiceId = row.Reference<Service>("service_id", "service"),
        LocationId = row.Reference<Location>("location_id", "location"),
        ServiceAtLocationId = row.Reference<ServiceAtLocation>("service_at_location_id", "service_at_location"),
        ScheduleLink = row.Url("schedule_link"),
        AttendingType = row.Text("attending_type"),
        Description = row.Text("description")
            ?? string.Join(' ', new[] { "freq", "byday", "opens_at", "closes_at" }.Select(row.Text).Where(text => text is not null)),
        Notes = row.Text("notes"),
    };
}
