using System.Globalization;
using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Buses;

/// <summary>The city's timetable as GTFS text files.</summary>
internal static class GtfsFiles
{
    private const double MetersPerSecond = 5.8;
    private const int DwellSeconds = 15;

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static IEnumerable<(string Name, string Text)> Write(ulong seed, StopPlan plan)
    {
        yield return ("agency.txt", Csv.File("agency_id,agency_name,agency_url,agency_timezone,agency_lang,agency_phone",
            [["HFT", "Heron Ferry Transit (invented)", "https://transit.heron-ferry.example", "America/New_York", "en", "555-0199"]]));
        yield return ("feed_info.txt", Csv.File("feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date,feed_version",
            [["ResourceMatch sample (invented city)", "https://transit.heron-ferry.example", "en", Day(Calendar.First), Day(Calendar.Last), "sample-1"]]));
        yield return ("calendar.txt", Csv.File("service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
        [
            [Calendar.Weekday, "1", "1", "1", "1", "1", "0", "0", Day(Calendar.First), Day(Calendar.Last)],
            [Calendar.Saturday, "0", "0", "0", "0", "0", "1", "0", Day(Calendar.First), Day(Calendar.Last)],
            [Calendar.Sunday, "0", "0", "0", "0", "0", "0", "1", Day(Calendar.First), Day(Calendar.Last)],
        ]));
        yield return ("calendar_dates.txt", Csv.File("service_id,date,exception_type",
            Calendar.Exceptions().Select(each => (string[])[each.Service, Day(each.Date), each.Exception.ToString(Plain)])));
        yield return ("routes.txt", Csv.File("route_id,agency_id,route_short_name,route_long_name,route_type,route_color,route_text_color",
            BusLine.All.Select(line => (string[])[line.RouteId, "HFT", line.Number, line.Name, "3", line.Color, line.TextColor])));
        yield return ("stops.txt", Csv.File("stop_id,stop_name,stop_lat,stop_lon,wheelchair_boarding",
            plan.Stops.Select(stop => (string[])[stop.Id, stop.Name, Degrees(stop.Point.Latitude), Degrees(stop.Point.Longitude), stop.Wheelchair])));
        yield return ("shapes.txt", Csv.File("shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence", plan.Runs.SelectMany(ShapeRows)));
        foreach (var file in WriteTrips(seed, plan)) yield return file;
    }

    private static IEnumerable<(string Name, string Text)> WriteTrips(ulong seed, StopPlan plan)
    {
        var draw = new Seeded(seed, "trips");
        var trips = new List<string[]>();
        var times = new List<string[]>();
        var frequencies = new List<string[]>();
        foreach (var run in plan.Runs)
        {
            foreach (var departure in Timetable.Departures(run))
            {
                var trip = $"{run.Line.Number}-{departure.Service}-{run.Direction}-{departure.Minute / 60:00}{departure.Minute % 60:00}";
                // Most buses have a lift; of some the agency does not say, a few are old.
                var wheelchair = draw.Below(20) switch { < 16 => "1", < 18 => "", _ => "2" };
                trips.Add([run.Line.RouteId, departure.Service, trip, run.Headsign, run.Direction.ToString(Plain), ShapeId(run), wheelchair]);
                var sequence = 1;
                foreach (var (stop, minute) in Calls(run, departure.Minute))
                {
                    var (pickup, dropOff) = OnRequest(run, departure, stop) ? ("2", "3") : ("", "");
                    times.Add([trip, Clock(minute), Clock(minute), stop.Id, sequence++.ToString(Plain), pickup, dropOff]);
                }

                if (departure.Frequency is { } window)
                    frequencies.Add([trip, Clock(window.FromMinute), Clock(window.UntilMinute), (window.HeadwayMinutes * 60).ToString(Plain), "0"]);
            }
        }

        yield return ("trips.txt", Csv.File("route_id,service_id,trip_id,trip_headsign,direction_id,shape_id,wheelchair_accessible", trips));
        yield return ("stop_times.txt", Csv.File("trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type", times));
        yield return ("frequencies.txt", Csv.File("trip_id,start_time,end_time,headway_secs,exact_times", frequencies));
    }

    /// <summary>At weekends line 4 goes to the last three stops at its western end only for riders who phone (pickup_type 2) or tell the driver (drop_off_type 3).</summary>
    private static bool OnRequest(BusRun run, Departure departure, BusStop stop)
    {
        if (run.Line.Number != "4" || departure.Service == Calendar.Weekday) return false;
        var western = run.Direction == 0 ? run.Calls.Take(3) : run.Calls.TakeLast(3);
        return western.Any(call => call.Stop == stop);
    }

    /// <summary>Whole minutes, as a printed timetable has them, each later than the one before.</summary>
    private static IEnumerable<(BusStop Stop, int Minute)> Calls(BusRun run, int startMinute)
    {
        var (seconds, before, last) = (0.0, run.Calls[0].Meters, startMinute - 1);
        foreach (var (stop, meters) in run.Calls)
        {
            seconds += (meters - before) / MetersPerSecond + (meters > before ? DwellSeconds : 0);
            before = meters;
            last = Math.Max(last + 1, startMinute + (int)(seconds / 60));
            yield return (stop, last);
        }
    }

    private static IEnumerable<string[]> ShapeRows(BusRun run) =>
        run.Shape.Select(CityPlan.ToPoint).Select((point, i) => (string[])[ShapeId(run), Degrees(point.Latitude), Degrees(point.Longitude), (i + 1).ToString(Plain)]);

    private static string ShapeId(BusRun run) => $"{run.Line.Number}-{run.Direction}";

    private static string Day(DateOnly date) => date.ToString("yyyyMMdd", Plain);

    private static string Clock(int minute) => string.Create(Plain, $"{minute / 60:00}:{minute % 60:00}:00");

    private static string Degrees(double degrees) => degrees.ToString("0.00000", Plain);
}
