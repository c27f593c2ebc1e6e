using ResourceMatch.Importers.Notices;
using ResourceMatch.Importers.Spreadsheets;

namespace ResourceMatch.Importers.Tests.Spreadsheets;

/// <summary>Files of the tests: the invented sample beside this, and small ones written for one test.</summary>
internal sealed class TableSamples : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("table-");

    public static string Csv => Path.Combine(AppContext.BaseDirectory, "Spreadsheets", "Samples", "shelves.csv");

    public static string Map => Path.ChangeExtension(Csv, ".json");

    public NoticeLog Notices { get; } = new();

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public List<TableListing> Read(string csv, string? map = null)
    {
        var reader = TableReader.Open(csv, TableMap.Load(map ?? Map), Notices);
        List<TableListing> listings = [.. reader.Read()];
        Counts = reader.Counts;
        return listings;
    }

    public TableCounts Counts { get; private set; } = new();

    public string Kinds => string.Join(", ", Notices.Summarize().Select(notice => $"{notice.Kind} {notice.Count}").Order());

    public void Dispose() => folder.Delete(recursive: true);
}
