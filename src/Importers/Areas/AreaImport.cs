using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Areas;

/// <summary>import areas: reads areas of one kind and replaces those that were there in one step, or says why not.</summary>
public static class AreaImport
{
    /// <summary>The kinds that the verb takes.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["neighborhood", "ward", "tract"];

    /// <exception cref="ImportRefusedException">The file is no GeoJSON of areas, or more than a fifth of it cannot be used; the areas that were there stay.</exception>
    public static async Task<AreaImportResult> RunAsync(DirectoryDatabase database, string path, string kind, Action<NoticeLog>? watch, CancellationToken cancellation)
    {
        if (!Kinds.Contains(kind)) throw new ArgumentOutOfRangeException(nameof(kind), kind, $"The kind must be one of {string.Join(", ", Kinds)}.");
        var notices = new NoticeLog();
        watch?.Invoke(notices);
        var read = AreaReader.Read(path, notices, kind);
        return new AreaImportResult(read.Areas.Count, await MapImport.ReplaceAreasAsync(database, kind, read.Areas, cancellation), notices);
    }
}

/// <param name="Read">Areas of the file that can be used.</param>
public sealed record AreaImportResult(int Read, AreaCounts Counts, NoticeLog Notices);
