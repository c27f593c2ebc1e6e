using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Importers.Hsds;

/// <summary>The CSV form of an export.</summary>
internal static class PackageWriting
{
    private static readonly string[] AlwaysThere = ["organization", "service"];

    // The zip's own clock would make two exports of the same differ.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public static async Task<int> RunAsync(DirectorySnapshot snapshot, string path, IProgress<int>? progress, CancellationToken cancellation)
    {
        var isZip = path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        var unfinished = path + ".unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        var count = 0;
        if (isZip)
        {
            await using var zip = await ZipArchive.CreateAsync(File.Create(unfinished), ZipArchiveMode.Create, leaveOpen: false, Encoding.UTF8, cancellation);
            count = await WriteAllAsync(snapshot, name =>
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = NoTime;
                return entry.Open();
            }, progress, cancellation);
        }
        else
        {
            if (File.Exists(path)) throw new IOException($"{path} is a file; name a folder, or a .zip.");
            Directory.CreateDirectory(unfinished);
            count = await WriteAllAsync(snapshot, name => File.Create(Path.Combine(unfinished, name)), progress, cancellation);
        }

        Replace(unfinished, path, isZip);
        return count;
    }

    private static void Replace(string unfinished, string path, bool isZip)
    {
        if (isZip)
        {
            File.Move(unfinished, path, overwrite: true);
            return;
        }

        // Only what an export writes goes: a folder named by mistake keeps its other files.
        Directory.CreateDirectory(path);
        foreach (var name in HsdsTables.All.SelectMany(table => table.Files).Append(DataPackage.FileName)) File.Delete(Path.Combine(path, name));
        foreach (var file in Directory.EnumerateFiles(unfinished)) File.Move(file, Path.Combine(path, Path.GetFileName(file)));
        Directory.Delete(unfinished);
    }

    private static async Task<int> WriteAllAsync(DirectorySnapshot snapshot, Func<string, Stream> create, IProgress<int>? progress, CancellationToken cancellation)
    {
        var total = 0;
        List<HsdsTable> written = [];
        foreach (var table in HsdsTables.All)
        {
            var count = 0;
            StreamWriter? file = null;
            if (AlwaysThere.Contains(table.Name)) file = await OpenAsync(table);
            await foreach (var row in ResourceRows.StreamAsync(snapshot.Connection, table.Name, [.. table.Fields.Select(field => field.Name)], cancellation))
            {
                file ??= await OpenAsync(table);
                await file.WriteAsync(LineOf(table, row.Values));
                if (++count % 5_000 == 0) progress?.Report(total + count);
            }

            if (file is null) continue;
            await file.DisposeAsync();
            written.Add(table);
            total += count;
        }

        await using var package = create(DataPackage.FileName);
        await JsonSerializer.SerializeAsync(package, Describe(written), Indented, cancellation);
        return total;

        async Task<StreamWriter> OpenAsync(HsdsTable table)
        {
            var file = new StreamWriter(create(table.Files[0]), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
            await file.WriteAsync(string.Join(',', table.Fields.Select(field => field.Name)) + "\n");
            return file;
        }
    }

    private static string LineOf(HsdsTable table, string?[] values)
    {
        var line = new StringBuilder(256);
        for (var column = 0; column < values.Length; column++)
        {
            if (column > 0) line.Append(',');
            if (HsdsValue.Clean(table.Fields[column], values[column]) is { } text) line.Append(CsvCell.Write(text));
        }

        return line.Append('\n').ToString();
    }

    private static object Describe(IReadOnlyList<HsdsTable> tables) => new
    {
        name = DataPackage.ExportName,
        profile = "tabular-data-package",
        hsds_version = HsdsFormat.Version,
        resources = tables.Select(table => new
        {
            name = Path.GetFileNameWithoutExtension(table.Files[0]),
            path = table.Files[0],
            profile = "tabular-data-resource",
            schema = new
            {
                primaryKey = table.Fields[0].Name == "id" ? "id" : null,
                fields = table.Fields.Select(field => new { name = field.Name, type = TypeOf(field), constraints = new { required = field.IsRequiredInCsv } }),
            },
        }),
    };

    private static string TypeOf(HsdsField field) => field.Type switch
    {
        "number" => "number",
        "date" => "date",
        "date-time" => "datetime",
        _ => "string",
    };
}
