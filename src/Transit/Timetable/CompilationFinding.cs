namespace ResourceMatch.Transit;

/// <summary>What the compiler met in a feed's rows and how it dealt with it. Importers turn these into notices.</summary>
public enum FindingKind
{
    /// <summary>Fewer than two usable stop times: the trip is left out.</summary>
    TripWithTooFewStops,

    /// <summary>No time at the first or at the last stop: the trip is left out.</summary>
    TripWithoutEndTimes,

    /// <summary>Arrives before it departed: the trip is left out, never clamped.</summary>
    TripBackInTime,

    /// <summary>Two stop times of one trip with the same sequence number: the first one wins.</summary>
    DuplicateStopSequence,

    /// <summary>A stop time at a station, entrance or node: the stop time is left out.</summary>
    StopTimeNotAtStop,

    /// <summary>No trip stops there: the stop is left out.</summary>
    UnusedStop,

    /// <summary>The trip's service never runs: the trip is left out.</summary>
    TripNeverRuns,

    /// <summary>Faster than 150 km/h between two stops on wheels that are no train's: kept, worth a look.</summary>
    FastTravel,

    /// <summary>The service runs on more than 20,000 days: the rest is cut.</summary>
    CalendarTooLong,

    /// <summary>A headway of zero or less, an end at or before its start, or a trip that is not there: the row is left out.</summary>
    UnusableFrequency,

    /// <summary>Two rows of one trip overlap in time: both are kept.</summary>
    OverlappingFrequency,

    /// <summary>So many departures that the row cannot be meant: left out.</summary>
    TooManyDepartures,

    /// <summary>A transfer over more than 2,000 m that gives no time, or one in which nobody walks so far: left out.</summary>
    TransferTooFar,
}

/// <summary>One finding.</summary>
/// <param name="Kind">What was met.</param>
/// <param name="Id">The feed's id of the trip, stop or service.</param>
public readonly record struct CompilationFinding(FindingKind Kind, string Id);

/// <summary>What came of a compilation.</summary>
/// <param name="Timetable">Null when nothing of the feed can be ridden; then <paramref name="HasTrips"/> says what was missing.</param>
/// <param name="Findings">Everything repaired or left out, in the order met.</param>
/// <param name="HasTrips">Whether at least one trip had usable stop times; when true and the timetable is null, no service runs on any date.</param>
public sealed record Compilation(Timetable? Timetable, IReadOnlyList<CompilationFinding> Findings, bool HasTrips);
