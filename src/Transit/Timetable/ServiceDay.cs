namespace ResourceMatch.Transit;

/// <summary>The one place that turns clock times into seconds after service-day zero and back.</summary>
/// <remarks>
/// Service-day zero is noon minus twelve hours of real time, as GTFS means its times: midnight on ordinary days, an hour off on the
/// days when the clocks change. Seconds may be negative (before zero) and pass 86,400 (the night after). Immutable; safe to share.
/// </remarks>
public sealed class ServiceDay
{
    private readonly TimeZoneInfo zone;
    private readonly DateTimeOffset zero;

    /// <summary>The service day of a date in a zone.</summary>
    public ServiceDay(DateOnly date, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        this.zone = zone;
        Date = date;
        // Noon exists exactly once on every date of every zone we know: clocks change at night.
        var noon = date.ToDateTime(new TimeOnly(12, 0));
        zero = new DateTimeOffset(noon, zone.GetUtcOffset(noon)).AddHours(-12).ToUniversalTime();
    }

    /// <summary>The service date.</summary>
    public DateOnly Date { get; }

    /// <summary>The instant from which seconds are counted, in UTC.</summary>
    public DateTimeOffset Zero => zero;

    /// <summary>The seconds of an instant; whole seconds, rounded down.</summary>
    public int SecondsOf(DateTimeOffset instant) => (int)Math.Floor((instant - zero).TotalSeconds);

    /// <summary>The seconds of a clock time on this date. A time that the clocks skip counts as the instant after the jump; one that comes twice is the first of the two.</summary>
    public int SecondsOf(TimeOnly clock) => SecondsOf(Date, clock);

    /// <summary>The seconds of a clock time on any date, so that Saturday's opening can be put on Friday's service day.</summary>
    public int SecondsOf(DateOnly date, TimeOnly clock)
    {
        var local = date.ToDateTime(clock);
        if (zone.IsInvalidTime(local))
        {
            // Before the jump the old offset still holds; read with it, the skipped time falls after the jump.
            return SecondsOf(new DateTimeOffset(local, zone.GetUtcOffset(local.AddHours(-3))));
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return SecondsOf(new DateTimeOffset(local, offset));
    }

    /// <summary>The instant of some seconds, with the zone's own offset.</summary>
    public DateTimeOffset InstantOf(int seconds) => TimeZoneInfo.ConvertTime(zero.AddSeconds(seconds), zone);

    /// <summary>What a clock on the wall shows; the date is lost, so 25:10 reads as 01:10.</summary>
    public TimeOnly ClockOf(int seconds) => TimeOnly.FromDateTime(InstantOf(seconds).DateTime);
}
