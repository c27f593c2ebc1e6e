using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Ranking;

namespace ResourceMatch.Api.Commands;

/// <summary><c>assign</c>: gives the few seats of a place, or of several, to the students of a families file by stated rules.</summary>
/// <remarks>Exit 0, or 1 with a sentence for the value that was refused.</remarks>
internal static class AssignCommand
{
    private static readonly Option<FileInfo> Households = new("--households") { Description = "The families file with all who may ask for a seat.", Required = true, HelpName = "FILE" };
    private static readonly Option<string[]> Place = new("--place") { Description = "The id of a service, or of a service at one of its places. Can be given again.", Required = true, HelpName = "ID" };
    private static readonly Option<int[]> Capacity = new("--capacity") { Description = "Seats to give: once for each --place in their order, or once for all. Without it, as many as the listing says are free.", HelpName = "N" };
    private static readonly Option<string?> Need = new("--need") { Description = "Seats are for students with this need. Without it, with any need that the place answers.", HelpName = "KEY" };
    private static readonly Option<long?> Seed = new("--seed") { Description = "Of the lottery. Without it one is drawn and printed; the same seed draws the same lots.", HelpName = "N" };
    private static readonly Option<DateOnly?> Date = new("--date") { Description = "The first day, as 2026-11-23. Today without it.", HelpName = "DATE", CustomParser = ParseDate };
    private static readonly Option<int?> Days = new("--days") { Description = "Days from then on in which they must be able to get there (7).", HelpName = "N" };
    private static readonly Option<FileInfo?> Output = new("--out") { Description = "Where all outcomes go as JSON.", HelpName = "FILE" };

    /// <summary>The verb for the host's root command.</summary>
    /// <param name="loadSettings">Null = as all verbs read them.</param>
    public static Command Create(Func<IConfiguration>? loadSettings = null)
    {
        var command = new Command("assign", "Gives a place's few seats to many students: by tier, then waiting time, then a lottery; only to those who can really get there.")
        {
            Households, Place, Capacity, Need, Seed, Date, Days, Output,
        };
        command.Validators.Add(result =>
        {
            var (places, capacities) = (result.GetResult(Place)?.Tokens.Count ?? 0, result.GetResult(Capacity)?.Tokens.Count ?? 0);
            if (capacities > 1 && capacities != places) result.AddError($"--capacity: give it once, or once for each of the {places} places.");
        });
        Refuse(Capacity, seats => Array.Exists(seats, each => each < 0), "--capacity: give 0 or more seats.");
        Refuse(Days, days => days is < 1 or > MatchRequest.MaxDays, $"--days must be 1 to {MatchRequest.MaxDays}.");
        Refuse(Need, need => need is not null && NeedVocabulary.Default.Find(need) is null, "--need: no need of the vocabulary has this key.");
        command.SetAction((parsed, cancellation) => RunAsync((loadSettings ?? HostSettings.Load)(), parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IConfiguration configuration, ParseResult parsed, CancellationToken cancellation)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        await using var database = await HostSettings.OpenDatabaseAsync(configuration, cancellation);
        var options = new MatchOptions();
        using var listings = new Listings(database, TimeProvider.System, options, new RankingOptions());
        using var timetables = new Timetables(database, options, HostSettings.TimeZone(configuration));
        var households = await FamilyFile.Read(parsed.GetRequiredValue(Households).FullName, cancellation);
        var snapshot = await listings.Get(cancellation);
        var (places, problem) = SeatPlaces.Find([.. snapshot.ByCandidate.Keys], parsed.GetRequiredValue(Place), parsed.GetValue(Capacity) ?? [], parsed.GetValue(Need));
        if (problem is not null)
        {
            error.WriteLine(problem);
            return RootVerbs.Refused;
        }

        var seats = new AssignSeats(timetables, snapshot.Engine, options, places);
        var date = parsed.GetValue(Date) ?? await seats.Today(households, TimeProvider.System, cancellation);
        var seed = parsed.GetValue(Seed) ?? RandomNumberGenerator.GetInt32(1, int.MaxValue);
        var view = await seats.Run(households, date, parsed.GetValue(Days) ?? FindMatches.DefaultDays, seed, cancellation);
        if (parsed.GetValue(Output) is { } file) await WriteJson(view, file, cancellation);
        new AssignText(output).Write(view);
        return RootVerbs.Done;
    }

    private static async Task WriteJson(AssignView view, FileInfo file, CancellationToken cancellation)
    {
        // Beside the file first: a stopped run leaves no half of it.
        var unfinished = file.FullName + ".part";
        try
        {
            await File.WriteAllTextAsync(unfinished, System.Text.Json.JsonSerializer.Serialize(view, MatchJson.Options) + "\n", cancellation);
            File.Move(unfinished, file.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void Refuse<T>(Option<T> option, Func<T, bool> isWrong, string message) => option.Validators.Add(result =>
    {
        if (result.Errors.Any()) return;
        if (result.GetValueOrDefault<T>() is { } value && isWrong(value)) result.AddError(message);
    });

    private static DateOnly? ParseDate(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        result.AddError($"--date: \"{result.Tokens[0].Value}\" is no date; give it as 2026-11-23.");
        return null;
    }
}
