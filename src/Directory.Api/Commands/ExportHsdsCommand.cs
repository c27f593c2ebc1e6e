using System.CommandLine;
using System.Globalization;
using ResourceMatch.Importers.Hsds;

namespace ResourceMatch.Api.Commands;

/// <summary>export hsds PATH: everything that the public may know, as JSON, NDJSON or a CSV data package.</summary>
internal static class ExportHsdsCommand
{
    private static readonly string[] Formats = ["json", "ndjson", "csv"];

    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "The file to write; for csv a folder, or a zip by its ending. What stands there is replaced." };
        var format = new Option<string?>("--format") { Description = "json, ndjson or csv. Default: by the ending of PATH, else csv.", HelpName = "FORMAT" };
        format.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !Formats.Contains(text)) result.AddError($"--format is '{text}'; give json, ndjson or csv.");
        });
        var command = new Command("hsds", "Writes the directory in HSDS 3.1 (Open Referral), without the whereabouts of confidential places.") { path, format };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(path)!, parsed.GetValue(format), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? format, CancellationToken cancellation)
    {
        var settings = HostSettings.Load();
        await using var database = await HostSettings.OpenDatabaseAsync(settings, cancellation);
        var form = format ?? Path.GetExtension(path).TrimStart('.').ToLowerInvariant() switch { "json" => "json", "ndjson" => "ndjson", _ => "csv" };
        var count = await HsdsExport.RunAsync(database, path, Enum.Parse<HsdsExportFormat>(form, ignoreCase: true), null, cancellation);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {count:N0} {(form == "csv" ? "rows" : "resources")} as {form}."));
        return RootVerbs.Done;
    }
}
