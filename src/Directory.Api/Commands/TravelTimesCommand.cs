using System.CommandLine;
using System.Globalization;
using ResourceMatch.Domain.Places;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Commands;

/// <summary><c>travel-times</c>: from some places to others, at one departure or over a window, as CSV. Needs a database for <c>--destinations services</c> alone.</summary>
/// <remarks>
/// Rows are origin, destination, departure, arrival (seconds after service-day zero) for destinations that can be reached, the origin included; with --percentiles one row for origin and destination
/// with seconds of travel. Exit 0, or 1 with a sentence that names the value that was refused.
/// </remarks>
public static class TravelTimesCommand
{
    private const string Services = "services";

    private static readonly Option<string[]> Gtfs = new("--gtfs") { Description = "A GTFS feed: a zip file or a folder. Can be given again; then a stop is called FEED:ID.", Required = true, HelpName = "PATH" };
    private static readonly Option<string?> Osm = new("--osm") { Description = "Streets to walk on, .osm or .osm.pbf; for --walking streets.", HelpName = "FILE" };
    private static readonly Option<string> Date = new("--date") { Description = "The service date, as 2026-05-13.", Required = true, HelpName = "DATE" };
    private static readonly Option<string[]> Origins = new("--origins") { Description = "A CSV with columns id, lat, lon; a text file with one stop id or latitude,longitude a line; one stop id; or one latitude,longitude. Can be given again.", Required = true, HelpName = "PLACES" };
    private static readonly Option<string[]> Destinations = new("--destinations") { Description = "As --origins, all of them stops or all of them points; or services: every place of the directory. Without it, every stop.", HelpName = "PLACES" };
    private static readonly Option<string> DepartAt = new("--depart") { Description = "When to leave, as 08:00 or 25:10:00.", Required = true, HelpName = "TIME" };
    private static readonly Option<string> Until = new("--until") { Description = "Leave again and again until this time, itself excluded.", HelpName = "TIME" };
    private static readonly Option<string> Every = new("--every") { Description = "Seconds between two departures of a window (60).", HelpName = "SECONDS" };
    private static readonly Option<string> Percentiles = new("--percentiles") { Description = "One row for origin and destination, with the seconds of travel that so many in a hundred departures do not pass, as 5,25,50,75,95.", HelpName = "LIST" };
    private static readonly Option<string> Walking = new("--walking") { Description = "Between stops. line: the straight line times 1.3. streets: along --osm, up to 1,000 m. feed: what transfers.txt says, nothing else. (streets with --osm, else line)", HelpName = "feed|line|streets" };
    private static readonly Option<string> WalkMeters = new("--walk-meters") { Description = "Longest single walk (1200).", HelpName = "N" };
    private static readonly Option<string> ChangeSeconds = new("--change-seconds") { Description = "Time to change vehicles (120).", HelpName = "SECONDS" };
    private static readonly Option<string> Threads = new("--threads") { Description = "Threads to use (1).", HelpName = "N" };
    private static readonly Option<string> Output = new("--out") { Description = "Where to write the CSV; without it the rows go to standard output, or nowhere with --timing.", HelpName = "FILE" };
    private static readonly Option<bool> Timing = new("--timing") { Description = "Print the milliseconds of routing alone, per origin." };

    /// <summary>The verb for the host's root command.</summary>
    public static Command Create() => Create(null);

