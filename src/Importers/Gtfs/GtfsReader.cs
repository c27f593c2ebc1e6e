using ResourceMatch.Importers.Notices;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>Reads a GTFS feed, zip or folder, into a <see cref="TimetableSource"/> and the notices about its rows.</summary>
/// <remarks>
/// Never throws on a row: a bad one is dropped or repaired, counted and shown. Only a feed that cannot be read at all is refused
/// (<see cref="ImportRefusedException"/>). Not read: fares, pathways, levels, GTFS-Flex windows, translations, and transfers that concern
/// single trips or lines. One instance reads one feed, on one thread.
/// </remarks>
internal sealed partial class GtfsReader(FeedFiles files, GtfsReadOptions options, NoticeLog notices, IProgress<GtfsProgress>? progress, CancellationToken cancellation)
{
    private readonly TimetableSource source = new();
    private readonly IdTable stops = new();
    private readonly IdTable lines = new();
    private readonly IdTable services = new();
    private readonly IdTable trips = new();
    private readonly IdTable shapes = new();
    private readonly List<int> tripRows = [];
    private readonly Dictionary<string, string> agencies = new(StringComparer.Ordinal);

    /// <summary>Reads every file in an order in which references can be followed.</summary>
    public TimetableSource Read()
    {
        foreach (var required in new[] { "stops.txt", "routes.txt", "trips.txt", "stop_times.txt" })
        {
            if (!files.Contains(required))
            {
                throw FeedFiles.Refuse(required, "missing_required_file", $"The feed has no {required}: nothing can be routed without it. Ask the agency for the whole feed.");
            }
        }

        if (!files.Contains("calendar.txt") && !files.Contains("calendar_dates.txt"))
        {
            throw FeedFiles.Refuse(
                "calendar.txt", "missing_calendar_and_calendar_date_files", "The feed has neither calendar.txt nor calendar_dates.txt: nobody can say when its trips run. Ask the agency for the whole feed.");
        }

        ReadAgencies();
        ReadStops();
        ReadLines();
        ReadCalendars();
        ReadCalendarDates();
        ReadShapes();
        ReadTrips();
        ReadStopTimes();
        ReadFrequencies();
        ReadTransfers();
        ReadFeedInfo();
        return source;
    }

