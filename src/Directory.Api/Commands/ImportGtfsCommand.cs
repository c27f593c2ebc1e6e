using System.CommandLine;
using System.Globalization;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Api.Commands;

/// <summary>import gtfs PATH [--feed KEY] [--confirm]: a timetable, live in one step. One that lost half its trips waits for --confirm.</summary>
internal static class ImportGtfsCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "A GTFS zip or folder." };
        var feed = new Option<string?>("--feed") { Description = "The feed's key; the same key replaces, another stands beside. Default: the name of the file.", HelpName = "KEY" };
        feed.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } key && (string.IsNullOrWhiteSpace(key) || key.Length > 100)) result.AddError("--feed must have 1 to 100 letters.");
        });
        var confirm = new Option<bool>("--confirm") { Description = "Make it live though half of the live version's trips, or more, are gone." };
        var command = new Command("gtfs", "Imports a transit timetable (GTFS).") { path, feed, confirm };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(path)!, parsed.GetValue(feed), parsed.GetValue(confirm), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? key, bool isConfirmed, CancellationToken cancellation)
    {
        var settings = HostSettings.Load();
        await using var database = await HostSettings.OpenDatabaseAsync(settings, cancellation);
        var result = await ImportScreen.RunAsync("import gtfs", progress =>
            GtfsImport.RunAsync(database, path, key, TimeProvider.System, new ByteProgress(progress), cancellation, isConfirmed));
        await OpeningTable.RefreshAsync(database, TimeProvider.System, HostSettings.TimeZone(settings), cancellation);
        ImportScreen.ShowNotices(result.Notices);
        var timetable = result.Timetable;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Key}: {timetable.FeedName}, {timetable.StopCount:N0} stops, {timetable.LineCount:N0} lines, {timetable.TripCount:N0} trips, valid {timetable.FirstServiceDate:yyyy-MM-dd} to {timetable.LastServiceDate:yyyy-MM-dd} ({timetable.TimeZone.Id}); live."));
        return RootVerbs.Done;
    }

    private sealed class ByteProgress(IProgress<ImportScreen.Step> progress) : IProgress<GtfsProgress>
    {
        public void Report(GtfsProgress value) => progress.Report(new ImportScreen.Step(value.File, value.BytesRead, value.TotalBytes));
    }
}