    /// <param name="loadSettings">Null = as all verbs read them.</param>
    internal static Command Create(Func<IConfiguration>? loadSettings)
    {
        var command = new Command("travel-times", "Travel times by public transport between stops, points and services.")
        {
            Gtfs, Osm, Date, Origins, Destinations, DepartAt, Until, Every, Percentiles, Walking, WalkMeters, ChangeSeconds, Threads, Output, Timing,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, loadSettings ?? HostSettings.Load, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Func<IConfiguration> loadSettings, CancellationToken cancellation)
    {
        try
        {
            // What the words alone can tell is refused before anything is read.
            var options = new DayOptions { Walking = WalkingOf(parsed), ChangeSeconds = Number(parsed, ChangeSeconds, 120, 0, 86_400), MaxWalkMeters = Number(parsed, WalkMeters, 1_200, 0, 20_000) };
            var (departures, percentiles, threads) = (Departures(parsed), PercentilesOf(parsed), Number(parsed, Threads, 1, 1, 256));
            var ground = TravelTimesGround.Load(parsed.GetRequiredValue(Gtfs), options.Walking == WalkingSource.Line ? null : parsed.GetValue(Osm), DateOf(parsed), options, cancellation);
            var places = new TravelTimesPlaces(ground.Day, ground.Keys);
            var origins = places.Read(Origins.Name, parsed.GetRequiredValue(Origins));
            var run = new TravelTimesRun(ground, origins, await DestinationsOf(parsed, places, loadSettings, cancellation), departures, threads);
            if (run.CountOffStreets() is > 0 and var off) parsed.InvocationConfiguration.Error.WriteLine($"{off} points are not within {StreetNetwork.SnapLimitMeters} m of a street: their walks are the straight line times {options.DetourFactor.ToString(CultureInfo.InvariantCulture)}.");
            Write(parsed, new TravelTimesTable(run, percentiles), threads, cancellation);
            return RootVerbs.Done;
        }
        catch (Exception refused) when (refused is RefusedValueException or ImportRefusedException or IOException)
        {
            parsed.InvocationConfiguration.Error.WriteLine(refused.Message);
            return RootVerbs.Refused;
        }
    }

    private static void Write(ParseResult parsed, TravelTimesTable table, int threads, CancellationToken cancellation)
    {
        using var file = parsed.GetValue(Output) is { } path ? OpenOutput(path) : parsed.GetValue(Timing) ? null : Console.OpenStandardOutput();
        var milliseconds = table.Write(file, threads, TimeProvider.System, cancellation);
        if (parsed.GetValue(Timing)) parsed.InvocationConfiguration.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"per origin: {milliseconds:0.000} ms"));
    }

    private static async Task<IReadOnlyList<TravelPlace>> DestinationsOf(ParseResult parsed, TravelTimesPlaces places, Func<IConfiguration> loadSettings, CancellationToken cancellation)
    {
        if (parsed.GetValue(Destinations) is not { Length: > 0 } values) return places.ListStops();
        if (!values.Contains(Services)) return OfOneKind(places.Read(Destinations.Name, values));
        if (values.Length > 1) throw new RefusedValueException($"{Destinations.Name}: {Services} stands alone.");
        await using var database = await HostSettings.OpenDatabaseAsync(loadSettings(), cancellation);
        List<TravelPlace> found = [];
        await using var command = database.Public.CreateCommand(
            """
            select a.id, st_y(l.point), st_x(l.point) from directory.service_at_location a join directory.location l on l.id = a.location_id
            where l.point is not null and l.location_visibility = 'public' order by a.id
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) found.Add(new TravelPlace(rows.GetGuid(0).ToString(), null, new GeoPoint(rows.GetDouble(2), rows.GetDouble(1))));
        return found.Count > 0 ? found : throw new RefusedValueException($"{Destinations.Name}: the directory has no place with a point. Import one, or name other destinations.");
    }

    private static IReadOnlyList<TravelPlace> OfOneKind(IReadOnlyList<TravelPlace> places) => places.Select(place => place.Stop is null).Distinct().Count() == 1
        ? places
        : throw new RefusedValueException($"{Destinations.Name}: give stops, or points, not both: they are walked to differently.");

    private static WalkingSource WalkingOf(ParseResult parsed) => (parsed.GetValue(Walking), parsed.GetValue(Osm)) switch
    {
        (null, null) or ("line", _) => WalkingSource.Line,
        ("feed", _) => WalkingSource.Feed,
        (null or "streets", not null) => WalkingSource.Streets,
        ("streets", null) => throw new RefusedValueException("--walking: streets needs --osm FILE."),
        var (other, _) => throw new RefusedValueException($"--walking: {other} is none of feed, line and streets."),
    };

    private static int[] PercentilesOf(ParseResult parsed) => parsed.GetValue(Percentiles) is not { } text
        ? []
        : [.. text.Split(',').Select(part => int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 100
            ? number
            : throw new RefusedValueException($"--percentiles: {part} is no whole number from 0 to 100."))];

    private static int[] Departures(ParseResult parsed)
    {
        var first = TimeOf(DepartAt, parsed.GetRequiredValue(DepartAt));
        var every = Number(parsed, Every, 60, 1, 86_400);
        if (parsed.GetValue(Until) is not { } until)
        {
            return [first];
        }

        var end = TimeOf(Until, until);
        return end > first
            ? [.. Enumerable.Range(0, (end - first + every - 1) / every).Select(i => first + (i * every))]
            : throw new RefusedValueException($"--until: {until} is not after --depart.");
    }

    private static int TimeOf(Option option, string text)
    {
        var parts = text.Split(':');
        var isTime = parts.Length is 2 or 3 && Array.TrueForAll(parts, part => part.Length is 1 or 2 && part.All(char.IsAsciiDigit));
        var numbers = isTime ? Array.ConvertAll(parts, part => int.Parse(part, CultureInfo.InvariantCulture)) : [];
        return isTime && numbers[0] <= 72 && numbers[1..].All(number => number < 60)
            ? (numbers[0] * 3600) + (numbers[1] * 60) + (numbers.Length > 2 ? numbers[2] : 0)
            : throw new RefusedValueException($"{option.Name}: {text} is no time of a service day (08:00, or up to 72:00:00).");
    }

    private static DateOnly DateOf(ParseResult parsed)
    {
        var text = parsed.GetRequiredValue(Date);
        return DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new RefusedValueException($"--date: {text} is no date (2026-05-13).");
    }

    private static int Number(ParseResult parsed, Option<string> option, int otherwise, int least, int most)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new RefusedValueException(string.Create(CultureInfo.InvariantCulture, $"{option.Name}: {text} is no whole number from {least} to {most}."));
    }

    private static FileStream OpenOutput(string path)
    {
        try
        {
            return File.Create(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new RefusedValueException($"--out: {path} cannot be written: {refused.Message}");
        }
    }
}
