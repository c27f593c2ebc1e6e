using ResourceMatch.Importers.Notices;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>Trips, stop times and frequencies.</summary>
internal sealed partial class GtfsReader
{
    private void ReadTrips() => Each("trips.txt", table =>
    {
        int id = table.RequiredColumn("trip_id"), line = table.RequiredColumn("route_id"), service = table.RequiredColumn("service_id");
        int headsign = table.Column("trip_headsign"), direction = table.Column("direction_id"), shape = table.Column("shape_id"), wheelchair = table.Column("wheelchair_accessible");
        while (table.Read())
        {
            var (lineIndex, serviceIndex) = (lines.Find(table.Bytes(line)), services.Find(table.Bytes(service)));
            if (lineIndex < 0 || serviceIndex < 0)
            {
                table.Drop(
                    lineIndex < 0 ? "route_id" : "service_id", "foreign_key_violation",
                    () => lineIndex < 0 ? "The trip's route is not in routes.txt; the trip was left out." : "The trip's service is in no calendar; the trip was left out.");
                continue;
            }

            if (!trips.TryAdd(table.Bytes(id), source.Trips.Count))
            {
                table.Drop("trip_id", "duplicate_key", () => "A trip with this id stands there already; the first one counts.");
                continue;
            }

            var shapeIndex = table.Bytes(shape).IsEmpty ? -1 : shapes.Find(table.Bytes(shape));
            if (shapeIndex < 0 && !table.Bytes(shape).IsEmpty && files.Contains("shapes.txt"))
            {
                table.Warn("shape_id", "foreign_key_violation", () => "The trip's shape is not in shapes.txt; the map goes straight from stop to stop.");
            }

            tripRows.Add(table.Row);
            source.Trips.Add(new SourceTrip(
                table.Text(id, "trip_id"), lineIndex, serviceIndex, table.Text(headsign, "trip_headsign"), table.Number(direction, "direction_id", -1),
                shapeIndex, AccessibilityOf(table, wheelchair, "wheelchair_accessible")));
        }
    });

    private void ReadStopTimes() => Each("stop_times.txt", table =>
    {
        int trip = table.RequiredColumn("trip_id"), stop = table.RequiredColumn("stop_id"), sequence = table.RequiredColumn("stop_sequence");
        int arrival = table.Column("arrival_time"), departure = table.Column("departure_time"), headsign = table.Column("stop_headsign");
        int pickup = table.Column("pickup_type"), dropOff = table.Column("drop_off_type"), distance = table.Column("shape_dist_traveled");
        int[] windows = [.. new[] { "start_pickup_drop_off_window", "location_id", "location_group_id" }.Select(table.Column).Where(column => column >= 0)];
        if (arrival < 0 && departure < 0)
        {
            throw FeedFiles.Refuse(table.File, "missing_required_column", "stop_times.txt has neither arrival_time nor departure_time: the feed cannot be read without them.");
        }

        while (table.Read())
        {
            if (windows.Length > 0 && HasAny(table, windows))
            {
                table.Warn(null, "flexible_service", () => "The row is a service on demand, which runs on no timetable; it was left out.");
                continue;
            }

            var (tripIndex, stopIndex) = (trips.Find(table.Bytes(trip)), stops.Find(table.Bytes(stop)));
            if (tripIndex < 0 || stopIndex < 0)
            {
                DropOrphan(table, hasTrip: tripIndex >= 0);
                continue;
            }

            var order = table.Number(sequence, "stop_sequence", -1);
            if (order < 0)
            {
                table.Drop("stop_sequence", "number_out_of_range", () => "The row has no stop_sequence of 0 or more; it was left out.");
                continue;
            }

            int arrivalSeconds = TimeOf(table, arrival, "arrival_time"), departureSeconds = TimeOf(table, departure, "departure_time");
            if ((arrivalSeconds == SourceStopTime.Blank) != (departureSeconds == SourceStopTime.Blank))
            {
                table.Warn(null, "stop_time_with_only_arrival_or_departure_time", () => "Only one of arrival and departure is given; it was taken for both.");
            }

            source.StopTimes.Add(new SourceStopTime(
                tripIndex, order, stopIndex, arrivalSeconds, departureSeconds, distance < 0 ? double.NaN : table.Decimal(distance, "shape_dist_traveled"),
                RuleOf(table, pickup, "pickup_type"), RuleOf(table, dropOff, "drop_off_type")));
            if (!table.Bytes(headsign).IsEmpty && source.Trips[tripIndex].Headsign.Length == 0)
            {
                source.Trips[tripIndex] = source.Trips[tripIndex] with { Headsign = table.Text(headsign, "stop_headsign") };
            }
        }

        ReportTripsWithoutStopTimes();
    });

