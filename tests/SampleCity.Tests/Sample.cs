using System.Globalization;

namespace ResourceMatch.SampleCity.Tests;

/// <summary>data/samples as its readers see it: rows of text by column name. A reader of its own, so that the generator's writing is not judged by itself.</summary>
internal static class Sample
{
    public static readonly string Folder = FindFolder();

    public static List<Dictionary<string, string>> Hsds(string table) => Read(Path.Combine(Folder, "hsds", table + ".csv"));

    public static List<Dictionary<string, string>> Gtfs(string table) => Read(Path.Combine(Folder, "gtfs", table + ".txt"));

    public static List<Dictionary<string, string>> Read(string path)
    {
        var rows = Cells(File.ReadAllText(path)).ToList();
        var header = rows[0];
        Assert.All(rows, row => Assert.Equal(header.Count, row.Count));
        return [.. rows.Skip(1).Select(row => header.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    public static double Degrees(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    public static DateOnly? Day(string text, string form = "yyyy-MM-dd") => text.Length == 0 ? null : DateOnly.ParseExact(text, form, CultureInfo.InvariantCulture);

    /// <summary>Minutes after midnight; hours may pass 24.</summary>
    public static int Minute(string clock)
    {
        var parts = clock.Split(':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
        return parts[0] * 60 + parts[1];
    }

    private static IEnumerable<List<string>> Cells(string text)
    {
        var (row, cell, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (quoted && letter == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
            else if (letter == '"') quoted = !quoted;
            else if (!quoted && letter is ',' or '\n' && !quoted)
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (letter == ',') continue;
                yield return row;
                row = [];
            }
            else cell.Append(letter);
        }
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ResourceMatch.sln"))) return Path.Combine(folder.FullName, "data", "samples");
        }

        throw new DirectoryNotFoundException("No ResourceMatch.sln above the tests.");
    }
}
