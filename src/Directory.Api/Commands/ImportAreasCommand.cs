using System.CommandLine;
using System.Globalization;
using ResourceMatch.Importers.Areas;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Api.Commands;

/// <summary>import areas PATH --kind KIND: neighborhoods, wards or tracts with their figures, replaced in one step.</summary>
internal static class ImportAreasCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "A GeoJSON FeatureCollection; figures under our names or those of the CDC's SVI and the USDA's Food Access Research Atlas." };
        var kind = new Option<string>("--kind") { Description = $"What its features are: {string.Join(", ", AreaImport.Kinds)}.", HelpName = "KIND", Required = true };
        kind.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } given && !AreaImport.Kinds.Contains(given)) result.AddError($"--kind is '{given}'; it must be one of {string.Join(", ", AreaImport.Kinds)}.");
        });
        var command = new Command("areas", "Imports neighborhoods, wards or tracts with figures of their people (GeoJSON).") { path, kind };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(path)!, parsed.GetValue(kind)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, string kind, CancellationToken cancellation)
    {
        await using var database = await HostSettings.OpenDatabaseAsync(HostSettings.Load(), cancellation);
        NoticeLog? notices = null;
        try
        {
            var result = await AreaImport.RunAsync(database, path, kind, log => notices = log, cancellation);
            ImportScreen.ShowNotices(result.Notices);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kind}: {result.Read:N0} areas; {result.Counts.Created:N0} created, {result.Counts.Updated:N0} changed, {result.Counts.Deleted:N0} deleted, {result.Counts.Kept:N0} kept because places stand for them."));
            return RootVerbs.Done;
        }
        catch (ImportRefusedException) when (notices is { Total: > 0 })
        {
            ImportScreen.ShowNotices(notices); // what led to the refusal; the refusal itself is the last line
            throw;
        }
    }
}