    private static bool HasAny(GtfsTable table, int[] columns) => Array.Exists(columns, column => !table.Bytes(column).IsEmpty);

    // Apart from the loop, which would else make a closure for each of a million good rows.
    private static void DropOrphan(GtfsTable table, bool hasTrip)
    {
        if (hasTrip)
        {
            table.Drop("stop_id", "foreign_key_violation", () => "The stop is not in stops.txt; the row was left out.");
        }
        else
        {
            table.Drop("trip_id", "foreign_key_violation", () => "The trip is not in trips.txt, or was left out there; so was the row.");
        }
    }

    private void ReportTripsWithoutStopTimes()
    {
        var hasRows = new bool[source.Trips.Count];
        foreach (var row in source.StopTimes)
        {
            hasRows[row.Trip] = true;
        }

        for (var trip = 0; trip < hasRows.Length; trip++)
        {
            if (!hasRows[trip])
            {
                var id = source.Trips[trip].Id;
                notices.Add("trips.txt", tripRows[trip], "trip_id", NoticeSeverity.Warning, "unused_trip", () => $"The trip {GtfsTable.Shorten(id)} has no stop times; it was left out.");
            }
        }
    }

    private void ReadFrequencies() => Each("frequencies.txt", table =>
    {
        int trip = table.RequiredColumn("trip_id"), start = table.RequiredColumn("start_time"), end = table.RequiredColumn("end_time"), headway = table.RequiredColumn("headway_secs"), exact = table.Column("exact_times");
        while (table.Read())
        {
            var tripIndex = trips.Find(table.Bytes(trip));
            if (tripIndex < 0)
            {
                table.Drop("trip_id", "foreign_key_violation", () => "The trip is not in trips.txt, or was left out there; so was the row.");
                continue;
            }

            int from = TimeOf(table, start, "start_time"), until = TimeOf(table, end, "end_time");
            if (from == SourceStopTime.Blank || until == SourceStopTime.Blank)
            {
                table.Drop("start_time", "missing_required_field", () => "The row has no start or no end; it was left out.");
                // The trip stays a template all the same: its own times are not meant to be run.
                (from, until) = (0, 0);
            }

            source.Frequencies.Add(new SourceFrequency(tripIndex, from, until, table.Number(headway, "headway_secs", 0), table.Number(exact, "exact_times", 0) == 1));
        }
    });

    private static int TimeOf(GtfsTable table, int column, string name)
    {
        var bytes = table.Bytes(column);
        if (bytes.IsEmpty)
        {
            return SourceStopTime.Blank;
        }

        if (GtfsValues.TryTime(bytes, out var seconds))
        {
            return seconds;
        }

        WarnTime(table, name, table.Text(column, name));
        return SourceStopTime.Blank;
    }

    private static void WarnTime(GtfsTable table, string name, string text) =>
        table.Warn(name, "invalid_time", () => $"\"{GtfsTable.Shorten(text)}\" is no time (HH:MM:SS); it was read as blank.");

    private static byte RuleOf(GtfsTable table, int column, string name) => table.Number(column, name, 0) switch
    {
        >= 0 and <= 3 and var rule => (byte)rule,
        _ => 0,
    };
}
