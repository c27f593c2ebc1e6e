using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Hsds;

/// <summary>Reads HSDS 3.1 in a stream: a folder or zip of CSV files (with or without datapackage.json), or JSON: one service, a list, a page of the API, one service a line, organizations with services.</summary>
/// <remarks>
/// A row that cannot be used is left out with a notice; the rest is read. Refused as a whole: no services or organizations, a file without a column it needs, broken JSON or zip.
/// Not read: programs, contacts, fundings, urls, identifiers, and metadata (ours is written by the import). For one thread.
/// </remarks>
public sealed class HsdsReader
{
    private const int RowsInBatch = 5_000;

    private static readonly GtfsReadOptions Options = new() { Extensions = [".csv", ".json", ".ndjson"], Wanted = "list of services", MaxRowBytes = 16 << 20, MaxRows = 20_000_000 };

    private readonly string path;
    private readonly string source;
    private readonly NeedFinder needs;
    private readonly Dictionary<string, HashSet<Guid>> known = [];
    private readonly Dictionary<Guid, TaxonomyTerm> terms = [];
    private ListingBatch batch = new();

    /// <param name="path">A folder, a zip, or one .json or .ndjson file.</param>
    /// <param name="source">The source's key; ids that are no UUIDs are made from it.</param>
    public HsdsReader(string path, string source, NeedVocabulary? vocabulary = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        this.path = path;
        this.source = source;
        needs = new NeedFinder(vocabulary ?? NeedVocabulary.Default);
    }

    /// <summary>What was found wrong; complete when <see cref="Read"/> has ended.</summary>
    public NoticeLog Notices { get; } = new();

    /// <summary>Rows or objects read so far, kept or not.</summary>
    public int RowsRead { get; private set; }

    /// <summary>Services kept so far.</summary>
    public int ServicesKept => known.TryGetValue("service", out var ids) ? ids.Count : 0;

    /// <summary>Reads all of it, a batch at a time.</summary>
    /// <exception cref="ImportRefusedException">Nothing of it can be used.</exception>
    public IEnumerable<ListingBatch> Read(CancellationToken cancellation = default)
    {
        var isJsonFile = !Directory.Exists(path) && path.EndsWith("json", StringComparison.OrdinalIgnoreCase);
        foreach (var full in isJsonFile ? ReadJsonFile(cancellation) : ReadPackage(cancellation)) yield return full;
        if (batch.Count > 0) yield return batch;
        batch = new ListingBatch();
        if (ServicesKept == 0) throw FeedFiles.Refuse(Path.GetFileName(path), "no_services", "Not one usable service was found, so nothing was stored; look at the notices and correct the files.");
    }

    private IEnumerable<ListingBatch> ReadPackage(CancellationToken cancellation)
    {
        using var files = FeedFiles.Open(path, Options, Notices);
        var package = DataPackage.Read(files, Notices);
        var json = files.Names.Where(name => name != DataPackage.FileName && !name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        var tables = HsdsTables.All.Select(table => (Table: table, File: package.FindFile(table, files))).Where(pair => pair.File is not null).ToList();
        if (tables.Count == 0 && json.Count > 0)
        {
            foreach (var name in json)
            {
                foreach (var full in ReadJson(name, () => files.Find(name)!, cancellation)) yield return full;
            }

            yield break;
        }

        foreach (var needed in new[] { "organization", "service" })
        {
            if (tables.All(pair => pair.Table.Name != needed))
            {
                throw FeedFiles.Refuse(Path.GetFileName(path), "missing_file", $"There is no {HsdsTables.All.First(table => table.Name == needed).Files[0]}: an HSDS package needs it. Give a folder or zip of HSDS 3.1 CSV files, or a JSON file.");
            }
        }

        TellUnread(files.Names.Except(tables.Select(pair => pair.File!)).Except([DataPackage.FileName]));
        foreach (var (table, file) in tables)
        {
            foreach (var full in ReadTable(table, file!, files.Find(file!)!, cancellation)) yield return full;
        }
    }

    private IEnumerable<ListingBatch> ReadTable(HsdsTable table, string file, Stream stream, CancellationToken cancellation)
    {
        using var rows = GtfsTable.Open(file, stream, Notices, Options, cancellation);
        foreach (var column in table.RequiredColumns)
        {
            if (rows.Column(column) < 0) throw FeedFiles.Refuse(file, "missing_required_column", $"{file} has no column {column}: the list cannot be read without it. Add the column.");
        }

        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new HsdsRow(file, rows.Row, null, source, Notices, field => rows.Column(field) is var column and >= 0 ? rows.Text(column, field) : null);
            Add(table.Name, row, isCsv: true);
            if (TakeFull() is { } full) yield return full;
        }

        // Half a file would read as "the other half was deleted".
        if (rows.IsMalformed) throw FeedFiles.Refuse(file, "csv_parsing_failed", $"{file} ends in a row whose quotes do not match: a quote is opened there and never closed. Correct the file.");
        if (rows.IsEmpty && table.Name is "organization" or "service") Notices.Add(file, null, null, NoticeSeverity.Warning, "empty_file", () => $"{file} has no rows.");
    }

