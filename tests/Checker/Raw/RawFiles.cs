using System.IO.Compression;

namespace ResourceMatch.Checker.Raw;

/// <summary>The files of a feed or a directory, by bare file name: a folder, a zip (sub-folders ignored), or texts in memory.</summary>
internal sealed class RawFiles
{
    private readonly Dictionary<string, Func<TextReader>> files = new(StringComparer.OrdinalIgnoreCase);

    public static RawFiles Open(string path)
    {
        var found = new RawFiles();
        if (Directory.Exists(path))
        {
            foreach (var file in Directory.EnumerateFiles(path)) found.files.TryAdd(Path.GetFileName(file), () => new StreamReader(file));
            return found;
        }

        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries.Where(entry => entry.Name.Length > 0 && !entry.FullName.Contains("__MACOSX", StringComparison.Ordinal)))
        {
            using var text = new StreamReader(entry.Open());
            var content = text.ReadToEnd();
            found.files.TryAdd(entry.Name, () => new StringReader(content));
        }

        return found;
    }

    public static RawFiles Of(IReadOnlyDictionary<string, string> texts)
    {
        var found = new RawFiles();
        foreach (var (name, text) in texts) found.files.Add(name, () => new StringReader(text));
        return found;
    }

    /// <summary>The rows of a file; none when it is missing.</summary>
    public IEnumerable<CsvTable.Row> Rows(string name)
    {
        if (!files.TryGetValue(name, out var open)) return [];
        using var reader = open();
        return CsvTable.Parse(reader).Rows;
    }
}
