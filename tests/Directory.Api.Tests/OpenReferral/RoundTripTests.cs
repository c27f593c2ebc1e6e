using System.Text;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Importers.Notices;
using ResourceMatch.TestKit;
using Xunit.Abstractions;

namespace ResourceMatch.Api.Tests.OpenReferral;

public sealed class RoundTripTests(SampleApp sample, WholeApp whole, ITestOutputHelper output) : IClassFixture<SampleApp>, IClassFixture<WholeApp>
{
    [Theory]
    [InlineData(HsdsExportFormat.Json, "json")]
    [InlineData(HsdsExportFormat.Ndjson, "ndjson")]
    [InlineData(HsdsExportFormat.Csv, "folder")]
    [InlineData(HsdsExportFormat.Csv, "zip")]
    public async Task An_export_imported_into_an_empty_directory_is_exported_as_the_same_bytes(HsdsExportFormat format, string ending)
    {
        foreach (var app in new DirectoryApp[] { sample, whole }) await ComesBackAsync(app.Database, format, ending, "");
        foreach (var path in Others)
        {
            await using var theirs = await TestDatabase.MakeAsync();
            try
            {
                await HsdsImport.RunAsync(theirs.Database, path, "others", TimeZoneInfo.Utc, sample.Time, null, null, default);
            }
            catch (ImportRefusedException refused)
            {
                output.WriteLine(refused.Message);
                continue;
            }

            output.WriteLine($"{Path.GetFileName(path)}: {await ComesBackAsync(theirs, format, ending, null)} letters came back as they were.");
        }
    }

    [Fact]
    public async Task Each_form_of_an_export_says_the_same()
    {
        List<string> inJson = [];
        foreach (var (format, ending) in new[] { (HsdsExportFormat.Json, "json"), (HsdsExportFormat.Ndjson, "ndjson"), (HsdsExportFormat.Csv, "folder") })
        {
            await using var empty = await TestDatabase.MakeAsync();
            await HsdsImport.RunAsync(empty.Database, await ExportAsync(whole.Database, format, ending), "round", TimeZoneInfo.Utc, sample.Time, null, null, default);
            inJson.Add(await ReadAsync(await ExportAsync(empty, HsdsExportFormat.Json, "json")));
        }

        Assert.Single(inJson.Distinct());
        Assert.Contains("\"updated_by\":\"The office\"", inJson[0]);
    }

    [Fact]
    public async Task No_cell_of_a_CSV_export_is_run_by_a_spreadsheet()
    {
        var folder = await ExportAsync(whole.Database, HsdsExportFormat.Csv, "folder");
        var texts = Directory.EnumerateFiles(folder, "*.csv").Select(File.ReadAllText).ToList();
        Assert.All(texts, text => Assert.DoesNotMatch(@"(^|[,\n])""?([=+@\t\r\uFF1D\uFF0B\uFF0D\uFF20]|-(?![0-9]+(\.[0-9]+)?(,|\n|$)))", text));
        Assert.Contains(texts, text => text.Contains("'+1 555 555 0102", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_holds_nothing_of_where_a_confidential_place_is()
    {
        var secrets = await sample.Database.ReadAsStaffAsync<string[]>(
            "select array_agg(a.address_1) from directory_private.address a");
        var points = await sample.Database.ReadAsStaffAsync<string[]>("select array_agg(format('\"latitude\":%s,\"longitude\":%s', st_y(point), st_x(point))) from directory_private.location_point where point is not null");
        var text = await ReadAsync(await ExportAsync(sample.Database, HsdsExportFormat.Json, "json"));
        Assert.NotEmpty(secrets);
        Assert.All(secrets.Concat(points), secret => Assert.DoesNotContain(secret, text));
    }

    /// <summary>Other people's packages and files, by hand: those in the folder <c>RM_HSDS</c>. Empty without it.</summary>
    private static string[] Others => Environment.GetEnvironmentVariable("RM_HSDS") is { Length: > 0 } folder ? [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)] : [];

    /// <param name="notices">Of the import; null = whatever they are, since others' values are told of each time.</param>
    /// <returns>How long the export is.</returns>
    private async Task<int> ComesBackAsync(TestDatabase database, HsdsExportFormat format, string ending, string? notices)
    {
        var first = await ExportAsync(database, format, ending);
        await using var empty = await TestDatabase.MakeAsync();
        var result = await HsdsImport.RunAsync(empty.Database, first, "round", TimeZoneInfo.Utc, sample.Time, null, null, default);
        if (notices is not null) Assert.Equal(notices, string.Join('\n', result.Notices.Summarize().SelectMany(each => each.Examples)));
        var (before, after) = (await ReadAsync(first), await ReadAsync(await ExportAsync(empty, format, ending)));
        Assert.Equal(before, after);
        return before.Length;
    }

    private static async Task<string> ExportAsync(TestDatabase database, HsdsExportFormat format, string ending)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"export-{Guid.NewGuid():N}" + (ending == "folder" ? "" : "." + ending));
        Assert.True(await HsdsExport.RunAsync(database.Database, path, format, null, default) > 0);
        return path;
    }

    // A folder as one text, so that the difference shows.
    private static async Task<string> ReadAsync(string path)
    {
        if (!Directory.Exists(path)) return path.EndsWith("zip", StringComparison.Ordinal) ? Convert.ToHexString(await File.ReadAllBytesAsync(path)) : await File.ReadAllTextAsync(path);
        var all = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)) all.AppendLine(Path.GetFileName(file)).AppendLine(await File.ReadAllTextAsync(file));
        return all.ToString();
    }
}