    /// <summary>Runs over the rows of a file; does nothing when the feed has none of that name.</summary>
    private void Each(string file, Action<GtfsTable> readAll)
    {
        if (files.Find(file) is not { } stream)
        {
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        using (var table = GtfsTable.Open(file, stream, notices, options, cancellation))
        {
            readAll(table);
            if (table.IsEmpty)
            {
                notices.Add(file, null, null, NoticeSeverity.Info, "empty_file", () => "The file has no rows.");
            }
        }

        progress?.Report(new GtfsProgress(file, files.InflatedBytes, files.ClaimedBytes));
    }

    private void ReadAgencies()
    {
        if (!files.Contains("agency.txt"))
        {
            notices.Add("agency.txt", null, null, NoticeSeverity.Warning, "missing_recommended_file", () => "The feed has no agency.txt: its times are taken as UTC. Ask the agency for its time zone.");
        }

        Each("agency.txt", table =>
        {
            int id = table.Column("agency_id"), name = table.Column("agency_name"), zone = table.Column("agency_timezone");
            var first = "";
            while (table.Read())
            {
                agencies.TryAdd(table.Text(id, "agency_id"), table.Text(name, "agency_name"));
                var zoneId = table.Text(zone, "agency_timezone");
                if (first.Length == 0)
                {
                    first = zoneId;
                    source.FeedName = table.Text(name, "agency_name");
                }
                else if (zoneId.Length > 0 && zoneId != first)
                {
                    table.Warn("agency_timezone", "inconsistent_agency_timezone", () => $"The agency's time zone {GtfsTable.Shorten(zoneId)} is not {first} of the first one, which counts for the whole feed.");
                }
            }

            if (TimeZoneInfo.TryFindSystemTimeZoneById(first, out _))
            {
                source.TimeZoneId = first;
            }
            else
            {
                notices.Add("agency.txt", 2, "agency_timezone", NoticeSeverity.Warning, "invalid_timezone", () => $"\"{GtfsTable.Shorten(first)}\" is no time zone that we know; times are taken as UTC.");
            }
        });
    }

    private void ReadFeedInfo() => Each("feed_info.txt", table =>
    {
        int publisher = table.Column("feed_publisher_name"), version = table.Column("feed_version"), start = table.Column("feed_start_date"), end = table.Column("feed_end_date");
        if (!table.Read())
        {
            return;
        }

        source.FeedVersion = table.Text(version, "feed_version");
        if (source.FeedName.Length == 0)
        {
            source.FeedName = table.Text(publisher, "feed_publisher_name");
        }

        if (GtfsValues.TryDate(table.Bytes(start), out var first) && GtfsValues.TryDate(table.Bytes(end), out var last)
            && source.Calendars.Any(calendar => calendar.First < first || calendar.Last > last))
        {
            notices.Add(table.File, table.Row, "feed_end_date", NoticeSeverity.Info, "feed_info_and_calendar_disagree", () => $"The feed says it is good from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, its calendars run longer; the calendars count.");
        }
    });

    private void ReadCalendars() => Each("calendar.txt", table =>
    {
        int id = table.RequiredColumn("service_id"), start = table.RequiredColumn("start_date"), end = table.RequiredColumn("end_date");
        string[] names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
        var weekdays = Array.ConvertAll(names, table.RequiredColumn);
        while (table.Read())
        {
            if (!HasDate(table, start, "start_date", out var first) || !HasDate(table, end, "end_date", out var last))
            {
                continue;
            }

            if (last < first)
            {
                table.Drop("end_date", "start_and_end_range_out_of_order", () => $"The service ends on {last:yyyy-MM-dd}, before it starts; the row was left out.");
                continue;
            }

            if (!services.TryAdd(table.Bytes(id), source.Services.Count))
            {
                table.Drop("service_id", "duplicate_key", () => "The service has a row already; the first one counts.");
                continue;
            }

            var mask = 0;
            for (var day = 0; day < 7; day++)
            {
                mask |= table.Bytes(weekdays[day]).SequenceEqual("1"u8) ? 1 << day : 0;
            }

            source.Calendars.Add(new SourceCalendar(source.Services.Count, mask, first, last));
            source.Services.Add(table.Text(id, "service_id"));
        }
    });

    private void ReadCalendarDates() => Each("calendar_dates.txt", table =>
    {
        int id = table.RequiredColumn("service_id"), when = table.RequiredColumn("date"), type = table.RequiredColumn("exception_type");
        var seen = new HashSet<(int, DateOnly)>();
        while (table.Read())
        {
            if (!HasDate(table, when, "date", out var date))
            {
                continue;
            }

            var kind = table.Number(type, "exception_type", 0);
            if (kind is not (1 or 2))
            {
                table.Drop("exception_type", "unexpected_enum_value", () => "The exception is neither 1 (added) nor 2 (removed); the row was left out.");
                continue;
            }

            var service = services.Find(table.Bytes(id));
            if (service < 0)
            {
                service = source.Services.Count;
                services.TryAdd(table.Bytes(id), service);
                source.Services.Add(table.Text(id, "service_id"));
            }

            if (!seen.Add((service, date)))
            {
                table.Drop("date", "duplicate_key", () => "The service has an exception for this date already; the first one counts.");
                continue;
            }

            source.CalendarDates.Add(new SourceCalendarDate(service, date, kind == 1));
        }
    });

    private static bool HasDate(GtfsTable table, int column, string name, out DateOnly date)
    {
        if (GtfsValues.TryDate(table.Bytes(column), out date))
        {
            return true;
        }

        var text = table.Text(column, name);
        table.Drop(name, "invalid_date", () => $"\"{GtfsTable.Shorten(text)}\" is no date (YYYYMMDD); the row was left out.");
        return false;
    }
}
