using System.Security.Cryptography;
using System.Text.Json;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Hsds;

/// <summary>import hsds: reads a package and makes it live in one step, or says why not.</summary>
public static class HsdsImport
{
    /// <param name="path">A folder, zip, .json or .ndjson file.</param>
    /// <param name="source">The source's key; null = the name of the file or folder, so that the same name replaces what it brought before.</param>
    /// <param name="timeZone">Of places without a timetable near them.</param>
    /// <exception cref="ImportRefusedException">Nothing of it can be used; nothing was stored. The refusal's notices stand in <paramref name="notices"/> too.</exception>
    public static async Task<HsdsImportResult> RunAsync(
        DirectoryDatabase database, string path, string? source, TimeZoneInfo timeZone, TimeProvider clock, IProgress<int>? progress, Action<NoticeLog>? notices, CancellationToken cancellation)
    {
        var key = source ?? SourceOf(path);
        var reader = new HsdsReader(path, key);
        notices?.Invoke(reader.Notices);
        await using var import = await DirectoryImport.BeginAsync(database, "hsds", key, clock, cancellation);
        try
        {
            foreach (var batch in reader.Read(cancellation))
            {
                await import.AddAsync(batch, cancellation);
                progress?.Report(reader.RowsRead);
            }
        }
        catch (ImportRefusedException refused)
        {
            reader.Notices.Add(refused.Notice);
            await import.RefuseAsync(Report(path, reader.Notices));
            throw;
        }

        progress?.Report(reader.RowsRead);
        var outcome = await import.CompleteAsync(timeZone, Report(path, reader.Notices), cancellation);
        TellLeftOut(outcome, reader.Notices);
        return new HsdsImportResult(key, reader.RowsRead, reader.ServicesKept, outcome, reader.Notices);
    }

    /// <summary>The key that a path gives when none is named: its last part without an ending, at most 100 letters.</summary>
    public static string SourceOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return name.Length == 0 ? "hsds" : name.Length > 100 ? name[..100] : name;
    }

    /// <summary>What the database could not take, as notices: rows of other sources above all.</summary>
    internal static void TellLeftOut(ImportOutcome outcome, NoticeLog notices)
    {
        foreach (var left in outcome.LeftOut)
        {
            var rows = left.Rows == 1 ? "1 row" : $"{left.Rows:N0} rows";
            var (severity, kind, message) = left.Reason switch
            {
                LeftOutReason.OfAnotherSource => (NoticeSeverity.Warning, "of_another_source",
                    $"{rows} with an id that another import brought: left as that import has it. Import under its key (--source) to change it."),
                LeftOutReason.Duplicate => (NoticeSeverity.Warning, "duplicate_id", $"{rows} with an id that stands there already: the first of each was kept."),
                _ => (NoticeSeverity.Error, "dangling_reference", $"{rows} with a reference that leads nowhere: the reference was emptied, or the row left out where it needs it."),
            };
            notices.Add(new Notice(left.Table, null, null, severity, kind, message));
        }
    }

    private static ImportReport Report(string path, NoticeLog notices) => new() { InputHash = File.Exists(path) ? HashOf(path) : null, NoticesJson = JsonSerializer.Serialize(notices.Summarize()) };

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}

/// <param name="Source">The key under which it was stored.</param>
/// <param name="RowsRead">Rows or objects, kept or not.</param>
/// <param name="ServicesKept">Services that stand in the directory now.</param>
public sealed record HsdsImportResult(string Source, int RowsRead, int ServicesKept, ImportOutcome Outcome, NoticeLog Notices);
