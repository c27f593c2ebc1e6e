namespace ResourceMatch.Transit;

/// <summary>What an importer fills and <see cref="TimetableCompiler"/> reads: a feed's rows as plain lists, ids already turned into places in these lists.</summary>
/// <remarks>Mutable, for one thread. Foreign keys must hold (an importer drops rows that point nowhere and says so); times may still be blank, out of order or go back: the compiler judges those.</remarks>
public sealed class TimetableSource
{
    /// <summary>The publisher or agency, for people.</summary>
    public string FeedName { get; set; } = "";

    /// <summary>feed_version; empty when none.</summary>
    public string FeedVersion { get; set; } = "";

    /// <summary>IANA name of the zone in which every time of the feed is meant.</summary>
    public string TimeZoneId { get; set; } = "UTC";

    /// <summary>Every stop, station, entrance and node of the feed.</summary>
    public List<SourceStop> Stops { get; } = [];

    /// <summary>The lines (routes.txt).</summary>
    public List<TransitLine> Lines { get; } = [];

    /// <summary>The trips, runnable or not.</summary>
    public List<SourceTrip> Trips { get; } = [];

    /// <summary>The stop times in any order.</summary>
    public List<SourceStopTime> StopTimes { get; } = [];

    /// <summary>service_id of each service; calendars, exceptions and trips refer to places in this list.</summary>
    public List<string> Services { get; } = [];

    /// <summary>Weekly rules.</summary>
    public List<SourceCalendar> Calendars { get; } = [];

    /// <summary>Added and removed dates.</summary>
    public List<SourceCalendarDate> CalendarDates { get; } = [];

    /// <summary>Trips repeated at a headway.</summary>
    public List<SourceFrequency> Frequencies { get; } = [];

    /// <summary>Rules for changing between two stops or stations.</summary>
    public List<SourceTransfer> Transfers { get; } = [];

    /// <summary>The ways that vehicles take on the map.</summary>
    public List<SourceShape> Shapes { get; } = [];
}

/// <summary>A row of stops.txt.</summary>
/// <param name="Id">stop_id.</param>
/// <param name="Name">stop_name; empty when none.</param>
/// <param name="Code">stop_code; empty when none.</param>
/// <param name="Latitude">Degrees; NaN when unusable.</param>
/// <param name="Longitude">Degrees; NaN when unusable.</param>
/// <param name="LocationType">0 stop or platform, 1 station, 2 entrance, 3 node, 4 boarding area. Only 0 is boarded.</param>
/// <param name="ParentStop">Place of the parent station in <see cref="TimetableSource.Stops"/>; -1 when none.</param>
/// <param name="Wheelchair">wheelchair_boarding.</param>
public sealed record SourceStop(string Id, string Name, string Code, double Latitude, double Longitude, int LocationType = 0, int ParentStop = -1, Accessibility Wheelchair = Accessibility.Unknown);

/// <summary>A row of trips.txt; line, service and shape are places in the source's lists, shape -1 when none.</summary>
public sealed record SourceTrip(string Id, int Line, int Service, string Headsign = "", int Direction = -1, int Shape = -1, Accessibility Wheelchair = Accessibility.Unknown);

/// <summary>A row of stop_times.txt.</summary>
/// <param name="Trip">Place in <see cref="TimetableSource.Trips"/>.</param>
/// <param name="Sequence">stop_sequence; gaps are allowed.</param>
/// <param name="Stop">Place in <see cref="TimetableSource.Stops"/>.</param>
/// <param name="ArrivalSeconds">After service-day zero; <see cref="Blank"/> when the feed gives none.</param>
/// <param name="DepartureSeconds">After service-day zero; <see cref="Blank"/> when the feed gives none.</param>
/// <param name="ShapeDistance">shape_dist_traveled in the feed's own unit; NaN when none.</param>
/// <param name="PickupType">0 yes, 1 no, 2 phone the agency, 3 ask the driver.</param>
/// <param name="DropOffType">As above.</param>
public readonly record struct SourceStopTime(int Trip, int Sequence, int Stop, int ArrivalSeconds, int DepartureSeconds, double ShapeDistance = double.NaN, byte PickupType = 0, byte DropOffType = 0)
{
    /// <summary>No time given.</summary>
    public const int Blank = int.MinValue;
}

/// <summary>A row of calendar.txt.</summary>
/// <param name="Service">Place in <see cref="TimetableSource.Services"/>.</param>
/// <param name="Weekdays">Bit 0 is Sunday … bit 6 Saturday, as <see cref="DayOfWeek"/> counts.</param>
/// <param name="First">First date, included.</param>
/// <param name="Last">Last date, included.</param>
public readonly record struct SourceCalendar(int Service, int Weekdays, DateOnly First, DateOnly Last);

/// <summary>A row of calendar_dates.txt.</summary>
public readonly record struct SourceCalendarDate(int Service, DateOnly Date, bool IsAdded);

/// <summary>A row of frequencies.txt: departures at start, start + headway, … before end.</summary>
public readonly record struct SourceFrequency(int Trip, int StartSeconds, int EndSeconds, int HeadwaySeconds, bool IsExact);

/// <summary>A row of transfers.txt between two stops or stations; rows for single trips or lines are left out by the importer.</summary>
/// <param name="FromStop">Place in <see cref="TimetableSource.Stops"/>.</param>
/// <param name="ToStop">Place in <see cref="TimetableSource.Stops"/>; the same stop sets the change time there.</param>
/// <param name="TransferType">0 recommended, 1 the other vehicle waits, 2 takes at least <paramref name="MinSeconds"/>, 3 not possible.</param>
/// <param name="MinSeconds">min_transfer_time; -1 when none.</param>
public readonly record struct SourceTransfer(int FromStop, int ToStop, int TransferType, int MinSeconds);

/// <summary>A row group of shapes.txt: degrees in riding order.</summary>
public sealed record SourceShape(string Id, IReadOnlyList<(double Latitude, double Longitude)> Points);
