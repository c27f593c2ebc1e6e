using System.Text.Json;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Hsds;

/// <summary>Reads HSDS 3.1 in a stream: a folder or zip of CSV files (with or without datapackage.json), or JSON: one service, a list, a page of the API, one service a line, organizations with services, tables by name.</summary>
/// <remarks>
/// A row that cannot be used is left out with a notice; the rest is read. Refused as a whole: no services or organizations, a file without a column it needs, broken JSON or zip.
/// Names of HSDS 1 and 2 are read too (<see cref="OlderNames"/>). For one thread.
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
    private readonly Dictionary<string, string> eligibilities = [];
    private readonly HashSet<(string? Entity, string? Field, string? Language)> translated = [];
    private readonly Dictionary<Guid, Domain.Id<Organization>> organizationOfPlace = [];
    private readonly List<(string Table, HsdsRow Row, Guid Parent)> parents = [];
    private ListingBatch batch = new();
    private bool isExport;
    private bool isWithoutServices; // and rightly so: an export of a directory that has none

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
        var mayBeWithout = isJsonFile || isWithoutServices;
        if (ServicesKept == 0 && (!mayBeWithout || known.Values.Sum(ids => ids.Count) == 0)) throw FeedFiles.Refuse(Path.GetFileName(path), "no_services", "Not one usable service was found, so nothing was stored; look at the notices and correct the files.");
    }

    private IEnumerable<ListingBatch> ReadPackage(CancellationToken cancellation)
    {
        if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) && File.Exists(path)) throw FeedFiles.Refuse(Path.GetFileName(path), "one_table", "One table alone is no HSDS package: give the folder or zip with all its tables, or read a spreadsheet with import table.");
        using var files = FeedFiles.Open(path, Options, Notices);
        var package = DataPackage.Read(files, Notices);
        isExport = package.IsExport;
        var json = files.Names.Where(name => name != DataPackage.FileName && !name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        var tables = FindTables(package, files);
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
            if (tables.TrueForAll(each => each.Name != needed))
            {
                throw FeedFiles.Refuse(Path.GetFileName(path), "missing_file", $"There is no {HsdsTables.Get(needed).Files[0]}: an HSDS package needs it. Give a folder or zip of HSDS 3.1 CSV files, or a JSON file.");
            }
        }

        var eligibilityFile = OlderNames.EligibilityFiles.FirstOrDefault(files.Contains);
        if (eligibilityFile is not null) ReadEligibilities(eligibilityFile, files.Find(eligibilityFile)!, cancellation);
        TellUnread(files.Names.Except(tables.Select(each => each.File)).Except([DataPackage.FileName, eligibilityFile ?? ""]));
        foreach (var table in tables)
        {
            foreach (var full in ReadTable(table, files.Find(table.File)!, cancellation)) yield return full;
        }
    }

    // Older tables come right after the one of 3.1 that they fill.
    private static List<SourceTable> FindTables(DataPackage package, FeedFiles files)
    {
        List<SourceTable> found = [];
        foreach (var table in HsdsTables.All)
        {
            if (package.FindFile(table, files) is { } file) found.Add(new SourceTable(table.Name, table, file, table.RequiredColumns));
            found.AddRange(from older in OlderNames.Tables
                           where older.Table == table.Name
                           from name in older.Files
                           where files.Contains(name)
                           select new SourceTable(older.Name, table, name, older.RequiredColumns));
        }

        return found;
    }

    private void ReadEligibilities(string file, Stream stream, CancellationToken cancellation)
    {
        using var rows = GtfsTable.Open(file, stream, Notices, Options, cancellation);
        var (service, words) = (rows.Column("service_id"), rows.Column("eligibility"));
        if (service < 0 || words < 0) throw FeedFiles.Refuse(file, "missing_required_column", $"{file} needs the columns service_id and eligibility. Add them, or take the file out.");
        while (rows.Read())
        {
            var (key, text) = (rows.Text(service, "service_id"), rows.Text(words, "eligibility"));
            eligibilities[key] = eligibilities.TryGetValue(key, out var before) ? $"{before}; {text}" : text;
        }
    }

    private IEnumerable<ListingBatch> ReadTable(SourceTable table, Stream stream, CancellationToken cancellation)
    {
        var file = table.File;
        using var rows = GtfsTable.Open(file, stream, Notices, Options, cancellation);
        foreach (var column in table.RequiredColumns)
        {
            // Before HSDS 2 a place had no type, and in Ohana's files a service names its place instead of its organization.
            if (rows.Column(column) >= 0 || (table.Name, column) == ("location", "location_type") || ((table.Name, column) == ("service", "organization_id") && rows.Column("location_id") >= 0)) continue;
            throw FeedFiles.Refuse(file, "missing_required_column", $"{file} has no column {column}: the list cannot be read without it. Add the column.");
        }

        while (rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new HsdsRow(file, rows.Row, null, source, Notices, field => Find(table.Name, field, named => rows.Column(named) is var column and >= 0 ? CsvCell.Read(rows.Text(column, named)) : null));
            OlderNames.Check(table.Name, row);
            Add(table.Table.Name, row, isCsv: true);
            AddHanging(table, row);
            if (TakeFull() is { } full) yield return full;
        }

        TellParents();
        // Half a file would read as "the other half was deleted".
        if (rows.IsMalformed) throw FeedFiles.Refuse(file, "csv_parsing_failed", $"{file} ends in a row whose quotes do not match: a quote is opened there and never closed. Correct the file.");
        if (rows.IsEmpty && table.Name == "service" && isExport) isWithoutServices = true;
        else if (rows.IsEmpty && table.Name is "organization" or "service") Notices.Add(file, null, null, NoticeSeverity.Warning, "empty_file", () => $"{file} has no rows.");
    }

    private void TellParents()
    {
        foreach (var (table, row, parent) in parents.Where(each => !IdsOf(each.Table).Contains(each.Parent)))
        {
            row.Warn(ParentOf(table), "dangling_reference", () => "There is no row with the id that it names as its parent; correct the id. The row was kept without a parent.");
        }

        parents.Clear();
    }

    private string? Find(string table, string field, Func<string, string?> find)
    {
        if (OlderNames.Read(table, field, find) is { Length: > 0 } text) return text;
        return (table, field) switch
        {
            ("service", "eligibility_description") when find("id") is { } id => eligibilities.GetValueOrDefault(id),
            ("service", "organization_id") when find("location_id") is { Length: > 0 } place =>
                organizationOfPlace.TryGetValue(Domain.StableId.Of(source, "location", place), out var organization) ? organization.ToString() : null,
            _ => null,
        };
    }

    // Only files older than 3.1 have cells with lists.
    private void AddHanging(SourceTable table, HsdsRow row)
    {
        if (table.Name is not ("service" or "location" or "organization") || !row.IsUsable) return;
        foreach (var (inner, fields) in OlderNames.Hanging(table.Name, row)) Add(inner, row.With(fields), isCsv: true);
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
            if (HsdsJson.FindTables(item) is { } tables)
            {
                foreach (var (table, rows) in tables)
                {
                    var place = 0;
                    foreach (var row in rows.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object).SelectMany(row => HsdsJson.Flatten(table, row, place++, name, source, Notices))) Add(row.Table, row.Row, isCsv: true);
                }

                TellParents();
            }
            else
            {
                foreach (var (table, row) in HsdsJson.Flatten(item, name, source, Notices)) Add(table, row, isCsv: false);
            }

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

        if (!isCsv && table == "translation" && !translated.Add((row.Text("entity_id"), row.Text("field"), row.Text("language")))) return;
        if (isCsv) CheckReferences(HsdsTables.Get(table), row);
        if (!row.IsUsable || !HsdsMapping.Add(table, row, batch)) return;
        if (table != "translation") IdsOf(table).Add(row.FindId("id", table)!.Value);
        if (isCsv && ParentOf(table) is { } field && row.FindId(field, table) is { } parent) parents.Add((table, row, parent));
        if (table == "taxonomy_term") terms[batch.TaxonomyTerms[^1].Id.Value] = batch.TaxonomyTerms[^1];
        if (table == "location" && batch.Locations[^1] is { OrganizationId: { } organization } place) organizationOfPlace[place.Id.Value] = organization;
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

    // A row of the same table, which may stand further down: looked for when all of them are read.
    private static string? ParentOf(string table) => table switch
    {
        "organization" => "parent_organization_id",
        "taxonomy_term" => "parent_id",
        _ => null,
    };

    private static IEnumerable<(string Field, string Table)> References(string table, HsdsRow row) => table switch
    {
        "organization" or "taxonomy" or "unit" or "meta_table_description" => [],
        "taxonomy_term" => [("taxonomy_id", "taxonomy")],
        "attribute" => [("link_id", HsdsTables.Find(row.Text("link_entity"))?.Name ?? "service"), ("taxonomy_term_id", "taxonomy_term")],
        "translation" => HsdsTables.Find(row.Text("entity")) is { } entity ? [("entity_id", entity.Name)] : [],
        // A record of what is gone has nothing to hang on any more.
        "metadata" => HsdsTables.Find(row.Text("resource_type")) is { } resource ? [("resource_id", resource.Name)] : [],
        _ => [("organization_id", "organization"), ("program_id", "program"), ("contact_id", "contact"), ("service_id", "service"), ("location_id", "location"), ("service_at_location_id", "service_at_location"), ("phone_id", "phone"), ("unit_id", "unit")],
    };

    private void TellUnread(IEnumerable<string> names)
    {
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            Notices.Add(name, null, null, NoticeSeverity.Info, "unread_file", () => $"{name} is not read: ResourceMatch has no place for it.");
        }
    }

    /// <param name="Name">Of the table, or its older name.</param>
    private sealed record SourceTable(string Name, HsdsTable Table, string File, IReadOnlyList<string> RequiredColumns);

    private HashSet<Guid> IdsOf(string table)
    {
        if (!known.TryGetValue(table, out var ids)) known[table] = ids = [];
        return ids;
    }
}
