using System.CommandLine;
using System.Globalization;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Commands;

/// <summary><c>travel-times</c>: from some stops to every stop of a feed, at one departure or at every one of a window, as CSV. Needs no database.</summary>
/// <remarks>Rows are origin, destination, departure, arrival (seconds after service-day zero), for reachable stops, the origin included. Exit 0, or 1 with a sentence that names the value that was refused.</remarks>
public static class TravelTimesCommand
{
    private static readonly Option<string> Gtfs = new("--gtfs") { Description = "A GTFS feed: a zip file or a folder.", Required = true, HelpName = "PATH" };
    private static readonly Option<string> Date = new("--date") { Description = "The service date, as 2026-05-13.", Required = true, HelpName = "DATE" };
    private static readonly Option<string> Origins = new("--origins") { Description = "A text file with one stop id a line.", Required = true, HelpName = "FILE" };
    private static readonly Option<string> DepartAt = new("--depart") { Description = "When to leave, as 08:00 or 25:10:00.", Required = true, HelpName = "TIME" };
    private static readonly Option<string> Until = new("--until") { Description = "Leave again and again until this time, itself excluded.", HelpName = "TIME" };
    private static readonly Option<string> Every = new("--every") { Description = "Seconds between two departures of a window (60).", HelpName = "SECONDS" };
    private static readonly Option<string> Walking = new("--walking") { Description = "line: the straight line times 1.3, up to 1,200 m between two stops. feed: what transfers.txt says, nothing else. (line)", HelpName = "feed|line" };
    private static readonly Option<string> ChangeSeconds = new("--change-seconds") { Description = "Time to change vehicles (120).", HelpName = "SECONDS" };
    private static readonly Option<string> Threads = new("--threads") { Description = "Threads to use (1).", HelpName = "N" };
    private static readonly Option<string> Output = new("--out") { Description = "Where to write the CSV; without it the rows go to standard output, or nowhere with --timing.", HelpName = "FILE" };
    private static readonly Option<bool> Timing = new("--timing") { Description = "Print the milliseconds of routing alone, per origin." };

    /// <summary>The verb for the host's root command.</summary>
    public static Command Create()
    {
        var command = new Command("travel-times", "Travel times by transit from some stops of a GTFS feed to every stop.")
        {
            Gtfs, Date, Origins, DepartAt, Until, Every, Walking, ChangeSeconds, Threads, Output, Timing,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            var options = new DayOptions { Walking = WalkingOf(parsed), ChangeSeconds = Number(parsed, ChangeSeconds, 120, 0, 86_400) };
            var departures = Departures(parsed);
            var threads = Number(parsed, Threads, 1, 1, 256);
            var date = DateOf(parsed);
            var feed = GtfsFeed.Load(parsed.GetRequiredValue(Gtfs), cancellation: cancellation);
            var day = NetworkDay.For([feed.Timetable], date, options) switch
            {
                DayOutcome.Ready ready => ready.Day,
                DayOutcome.OutsideCalendars outside => throw new RefusedValueException(
                    $"--date: the feed's timetable runs from {outside.First:yyyy-MM-dd} to {outside.Last:yyyy-MM-dd}, {date:yyyy-MM-dd} is outside."),
                _ => throw new InvalidOperationException("Unknown outcome."),
            };
            var table = new TravelTimesTable(day, OriginsOf(parsed, day), departures);
            using var file = parsed.GetValue(Output) is { } path ? OpenOutput(path) : parsed.GetValue(Timing) ? null : Console.OpenStandardOutput();
            var milliseconds = table.Write(file, threads, TimeProvider.System, cancellation);
            if (parsed.GetValue(Timing))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"per origin: {milliseconds:0.000} ms"));
            }

            return 0;
        }
        catch (Exception refused) when (refused is RefusedValueException or ImportRefusedException)
        {
            error.WriteLine(refused.Message);
            return 1;
        }
        catch (IOException broken)
        {
            error.WriteLine(broken.Message);
            return 1;
        }
    }

    private static WalkingSource WalkingOf(ParseResult parsed) => parsed.GetValue(Walking) switch
    {
        null or "line" => WalkingSource.Line,
        "feed" => WalkingSource.Feed,
        var other => throw new RefusedValueException($"--walking: {other} is neither feed nor line."),
    };

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

    private static StopIndex[] OriginsOf(ParseResult parsed, NetworkDay day)
    {
        var path = parsed.GetRequiredValue(Origins);
        if (!File.Exists(path))
        {
            throw new RefusedValueException($"--origins: there is no file {path}.");
        }

        var origins = new List<StopIndex>();
        var row = 0;
        foreach (var line in File.ReadLines(path))
        {
            row++;
            if (line.Trim() is { Length: > 0 } id)
            {
                origins.Add(day.FindStop(id) ?? throw new RefusedValueException($"--origins: {Path.GetFileName(path)} line {row}: no trip of the feed stops at a stop with the id {id}."));
            }
        }

        return origins.Count > 0 ? [.. origins] : throw new RefusedValueException($"--origins: {Path.GetFileName(path)} holds no stop id.");
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

    private sealed class RefusedValueException(string message) : Exception(message);
}
