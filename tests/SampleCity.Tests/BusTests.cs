using System.Globalization;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.SampleCity.Tests;

public sealed class BusTests
{
    private static readonly List<Dictionary<string, string>> Trips = Sample.Gtfs("trips");
    private static readonly List<Dictionary<string, string>> Stops = Sample.Gtfs("stops");
    private static readonly ILookup<string, Dictionary<string, string>> Times = Sample.Gtfs("stop_times").ToLookup(row => row["trip_id"]);
    private static readonly Dictionary<string, GeoPoint> Points = Stops.ToDictionary(row => row["stop_id"], row => new GeoPoint(Sample.Degrees(row["stop_lon"]), Sample.Degrees(row["stop_lat"])));

    [Fact]
    public void Six_lines_call_at_140_stops()
    {
        Assert.Equal(6, Sample.Gtfs("routes").Count);
        Assert.Equal(140, Stops.Count);
        Assert.Equal(140, Points.Keys.Intersect(Times.SelectMany(rows => rows).Select(row => row["stop_id"])).Count());
        Assert.Equal(140, Points.Values.Distinct().Count());
        Assert.Equal(["", "1", "2"], Stops.Select(row => row["wheelchair_boarding"]).Distinct().Order());
        Assert.Equal(["", "1", "2"], Trips.Select(row => row["wheelchair_accessible"]).Distinct().Order());
    }

    [Fact]
    public void Every_reference_is_kept()
    {
        var routes = Sample.Gtfs("routes").Select(row => row["route_id"]).ToHashSet();
        var services = Sample.Gtfs("calendar").Concat(Sample.Gtfs("calendar_dates")).Select(row => row["service_id"]).ToHashSet();
        var shapes = Sample.Gtfs("shapes").Select(row => row["shape_id"]).ToHashSet();
        Assert.Equal(Trips.Count, Trips.Select(row => row["trip_id"]).Distinct().Count());
        foreach (var trip in Trips)
        {
            Assert.Contains(trip["route_id"], routes);
            Assert.Contains(trip["service_id"], services);
            Assert.Contains(trip["shape_id"], shapes);
            Assert.NotEmpty(trip["trip_headsign"]);
            Assert.True(Times[trip["trip_id"]].Count() >= 2, trip["trip_id"]);
        }

        Assert.Equal(Trips.Count, Times.Count);
        Assert.All(Sample.Gtfs("frequencies"), row => Assert.Contains(Trips, trip => trip["trip_id"] == row["trip_id"]));
    }

    [Fact]
    public void No_bus_flies_and_none_stands_still()
    {
        foreach (var trip in Times)
        {
            var calls = trip.ToList();
            Assert.Equal(Enumerable.Range(1, calls.Count).Select(i => i.ToString(CultureInfo.InvariantCulture)), calls.Select(row => row["stop_sequence"]));
            foreach (var (from, to) in calls.Zip(calls.Skip(1)))
            {
                var minutes = Sample.Minute(to["arrival_time"]) - Sample.Minute(from["departure_time"]);
                Assert.True(minutes >= 1, $"{trip.Key} at {to["stop_id"]}");
                var kilometersPerHour = Points[from["stop_id"]].MetersTo(Points[to["stop_id"]]) / 1_000 / (minutes / 60.0);
                Assert.True(kilometersPerHour < 45, $"{trip.Key} rushes at {kilometersPerHour:0} km/h to {to["stop_id"]}");
            }
        }
    }

    [Fact]
    public void Weekdays_Saturdays_and_Sundays_hold_until_2036()
    {
        var calendar = Sample.Gtfs("calendar").ToDictionary(row => row["service_id"]);
        Assert.Equal(["SA", "SU", "WK"], calendar.Keys.Order());
        Assert.All(calendar.Values, row => Assert.True(Sample.Day(row["start_date"], "yyyyMMdd") <= new DateOnly(2026, 1, 1) && Sample.Day(row["end_date"], "yyyyMMdd") >= new DateOnly(2036, 12, 31)));
        Assert.All(calendar.Keys, service => Assert.Contains(Trips, trip => trip["service_id"] == service));
        foreach (var year in Enumerable.Range(2026, 11))
        {
            var dates = Sample.Gtfs("calendar_dates").Where(row => row["date"].StartsWith(year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)).ToList();
            Assert.InRange(dates.Count(row => row["exception_type"] == "2"), 4, 6);
            Assert.All(dates.Where(row => row["exception_type"] == "2"), row => Assert.Contains(dates, other => other["date"] == row["date"] && other["service_id"] == "SU" && other["exception_type"] == "1"));
        }

        Assert.Contains(Sample.Gtfs("calendar_dates"), row => row["date"] == "20261126" && row["service_id"] == "WK" && row["exception_type"] == "2");
    }

    [Fact]
    public void One_service_lives_in_calendar_dates_alone()
    {
        var alone = Sample.Gtfs("calendar_dates").Select(row => row["service_id"]).Except(Sample.Gtfs("calendar").Select(row => row["service_id"])).ToList();
        Assert.Equal(["MARKET"], alone);
        Assert.Contains(Trips, trip => trip["service_id"] == "MARKET");
        Assert.All(Sample.Gtfs("calendar_dates").Where(row => row["service_id"] == "MARKET"), row => Assert.Equal(DayOfWeek.Saturday, Sample.Day(row["date"], "yyyyMMdd")!.Value.DayOfWeek));
    }

    [Fact]
    public void One_trip_passes_midnight_one_line_is_a_loop_and_one_runs_by_frequencies()
    {
        Assert.Equal("7-WK-0-2345", Assert.Single(Times, trip => trip.Any(row => Sample.Minute(row["arrival_time"]) > 1_440)).Key);

        var loops = Trips.Where(trip => Times[trip["trip_id"]].First()["stop_id"] is { } first && Points[first].MetersTo(Points[Times[trip["trip_id"]].Last()["stop_id"]]) < 80).ToList();
        Assert.Equal("HF-20", Assert.Single(loops.Select(trip => trip["route_id"]).Distinct()));

        var byFrequency = Sample.Gtfs("frequencies").Select(row => Trips.Single(trip => trip["trip_id"] == row["trip_id"])).ToList();
        Assert.Equal("HF-2", Assert.Single(byFrequency.Select(trip => trip["route_id"]).Distinct()));
        Assert.Equal(Trips.Count(trip => trip["route_id"] == "HF-2"), byFrequency.Count);
        Assert.All(Sample.Gtfs("frequencies"), row => Assert.Equal("0", row["exact_times"]));
    }

    [Fact]
    public void The_feed_says_that_it_is_invented()
    {
        Assert.Contains("invented", Assert.Single(Sample.Gtfs("agency"))["agency_name"], StringComparison.Ordinal);
        Assert.Contains("invented", Assert.Single(Sample.Gtfs("feed_info"))["feed_publisher_name"], StringComparison.Ordinal);
        Assert.Equal("America/New_York", Assert.Single(Sample.Gtfs("agency"))["agency_timezone"]);
    }
}
