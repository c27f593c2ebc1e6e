using System.Globalization;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;
using Accessibility = ResourceMatch.Transit.Accessibility;
using Journey = ResourceMatch.Matching.Outings.Journey;
using Leg = ResourceMatch.Matching.Outings.Leg;

namespace ResourceMatch.Matching.Tests.Worlds;

/// <summary>A town on one street that runs due north, so that every distance is a difference of metres. The timetable is drawn as a text block.</summary>
internal static class Town
{
    /// <summary>A Monday.</summary>
    public static readonly DateOnly Monday = new(2027, 1, 4);

    private const double FirstLatitude = 41;
    private const double Longitude = -84;

    /// <summary>The point so many metres up the street.</summary>
    public static GeoPoint At(double meters) => new(Longitude, FirstLatitude + (meters / GreatCircle.MetersPerDegree));

    /// <summary>What one walk of so many straight metres takes by the documented terms: × 1.3 detour, 1.2 m/s, rounded up.</summary>
    public static int WalkSeconds(double straightMeters) => (int)Math.Ceiling(straightMeters * 1.3 / 1.2);

    public static int Clock(string text)
    {
        var parts = text.Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return (parts[0] * 3600) + (parts[1] * 60) + (parts.Length > 2 ? parts[2] : 0);
    }

    /// <param name="timetable">Blocks parted by blank lines: first the line's name and its stops as Name@metres, then one trip a row.</param>
    /// <param name="days">Weekdays that it runs; null = every day.</param>
    /// <param name="first">First day of the calendar.</param>
    /// <param name="last">Last day of the calendar.</param>
    /// <param name="options">What is supposed about moving.</param>
    /// <param name="zone">IANA name of the feed's time zone.</param>
    public static TravelNetwork Network(string timetable, DayOfWeek[]? days = null, DateOnly? first = null, DateOnly? last = null, MatchOptions? options = null, string zone = "America/New_York")
    {
        var source = new TimetableSource { FeedName = "Town", TimeZoneId = zone };
        source.Services.Add("days");
        var bits = (days ?? Enum.GetValues<DayOfWeek>()).Aggregate(0, (sum, day) => sum | (1 << (int)day));
        source.Calendars.Add(new SourceCalendar(0, bits, first ?? new DateOnly(2027, 1, 1), last ?? new DateOnly(2027, 12, 31)));
        Dictionary<string, int> stops = [];
        foreach (var block in timetable.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var rows = block.Split('\n').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
            source.Lines.Add(new TransitLine(rows[0][0], rows[0][0], "", 3, "", "", ""));
            foreach (var name in rows[0][1..].Where(name => name.Contains('@')))
            {
                var parts = name.Split('@');
                var point = At(double.Parse(parts[1], CultureInfo.InvariantCulture));
                stops[parts[0]] = source.Stops.Count;
                source.Stops.Add(new SourceStop(parts[0], parts[0], "", point.Latitude, point.Longitude, Wheelchair: Accessibility.Yes));
            }

            var calls = rows[0][1..].Select(name => stops[name.Split('@')[0]]).ToArray();
            foreach (var row in rows[1..])
            {
                source.Trips.Add(new SourceTrip($"{rows[0][0]}-{source.Trips.Count + 1}", source.Lines.Count - 1, 0, Wheelchair: Accessibility.Yes));
                for (var position = 0; position < calls.Length; position++)
                {
                    source.StopTimes.Add(new SourceStopTime(source.Trips.Count - 1, position, calls[position], Clock(row[position]), Clock(row[position])));
                }
            }
        }

        return new TravelNetwork([new KeyedFeed("town", TimetableCompiler.Compile(source).Timetable!)], options);
    }

    public static readonly Need Food = NeedOf("food", carries: false);

    public static Need NeedOf(string key, bool carries, NeedFor whose = NeedFor.Household, int stayMinutes = 20) =>
        new(key, "group", new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<string>>(), stayMinutes, carries, whose, false);

    /// <param name="opens">null = hours unknown; else 09:00-12:00 with the weekdays it is open, or every day.</param>
    public static Candidate Place(string name, double meters, string? opens = "00:00-23:59", params DayOfWeek[] days) => new()
    {
        ServiceId = new Id<Service>(IdOf(name)),
        ServiceAtLocationId = new Id<ServiceAtLocation>(IdOf(name)),
        ServiceName = name,
        OrganizationName = "Helpers of the Street",
        Point = At(meters),
        Needs = new HashSet<string> { Food.Key },
        Hours = opens is null ? OpeningHours.None : Weekly(opens, days),
        AssuredDate = Monday.AddDays(-10),
    };

    public static OpeningHours Weekly(string opens, params DayOfWeek[] days)
    {
        var all = days.Length == 0 ? Enum.GetValues<DayOfWeek>() : days;
        return new OpeningHours([.. opens.Split(',').Select(range => range.Split('-')).Select(range => new Schedule
        {
            Id = new Id<Schedule>(Guid.NewGuid()),
            Freq = "WEEKLY",
            Byday = string.Join(',', all.Select(day => day.ToString()[..2].ToUpperInvariant())),
            OpensAt = TimeOnly.Parse(range[0], CultureInfo.InvariantCulture),
            ClosesAt = TimeOnly.Parse(range[1], CultureInfo.InvariantCulture),
        })]);
    }

    public static Household Family(double homeMeters = 0, string? free = null, params DayOfWeek[] days) => new()
    {
        Id = "family",
        Home = At(homeMeters),
        FreeTimes = free is null ? [] : [.. (days.Length == 0 ? Enum.GetValues<DayOfWeek>() : days).Select(day => new FreeTime(day, Clock(free.Split('-')[0]) / 60, Clock(free.Split('-')[1]) / 60))],
    };

    public static MatchAnswer Match(TravelNetwork network, Household household, IReadOnlyList<Candidate> candidates, Need? need = null, DateOnly? from = null, int days = 7) =>
        new MatchEngine(candidates).Match(new HouseholdTravel(network, household), need ?? Food, from ?? Monday, days);

    /// <summary>One line that tells an outing: "Mon walk 2m · 7 08:05→08:20 · visit 08:22-08:42 · …".</summary>
    public static string Tell(Outing outing) =>
        $"{outing.Date.DayOfWeek.ToString()[..3]} leave {Text(outing.LeaveHomeSeconds)}{Tell(outing.There)} · at {Text(outing.ArrivePlaceSeconds)} · visit {Text(outing.VisitStartSeconds)}-{Text(outing.VisitEndSeconds)} · go {Text(outing.LeavePlaceSeconds)}{Tell(outing.Back)} · home {Text(outing.ArriveHomeSeconds)}";

    private static string Tell(Journey journey) => string.Concat(journey.Legs.Select(leg => leg switch
    {
        Leg.Walk walk => $" · walk {walk.Seconds}s",
        Leg.Ride ride => $" · {ride.LineName} {Text(ride.BoardSeconds)}→{Text(ride.AlightSeconds)}",
        Leg.Drive drive => $" · drive {drive.Seconds}s",
        _ => "?",
    }));

    private static string Text(int seconds) => seconds % 60 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");

    private static Guid IdOf(string name) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
}