    private IEnumerable<ListingBatch> ReadJsonFile(CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw FeedFiles.Refuse(Path.GetFileName(path), "missing_file", $"There is no file {path}: check the path.");
        return ReadJson(Path.GetFileName(path), () => File.OpenRead(path), cancellation);
    }

    private IEnumerable<ListingBatch> ReadJson(string name, Func<Stream> open, CancellationToken cancellation)
    {
        foreach (var item in HsdsJson.ReadItems(name, open))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (table, row) in HsdsJson.Flatten(item, name, source, Notices)) Add(table, row, isCsv: false);
            if (TakeFull() is { } full) yield return full;
        }
    }

    private ListingBatch? TakeFull()
    {
        if (batch.Count < RowsInBatch) return null;
        var full = batch;
        batch = new ListingBatch();
        return full;
    }

    private void Add(string table, HsdsRow row, bool isCsv)
    {
        RowsRead++;
        // JSON repeats the same organization in each of its services; that is no mistake. In a table an id stands once.
        if (table != "translation" && row.FindId("id", table) is { } id && IdsOf(table).Contains(id))
        {
            if (isCsv) row.Drop("id", "duplicate_id", "This id stands above already; give each row its own.");
            return;
        }

        if (isCsv) CheckReferences(HsdsTables.All.First(known => known.Name == table), row);
        if (!row.IsUsable || !HsdsMapping.Add(table, row, batch)) return;
        if (table != "translation") IdsOf(table).Add(row.FindId("id", table)!.Value);
        if (table == "taxonomy_term") terms[batch.TaxonomyTerms[^1].Id.Value] = batch.TaxonomyTerms[^1];
        if (table == "attribute") AddNeeds(batch.Attributes[^1]);
    }

    private void AddNeeds(EntityAttribute attribute)
    {
        var term = attribute.TaxonomyTermId is { } id ? terms.GetValueOrDefault(id.Value) : null;
        batch.Needs.AddRange(needs.Find(attribute, term).Select(need => (new Domain.Id<Service>(attribute.LinkId), need)));
    }

    // In CSV the parents' files were read before; a row that points nowhere is told of here, where its number is known.
    private void CheckReferences(HsdsTable table, HsdsRow row)
    {
        foreach (var (field, target) in References(table.Name, row))
        {
            if (row.FindId(field, target) is not { } id || IdsOf(target).Contains(id)) continue;
            var message = $"There is no usable {target} with the id that {field} names; add it or correct the id.";
            // An attribute without its term would say nothing.
            if (table.RequiredColumns.Contains(field) || field == "taxonomy_term_id") row.Drop(field, "dangling_reference", message);
            else row.Warn(field, "dangling_reference", () => message + " The row was kept without it.");
            row.Empty(field);
        }
    }

    private static IEnumerable<(string Field, string Table)> References(string table, HsdsRow row) => table switch
    {
        "organization" or "taxonomy" or "unit" => [],
        "taxonomy_term" => [("taxonomy_id", "taxonomy")],
        "attribute" => [("link_id", HsdsTables.All.FirstOrDefault(other => other.Name == row.Text("link_entity"))?.Name ?? "service"), ("taxonomy_term_id", "taxonomy_term")],
        "translation" => HsdsTables.All.Any(other => other.Name == row.Text("entity")) ? [("entity_id", row.Text("entity")!)] : [],
        _ => [("organization_id", "organization"), ("service_id", "service"), ("location_id", "location"), ("service_at_location_id", "service_at_location"), ("phone_id", "phone"), ("unit_id", "unit")],
    };

    private void TellUnread(IEnumerable<string> names)
    {
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            Notices.Add(name, null, null, NoticeSeverity.Info, "unread_file", () => $"{name} is not read: ResourceMatch has no place for it.");
        }
    }

    private HashSet<Guid> IdsOf(string table)
    {
        if (!known.TryGetValue(table, out var ids)) known[table] = ids = [];
        return ids;
    }
}
