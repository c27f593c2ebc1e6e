using System.CommandLine;
using System.Globalization;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Importers.Spreadsheets;

namespace ResourceMatch.Api.Commands;

/// <summary><c>import table CSV --map FILE</c>: a spreadsheet of services, by a small mapping file.</summary>
/// <remarks>Exit 0, or 1 with a sentence that names the file and the column. What was live before stays when it is refused.</remarks>
internal static class ImportTableCommand
{
    private static readonly Argument<string> Csv = new("CSV") { Description = "A CSV file with one service a row." };
    private static readonly Option<string> Map = new("--map") { Description = "Says which column is what; src/Importers/Spreadsheets/README.md explains it.", Required = true, HelpName = "FILE" };

    /// <summary>The verb below <c>import</c>.</summary>
    public static Command Create()
    {
        var command = new Command("table", "Reads a spreadsheet of services (CSV) by a mapping file.") { Csv, Map };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var path = parsed.GetRequiredValue(Csv);
        var settings = HostSettings.Load();
        await using var database = await HostSettings.OpenDatabaseAsync(settings, cancellation);
        var notices = new NoticeLog();
        try
        {
            var result = await ImportScreen.RunAsync("import table", progress => TableImport.RunAsync(
                path, parsed.GetRequiredValue(Map), database, TimeProvider.System, HostSettings.TimeZone(settings), notices, new RowProgress(progress), cancellation));
            ImportScreen.ShowNotices(notices);
            Console.WriteLine(Describe(Path.GetFileName(path), result));
            return RootVerbs.Done;
        }
        catch (ImportRefusedException) when (notices.Total > 1)
        {
            ImportScreen.ShowNotices(notices); // what led to the refusal; the refusal itself is the last line
            throw;
        }
    }

    private static string Describe(string file, TableImportResult result)
    {
        var counts = result.Counts;
        List<string> lines =
        [
            Say($"{file}: {counts.Rows:N0} rows, {counts.Listings:N0} listings, {counts.WithPoint:N0} of them with a point."),
            Say($"Hours: of {counts.WithHours:N0} rows with hours {counts.HoursWeekly:N0} became weekly schedules, {counts.HoursDated:N0} became dated openings, {counts.HoursText:N0} stayed text."),
        ];
        if (counts.HoursFromNotes > 0) lines.Add(Say($"{counts.HoursFromNotes:N0} more rows have their hours in the notes: those became schedules too."));
        lines.Add(Say($"Source {result.Source}: {result.Outcome.Created:N0} created, {result.Outcome.Updated:N0} updated, {result.Outcome.Deleted:N0} deleted; {result.Outcome.ConfidentialPlaces:N0} places are confidential."));
        lines.AddRange(result.Outcome.LeftOut.Select(left => Say($"Left out: {left.Rows:N0} of {left.Table} ({left.Reason}).")));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class RowProgress(IProgress<ImportScreen.Step> progress) : IProgress<TableProgress>
    {
        public void Report(TableProgress value) => progress.Report(new ImportScreen.Step("rows", value.Rows, value.Of));
    }
}
