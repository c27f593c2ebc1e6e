using System.CommandLine;
using System.Globalization;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Api.Commands;

/// <summary>import hsds PATH: a folder or zip of HSDS 3.1 CSV, or full-service JSON.</summary>
internal static class ImportHsdsCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "A folder or zip of HSDS 3.1 CSV files (with or without datapackage.json), or a .json or .ndjson file of full services." };
        var source = new Option<string?>("--source") { Description = "The source's key; the same key replaces what it brought before. Default: the name of the file or folder.", HelpName = "KEY" };
        source.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } key && (string.IsNullOrWhiteSpace(key) || key.Length > 100)) result.AddError("--source must have 1 to 100 letters.");
        });
        var command = new Command("hsds", "Imports services in HSDS 3.1 (Open Referral).") { path, source };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(path)!, parsed.GetValue(source), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? source, CancellationToken cancellation)
    {
        var settings = HostSettings.Load();
        await using var database = await HostSettings.OpenDatabaseAsync(settings, cancellation);
        NoticeLog? notices = null;
        try
        {
            var result = await ImportScreen.RunAsync("import hsds", progress => HsdsImport.RunAsync(
                database, path, source, HostSettings.TimeZone(settings), TimeProvider.System,
                new RowProgress(progress), log => notices = log, cancellation));
            ImportScreen.ShowNotices(result.Notices);
            var outcome = result.Outcome;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{result.Source}: {result.ServicesKept:N0} services from {result.RowsRead:N0} rows; {outcome.Created:N0} created, {outcome.Updated:N0} changed, {outcome.Deleted:N0} deleted; {outcome.ConfidentialPlaces:N0} confidential places."));
            return RootVerbs.Done;
        }
        catch (ImportRefusedException) when (notices is { Total: > 1 })
        {
            ImportScreen.ShowNotices(notices); // what led to the refusal; the refusal itself is the last line
            throw;
        }
    }

    private sealed class RowProgress(IProgress<ImportScreen.Step> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new ImportScreen.Step("rows", value, 0));
    }
}
