using ResourceMatch.Importers.Notices;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>Words what the compiler found, under the canonical validator's names.</summary>
internal static class FindingNotices
{
    public static void Add(NoticeLog notices, IReadOnlyList<CompilationFinding> findings)
    {
        foreach (var finding in findings)
        {
            var (file, field, severity, kind, message) = Word(finding.Kind);
            notices.Add(file, null, field, severity, kind, () => $"{GtfsTable.Shorten(finding.Id)}: {message}");
        }
    }

    private static (string File, string Field, NoticeSeverity Severity, string Kind, string Message) Word(FindingKind kind) => kind switch
    {
        FindingKind.TripWithTooFewStops => ("stop_times.txt", "trip_id", NoticeSeverity.Warning, "unusable_trip", "the trip has fewer than two stops that can be used; it was left out."),
        FindingKind.TripWithoutEndTimes => ("stop_times.txt", "trip_id", NoticeSeverity.Error, "missing_trip_edge", "the trip has no time at its first or last stop; it was left out."),
        FindingKind.TripBackInTime => ("stop_times.txt", "trip_id", NoticeSeverity.Error, "stop_time_with_arrival_before_previous_departure_time", "the trip arrives before it departed; it was left out. Correct its times."),
        FindingKind.DuplicateStopSequence => ("stop_times.txt", "stop_sequence", NoticeSeverity.Error, "duplicate_key", "the trip has a stop_sequence twice; the first row counts."),
        FindingKind.StopTimeNotAtStop => ("stop_times.txt", "stop_id", NoticeSeverity.Error, "stop_time_at_station", "vehicles stop at stops, not at stations or entrances; the row was left out."),
        FindingKind.UnusedStop => ("stops.txt", "stop_id", NoticeSeverity.Info, "stop_without_stop_time", "no trip stops there; the stop was left out."),
        FindingKind.TripNeverRuns => ("trips.txt", "service_id", NoticeSeverity.Warning, "service_has_no_active_day", "the trip's service runs on no date; it was left out."),
        FindingKind.FastTravel => ("stop_times.txt", "trip_id", NoticeSeverity.Warning, "fast_travel_between_consecutive_stops", "the trip goes faster than 150 km/h between two stops; a stop's point or a time may be wrong."),
        FindingKind.CalendarTooLong => ("calendar.txt", "end_date", NoticeSeverity.Warning, "calendar_too_long", "the service runs for more than 20,000 days; the rest was cut."),
        FindingKind.UnusableFrequency => ("frequencies.txt", "headway_secs", NoticeSeverity.Error, "unusable_frequency", "the headway is not above 0, or the end not after the start; the row was left out."),
        FindingKind.OverlappingFrequency => ("frequencies.txt", "start_time", NoticeSeverity.Warning, "overlapping_frequency", "two rows of the trip overlap; both are run."),
        FindingKind.TooManyDepartures => ("frequencies.txt", "headway_secs", NoticeSeverity.Error, "too_many_departures", "the feed would have more than 2,000,000 departures a day; the row was left out."),
        FindingKind.TransferTooFar => ("transfers.txt", "to_stop_id", NoticeSeverity.Warning, "transfer_distance_too_large", "the two stops are more than 2 km apart and nobody walks that far in the time given; the transfer was left out."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no wording for this finding."),
    };
}
