using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Features.Night;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Ranking;

namespace ResourceMatch.Api.Commands;

/// <summary><c>night</c>: matches every household of a families file again and tells what changed since the last night.</summary>
/// <remarks>The Quartz job runs the same code. Exit 0; 1 when a value is refused or some households could not be matched. Killed, it goes on when it is called again.</remarks>
internal static class NightCommand
{
    private static readonly Option<FileInfo> Households = new("--households") { Description = "The families to match again.", HelpName = "FILE", Required = true };
    private static readonly Option<DateOnly?> Date = new("--date") { Description = "The first day, as 2026-11-23. Today without it.", HelpName = "DATE", CustomParser = ParseDate };
    private static readonly Option<int?> Days = new("--days") { Description = "Days from then on, 1 to 7 (7).", HelpName = "N" };
    private static readonly Option<FileInfo?> Output = new("--out") { Description = "Where the report goes: sentences here, one JSON object a line in FILE.jsonl.", HelpName = "FILE" };
    private static readonly Option<int?> Threads = new("--threads") { Description = "Chunks at the same time on this host (2).", HelpName = "N" };
    private static readonly Option<int?> Megabytes = new("--memory") { Description = "Megabytes for the day profiles of stops (256).", HelpName = "MB" };
    private static readonly Option<int?> ChunkSize = new("--chunk") { Description = "Households of a chunk, when the night is begun (500).", HelpName = "N" };
    private static readonly Option<bool> Timing = new("--timing") { Description = "Print what the time went into." };

    /// <summary>The verb for the host's root command.</summary>
    /// <param name="loadSettings">Null = as all verbs read them.</param>
    public static Command Create(Func<IConfiguration>? loadSettings = null)
    {
        var command = new Command("night", "Matches every household again and tells what changed for whom. Several hosts may run it at once; killed, it goes on where it was.")
        {
            Households, Date, Days, Output, Threads, Megabytes, ChunkSize, Timing,
        };
        Between(command, Days, 1, 7);
        Between(command, Threads, 1, 256);
        Between(command, Megabytes, 16, 1_000_000);
        Between(command, ChunkSize, 1, 100_000);
        command.SetAction((parsed, cancellation) => RunAsync((loadSettings ?? HostSettings.Load)(), parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IConfiguration configuration, ParseResult parsed, CancellationToken cancellation)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var started = TimeProvider.System.GetTimestamp();
        await using var database = await HostSettings.OpenDatabaseAsync(configuration, cancellation);
        var options = new MatchOptions();
        using var listings = new Listings(database, TimeProvider.System, options, new RankingOptions());
        using var timetables = new Timetables(database, options, HostSettings.TimeZone(configuration));
        using var night = new NightWork(database, listings, timetables, TimeProvider.System, NullLogger<NightWork>.Instance);
        NightResult result;
        try
        {
            result = await night.Run(
                new FileHouseholds(parsed.GetValue(Households)!.FullName), OrderOf(parsed), parsed.GetValue(Output)?.FullName, new Progress(error), cancellation);
        }
        catch (NightRefusedException refused)
        {
            error.WriteLine(refused.Message);
            return RootVerbs.Refused;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            error.WriteLine("Stopped. Finished chunks are kept; the same command goes on with the rest.");
            return RootVerbs.Refused;
        }

        if (result.WasUnderWay) output.WriteLine("This night was under way already; its remaining chunks were done.");
        foreach (var sentence in result.Sentences) output.WriteLine(sentence);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Work.Households:N0} households here in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s"));
        if (parsed.GetValue(Timing)) output.WriteLine(TimingOf(result.Work));
        return result.IsWhole ? RootVerbs.Done : RootVerbs.Refused;
    }

    private static NightOrder OrderOf(ParseResult parsed)
    {
        var usual = new NightOrder();
        return new NightOrder(
            parsed.GetValue(Date), parsed.GetValue(Days) ?? usual.Days, parsed.GetValue(Threads) ?? usual.Threads,
            parsed.GetValue(Megabytes) is { } megabytes ? (long)megabytes << 20 : usual.CacheBytes, parsed.GetValue(ChunkSize) ?? usual.ChunkSize);
    }

    private static string TimingOf(NightCounters work)
    {
        var households = Math.Max(1, work.Households);
        var judged = work.JudgeTime - work.SearchTime;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            stop profiles: {work.ProfilesSearched:N0} searched in {work.SearchTime.TotalSeconds:0.0} s, {work.SearchTime.TotalMilliseconds / Math.Max(1, work.ProfilesSearched):0.00} ms each
            joining and judging: {judged.TotalSeconds:0.0} s, {judged.TotalMilliseconds / households:0.00} ms a household; {(double)work.Joins / households:0.0} joins, {(double)work.WaysJoined / households:N0} ways, {(double)work.Verdicts / households:N0} verdicts a household
            peak memory: {work.PeakBytes >> 20:N0} MiB
            """);
    }

    private static void Between(Command command, Option<int?> option, int least, int most) => command.Validators.Add(result =>
    {
        if (result.GetResult(option) is { } given && given.GetValueOrDefault<int?>() is { } value && (value < least || value > most))
        {
            given.AddError($"{option.Name}: {value} must be {least} to {most}.");
        }
    });

    private static DateOnly? ParseDate(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        result.AddError($"--date: \"{result.Tokens[0].Value}\" is no date; give it as 2026-11-23.");
        return null;
    }

    /// <summary>At most a line a second.</summary>
    private sealed class Progress(TextWriter error) : IProgress<NightStatus>
    {
        private long last;

        public void Report(NightStatus value)
        {
            lock (error)
            {
                if (last != 0 && TimeProvider.System.GetElapsedTime(last).TotalSeconds < 1 && value.ChunksDone < value.Chunks) return;
                last = TimeProvider.System.GetTimestamp();
                error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{value.ChunksDone:N0} of {value.Chunks:N0} chunks, {value.Households:N0} households, {value.PerSecond:N0} a second here{Left(value.Left)}"));
            }
        }

        private static string Left(TimeSpan? left) => left is { } time ? string.Create(CultureInfo.InvariantCulture, $", {time:h\\:mm\\:ss} left") : "";
    }
}
