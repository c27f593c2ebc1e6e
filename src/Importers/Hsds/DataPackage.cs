using System.Text.Json;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Hsds;

/// <summary>datapackage.json, when a package has one: which file holds which table. Only names are read; the rows decide their types.</summary>
internal sealed class DataPackage
{
    public const string FileName = "datapackage.json";

    /// <summary>The name that our own exports have.</summary>
    public const string ExportName = "resourcematch-hsds";

    private readonly Dictionary<string, string> fileOfResource = new(StringComparer.OrdinalIgnoreCase);

    private DataPackage()
    {
    }

    /// <summary>Whether it says of itself that it is an export of ours, in which each table is whole: one without rows has none.</summary>
    public bool IsExport { get; private set; }

    public static DataPackage Read(FeedFiles files, NoticeLog notices)
    {
        var package = new DataPackage();
        if (files.Find(FileName) is not { } stream) return package;
        using (stream)
        {
            try
            {
                using var json = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 64 });
                package.IsExport = json.RootElement.TryGetProperty("name", out var own) && own.ValueKind == JsonValueKind.String && own.GetString() == ExportName;
                foreach (var resource in json.RootElement.GetProperty("resources").EnumerateArray())
                {
                    if (resource.TryGetProperty("name", out var name) && resource.TryGetProperty("path", out var path) && path.ValueKind == JsonValueKind.String)
                    {
                        // Files are found by their name alone, so a path that climbs out of the package leads nowhere.
                        package.fileOfResource[name.GetString() ?? ""] = path.GetString()!.Split('/', '\\')[^1];
                    }
                }
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                notices.Add(FileName, null, null, NoticeSeverity.Warning, "unreadable_datapackage", () => "It cannot be read; the files were taken by their usual names.");
            }
        }

        return package;
    }

    /// <returns>The file of a table: as the package says, or by its usual names; null when there is none.</returns>
    public string? FindFile(HsdsTable table, FeedFiles files)
    {
        var named = table.Files.Select(file => fileOfResource.GetValueOrDefault(Path.GetFileNameWithoutExtension(file))).FirstOrDefault(file => file is not null && files.Contains(file));
        return named ?? table.Files.FirstOrDefault(files.Contains);
    }
}
