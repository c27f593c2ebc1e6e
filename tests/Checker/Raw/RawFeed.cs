using System.Globalization;

namespace ResourceMatch.Checker.Raw;

internal sealed record RawStop(string Id, string Name, LatLon Point, int Wheelchair, int LocationType);

/// <param name="Pickup">0 = as usual, 1 = nobody boards, 2 and 3 = only who phoned, or asks the driver.</param>
internal sealed record RawStopTime(string StopId, int Arrival, int Departure, int Pickup = 0, int DropOff = 0)
{
    public bool MayBoard(bool callAhead) => May(Pickup, callAhead);

    public bool MayAlight(bool callAhead) => May(DropOff, callAhead);

    private static bool May(int rule, bool callAhead) => rule == 0 || (rule is 2 or 3 && callAhead);
}

internal sealed record RawFrequency(int Start, int End, int Headway);

internal sealed record RawTrip(string Id, string RouteId, string ServiceId, int Wheelchair, IReadOnlyList<RawStopTime> Times, IReadOnlyList<RawFrequency> Frequencies)
{
    /// <summary>By how many seconds the written times are moved on each departure of a service day: 0 once, or one for each headway.</summary>
    public IEnumerable<int> Shifts()
    {
        if (Frequencies.Count == 0)
        {
            yield return 0;
            yield break;
        }

        foreach (var row in Frequencies)
        {
            for (var start = row.Start; row.Headway > 0 && start < row.End; start += row.Headway) yield return start - Times[0].Departure;
        }
    }
}

/// <summary>A GTFS feed as its rows say it, read without any code of the product.</summary>
/// <remarks>Blank times are laid on a line between their neighbours (shape_dist_traveled where it grows, else position), rounded down; trips that run backwards or end without times are left out.</remarks>
internal sealed class RawFeed
{
    private readonly Dictionary<string, (bool[] Days, DateOnly From, DateOnly To)> calendar = [];
    private readonly Dictionary<(string Service, DateOnly Date), bool> exceptions = [];
    private readonly TimeZoneInfo zone;

    private static readonly HashSet<string> UnitedStatesZones =
    [
        "America/New_York", "America/Detroit", "America/Chicago", "America/Denver", "America/Boise", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "America/Juneau", "America/Sitka",
        "America/Nome", "America/Adak", "America/Menominee", "America/Kentucky/Louisville", "America/Kentucky/Monticello", "America/Indiana/Indianapolis", "America/Indiana/Knox", "Pacific/Honolulu",
    ];

    public RawFeed(RawFiles files)
    {
        Stops = ReadStops(files);
        foreach (var row in files.Rows("calendar.txt"))
        {
            bool[] days = [.. new[] { "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday" }.Select(day => row[day] == "1")];
            calendar.TryAdd(row["service_id"], (days, Date(row["start_date"]), Date(row["end_date"])));
        }

        foreach (var row in files.Rows("calendar_dates.txt"))
        {
            exceptions.TryAdd((row["service_id"], Date(row["date"])), row["exception_type"] == "1");
        }

        zone = TimeZoneInfo.FindSystemTimeZoneById(files.Rows("agency.txt").Select(row => row["agency_timezone"]).FirstOrDefault(id => id.Length > 0) ?? "UTC");
        Trips = ReadTrips(files);
        Transfers = files.Rows("transfers.txt")
            .Where(row => row["from_trip_id"].Length + row["to_trip_id"].Length + row["from_route_id"].Length + row["to_route_id"].Length == 0)
            .GroupBy(row => (row["from_stop_id"], row["to_stop_id"]))
            .ToDictionary(pair => pair.Key, pair => (Type: Number(pair.First()["transfer_type"], 0), MinSeconds: Number(pair.First()["min_transfer_time"], -1)));
    }

    public IReadOnlyDictionary<string, RawStop> Stops { get; }

    public IReadOnlyDictionary<string, RawTrip> Trips { get; }

    /// <summary>Ids of the services that any trip belongs to.</summary>
    public IReadOnlyList<string> Services => field ??= [.. TripsOf.Select(group => group.Key)];

    public ILookup<string, RawTrip> TripsOf => field ??= Trips.Values.ToLookup(trip => trip.ServiceId);

    /// <summary>What runs on a date and on the days beside it: dates of which this is the same have the same buses.</summary>
    public string Signature(DateOnly date) =>
        string.Join('|', new[] { -1, 0, 1 }.Select(days => $"{SecondsBetween(date, date.AddDays(days))}:{string.Join(',', Services.Where(service => Runs(service, date.AddDays(days))))}"));

    public IReadOnlyDictionary<(string From, string To), (int Type, int MinSeconds)> Transfers { get; }

    /// <summary>Seconds needed from alighting at one stop to boarding at another: the walk and 120 s, unless transfers.txt gives its own time. Null = no change is possible there.</summary>
    public int? ChangeSeconds(string from, string to, int walkSeconds)
    {
        var (type, minSeconds) = Transfers.Count == 0 ? (0, -1) : Transfers.GetValueOrDefault((from, to), (0, -1));
        return type == 3 ? null : minSeconds >= 0 ? Math.Max(minSeconds, walkSeconds) : walkSeconds + 120;
    }

