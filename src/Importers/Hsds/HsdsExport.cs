using System.IO.Pipelines;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Importers.Hsds;

/// <summary>In which form an export is written.</summary>
public enum HsdsExportFormat
{
    /// <summary>One JSON list: every service fully nested, and before and after it what hangs on none.</summary>
    Json,

    /// <summary>The same, one resource a line.</summary>
    Ndjson,

    /// <summary>A data package: one CSV file for each table, in a folder or (by its ending) a zip.</summary>
    Csv,
}

/// <summary>export hsds: everything that the public may know, so that importing it into an empty directory and exporting again gives the same bytes.</summary>
/// <remarks>
/// Reads as rm_public: whereabouts of confidential places are not in it. Resources and rows come by id. A record of changes goes along with the resource that it
/// speaks of; records of what is gone do not. In JSON a resource that is no service says its table ("table", a field of ours).
/// </remarks>
public static class HsdsExport
{
    // What stands in no service by itself; parents first, so that the first mention of each is the whole one.
    private static readonly (HsdsShape Shape, string Ids)[] Before =
    [
        (HsdsShape.MetaTableDescription, "select id from directory.meta_table_description order by id"),
        (HsdsShape.Taxonomy, "select id from directory.taxonomy order by id"),
        (HsdsShape.TaxonomyTerm, "select id from directory.taxonomy_term order by id"),
        (HsdsShape.Unit, "select id from directory.unit order by id"),
    ];

    private static readonly (HsdsShape Shape, string Ids)[] After =
    [
        (HsdsShape.OrganizationAlone, "select id from directory.organization o where not exists (select from directory.service s where s.organization_id = o.id) order by id"),
        (HsdsShape.Location, "select id from directory.location l where not exists (select from directory.service_at_location p where p.location_id = l.id) order by id"),
    ];

    /// <param name="path">A file, or for CSV a folder or a .zip; what stands there is replaced when the export is whole.</param>
    /// <returns>How many resources or rows were written.</returns>
    public static async Task<int> RunAsync(DirectoryDatabase database, string path, HsdsExportFormat format, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        await using var snapshot = await DirectorySnapshot.OpenAsync(database, cancellation);
        if (format == HsdsExportFormat.Csv) return await PackageWriting.RunAsync(snapshot, path, progress, cancellation);
        var unfinished = path + ".unfinished";
        int count;
        await using (var file = File.Create(unfinished)) count = await WriteAsync(snapshot, file, format, progress, cancellation);
        File.Move(unfinished, path, overwrite: true);
        return count;
    }

    private static async Task<int> WriteAsync(DirectorySnapshot snapshot, Stream file, HsdsExportFormat format, IProgress<int>? progress, CancellationToken cancellation)
    {
        var isList = format == HsdsExportFormat.Json;
        var output = PipeWriter.Create(file, new StreamPipeWriterOptions(leaveOpen: true, minimumBufferSize: 1 << 16));
        var json = HsdsWriting.Open(output);
        var count = 0;
        output.Write(isList ? "["u8 : default);
        foreach (var (shape, sql) in (IEnumerable<(HsdsShape, string)>)[.. Before, (HsdsShape.Service, "select id from directory.service order by id"), .. After])
        {
            var table = shape == HsdsShape.Service ? null : shape.Table.Name;
            var ids = await ResourceRows.ListIdsAsync(snapshot.Connection, sql, cancellation);
            await foreach (var (graph, chunk) in HsdsStream.LoadAsync(snapshot, shape, ids, withMetadata: true, cancellation))
            {
                var writing = new HsdsWriting(graph, withMetadata: true);
                foreach (var id in chunk)
                {
                    if (isList) output.Write(count == 0 ? "\n"u8 : ",\n"u8);
                    writing.Write(json, id, table is null ? null : more => more.WriteString("table", table));
                    json.Flush();
                    json.Reset();
                    if (!isList) output.Write("\n"u8);
                    if (++count % 100 == 0) await output.FlushAsync(cancellation);
                }

                progress?.Report(count);
            }
        }

        output.Write(isList ? "\n]\n"u8 : default);
        await output.FlushAsync(cancellation);
        await output.CompleteAsync();
        return count;
    }

    private static void Write(this PipeWriter output, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0) System.Buffers.BuffersExtensions.Write(output, bytes);
    }
}

/// <summary>Which HSDS this is.</summary>
public static class HsdsFormat
{
    /// <summary>The version of HSDS that our shapes keep to.</summary>
    public const string Version = "3.1";
}
