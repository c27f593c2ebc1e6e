using System.CommandLine;
using System.Globalization;
using ResourceMatch.Importers.Osm;
using ResourceMatch.Storage.Imports;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Commands;

/// <summary>import osm PATH [--streets KEY]: streets to walk and drive on, live in one step.</summary>
internal static class ImportOsmCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "An OpenStreetMap extract, .osm or .osm.pbf." };
        var streets = new Option<string>("--streets")
        {
            Description = "The streets' key; the same key replaces, another stands beside (for a second region).", HelpName = "KEY",
            DefaultValueFactory = _ => StreetNetworkImport.DefaultKey,
        };
        streets.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is var key && (string.IsNullOrWhiteSpace(key) || key.Length > 100)) result.AddError("--streets must have 1 to 100 letters.");
        });
        var command = new Command("osm", "Imports streets to walk and drive on (OpenStreetMap).") { path, streets };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(path)!, parsed.GetValue(streets), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? key, CancellationToken cancellation)
    {
        var settings = HostSettings.Load();
        await using var database = await HostSettings.OpenDatabaseAsync(settings, cancellation);
        var result = await ImportScreen.RunAsync("import osm", progress =>
            StreetImport.RunAsync(database, path, key, TimeProvider.System, new FileProgress(progress), cancellation));
        ImportScreen.ShowNotices(result.Notices);
        Show(result);
        return RootVerbs.Done;
    }

    private static void Show(StreetImportResult result)
    {
        var counts = result.Network.Counts;
        Say($"{result.Key}: {result.LineCount:N0} streets, {counts.Nodes:N0} nodes, {counts.Junctions:N0} junctions, {counts.Edges:N0} edges between them; live.");
        if (counts.WaysTooLong > 0) Say($"  {counts.WaysTooLong:N0} ways left out: a piece of them is longer than {StreetCompiler.MaxSegmentMeters / 1000} km.");
        foreach (var (name, share) in new[] { ("on foot", counts.Foot), ("with a pram", counts.Pram), ("in a wheelchair", counts.Wheelchair), ("by car", counts.Car) })
        {
            Say($"  {name}: {share.Edges:N0} edges; {share.ComponentsLeftOut:N0} islands of {share.NodesLeftOut:N0} nodes are not stepped onto.");
        }

        var stops = result.Stops;
        foreach (var (name, walker) in new[] { ("on foot", Walker.OnFoot), ("with a pram", Walker.Pram), ("in a wheelchair", Walker.Wheelchair) })
        {
            var on = stops.CountOnStreets(walker);
            Say($"  stops {name}: {on:N0} on streets, {stops.StopCount - on:N0} not; {stops.CountFootpaths(walker):N0} walks between them.");
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed class FileProgress(IProgress<ImportScreen.Step> progress) : IProgress<OsmProgress>
    {
        public void Report(OsmProgress value) => progress.Report(new ImportScreen.Step(value.Part, value.BytesRead, value.TotalBytes));
    }
}