    public bool Runs(string service, DateOnly date) =>
        exceptions.TryGetValue((service, date), out var added)
            ? added
            : calendar.TryGetValue(service, out var row) && row.Days[(int)date.DayOfWeek] && date >= row.From && date <= row.To;

    /// <summary>Whether the date lies between the first and the last date on which anything runs.</summary>
    public bool Covers(DateOnly date) => date >= FirstDate && date <= LastDate;

    public DateOnly FirstDate => field == default ? field = Dates().DefaultIfEmpty(DateOnly.MaxValue).Min() : field;

    public DateOnly LastDate => field == default ? field = Dates().DefaultIfEmpty(DateOnly.MinValue).Max() : field;

    /// <summary>Seconds from the service-day zero of one date to that of another (noon minus 12 h): a day each, an hour off over a clock change.</summary>
    public int SecondsBetween(DateOnly from, DateOnly to)
    {
        DateTime Noon(DateOnly date) => TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(new TimeOnly(12, 0)), zone);
        return (int)(Noon(to) - Noon(from)).TotalSeconds;
    }

    /// <summary>Whether its clocks are those of the United States.</summary>
    public bool IsInUnitedStates => UnitedStatesZones.Contains(zone.Id);

    /// <summary>Seconds from the date's service-day zero of a moment on the wall clock; 86,400 and more lie on the next day.</summary>
    public int SecondsOfClock(DateOnly date, int clockSeconds)
    {
        var wall = date.ToDateTime(TimeOnly.MinValue).AddSeconds(clockSeconds);
        // A time that the clocks skip is read with the offset before the jump; of one that comes twice the first is meant.
        var offset = zone.IsInvalidTime(wall) ? zone.GetUtcOffset(wall.AddHours(-3)) : zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        var utc = wall - offset;
        var noon = TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(new TimeOnly(12, 0)), zone);
        return (int)(utc - noon).TotalSeconds + 43_200;
    }

    private IEnumerable<DateOnly> Dates()
    {
        var used = Trips.Values.Select(trip => trip.ServiceId).ToHashSet();
        foreach (var (service, row) in calendar.Where(entry => used.Contains(entry.Key)))
        {
            for (var date = row.From; date <= row.To; date = date.AddDays(1))
            {
                if (Runs(service, date)) yield return date;
            }
        }

        foreach (var ((service, date), added) in exceptions)
        {
            if (added && used.Contains(service)) yield return date;
        }
    }

    private static Dictionary<string, RawStop> ReadStops(RawFiles files)
    {
        var rows = files.Rows("stops.txt").GroupBy(row => row["stop_id"]).ToDictionary(group => group.Key, group => group.First());
        return rows.ToDictionary(entry => entry.Key, entry =>
        {
            var row = entry.Value;
            CsvTable.Row? parent = rows.TryGetValue(row["parent_station"], out var found) ? found : null;
            var point = Point(row) is { IsKnown: true } own ? own : parent is { } station ? Point(station) : LatLon.Unknown;
            var wheelchair = Number(row["wheelchair_boarding"], 0);
            if (wheelchair == 0 && parent is { } above) wheelchair = Number(above["wheelchair_boarding"], 0);
            return new RawStop(entry.Key, row["stop_name"], point, wheelchair, Number(row["location_type"], 0));
        });
    }

    private Dictionary<string, RawTrip> ReadTrips(RawFiles files)
    {
        var frequencies = files.Rows("frequencies.txt").ToLookup(row => row["trip_id"], row => new RawFrequency(Seconds(row["start_time"]), Seconds(row["end_time"]), Number(row["headway_secs"], 0)));
        var times = files.Rows("stop_times.txt").Where(row => Stops.TryGetValue(row["stop_id"], out var stop) && stop.LocationType == 0).ToLookup(row => row["trip_id"]);
        var trips = new Dictionary<string, RawTrip>();
        foreach (var row in files.Rows("trips.txt"))
        {
            var id = row["trip_id"];
            if (trips.ContainsKey(id) || BlankTimes.Fill(times[id]) is not { } filled) continue;
            trips.Add(id, new RawTrip(id, row["route_id"], row["service_id"], Number(row["wheelchair_accessible"], 0), filled, [.. frequencies[id]]));
        }

        return trips;
    }

    private static LatLon Point(CsvTable.Row row) =>
        double.TryParse(row["stop_lat"], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
        && double.TryParse(row["stop_lon"], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            ? new LatLon(latitude, longitude)
            : LatLon.Unknown;

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture);

    internal static int Number(string text, int otherwise) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>Seconds of H:MM:SS, which may pass 24 h; -1 = blank.</summary>
    internal static int Seconds(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 3 ? Number(parts[0], 0) * 3600 + Number(parts[1], 0) * 60 + Number(parts[2], 0) : -1;
    }
}
