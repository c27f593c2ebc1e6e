using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>What an import of a table did.</summary>
/// <param name="Source">The key of its map.</param>
/// <param name="Counts">What the file held.</param>
/// <param name="Outcome">What changed in the directory.</param>
public sealed record TableImportResult(string Source, TableCounts Counts, ImportOutcome Outcome);

/// <summary>Reads a table and makes it live in one step; the version before stays live until then, and for good when this one is refused.</summary>
public static class TableImport
{
    private const int BatchSize = 500;

    /// <summary>The taxonomy by whose terms the engine knows who a service is for.</summary>
    private const string EligibilityTaxonomy = "ResourceMatch eligibility";
    private const string EligibilityLink = "service eligibility or intended audience";

    private static readonly JsonSerializerOptions NoticeJson = new() { Converters = { new JsonStringEnumConverter() } };

    /// <param name="path">A CSV file.</param>
    /// <param name="mapPath">Its <see cref="TableMap"/>.</param>
    /// <param name="database">Where to.</param>
    /// <param name="clock">The time of the change.</param>
    /// <param name="timeZone">Of places without a timetable near them.</param>
    /// <param name="notices">What is found on the way.</param>
    /// <param name="progress">Told every hundred rows.</param>
    /// <param name="cancellation">Ends the import; nothing is stored then.</param>
    /// <exception cref="ImportRefusedException">The map or the file cannot be used; nothing was stored.</exception>
    public static async Task<TableImportResult> RunAsync(
        string path, string mapPath, DirectoryDatabase database, TimeProvider clock, TimeZoneInfo timeZone, NoticeLog notices, IProgress<TableProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(notices);
        var map = TableMap.Load(mapPath);
        var reader = TableReader.Open(path, map, notices);
        await using var import = await DirectoryImport.BeginAsync(database, "table", map.Source, clock, cancellation);
        var batch = new Batch(import, map.Source);
        foreach (var listings in reader.Read(progress).Chunk(BatchSize)) await batch.AddAsync(listings, cancellation);
        var report = new ImportReport { InputHash = await HashAsync(path, cancellation), NoticesJson = JsonSerializer.Serialize(notices.Summarize(), NoticeJson) };
        if (WhyUseless(Path.GetFileName(path), reader.Counts, notices) is { } why)
        {
            notices.Add(why);
            await import.RefuseAsync(report);
            throw new ImportRefusedException(why);
        }

        await batch.AddTermsAsync(cancellation);
        var outcome = await import.CompleteAsync(timeZone, report, cancellation);
        return new TableImportResult(map.Source, reader.Counts, outcome);
    }

    // What is missing from a file is deleted from the directory: a broken file must not empty it.
    private static Notice? WhyUseless(string file, TableCounts counts, NoticeLog notices)
    {
        if (counts.Listings == 0) return Refuse("nothing_usable", "holds no row that could be used.");
        if (notices.Summarize().Any(notice => notice.Kind == TableFile.UnreadableRest)) return Refuse(TableFile.UnreadableRest, "could not be read to its end: a quote is never closed. Correct the file.");
        return counts.Listings * 2 < counts.Rows ? Refuse("too_many_bad_rows", $"gave only {counts.Listings} listings from {counts.Rows} rows. Look at the map and the file.") : null;

        Notice Refuse(string kind, string message) => new(file, null, null, NoticeSeverity.Refusal, kind, message);
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
    }

    /// <summary>Hands listings over, each kind of entity by itself.</summary>
    private sealed class Batch(DirectoryImport import, string source)
    {
        private readonly HashSet<Id<Organization>> organizations = [];
        private readonly HashSet<string> terms = new(StringComparer.Ordinal);

        public async Task AddAsync(TableListing[] listings, CancellationToken cancellation)
        {
            await import.AddAsync(listings.Select(listing => listing.Organization).Where(organization => organizations.Add(organization.Id)).ToList(), cancellation);
            await import.AddAsync(listings.Select(listing => listing.Service), cancellation);
            await import.AddAsync(listings.Select(listing => listing.Location), cancellation);
            await import.AddAsync(listings.Select(listing => listing.ServiceAtLocation), cancellation);
            await import.AddAsync(listings.Select(listing => listing.Address).OfType<Address>(), cancellation);
            await import.AddAsync(listings.SelectMany(listing => listing.Phones), cancellation);
            await import.AddAsync(listings.SelectMany(listing => listing.Schedules), cancellation);
            await import.AddAsync(listings.SelectMany(listing => listing.Languages), cancellation);
            await import.AddAsync(listings.SelectMany(listing => listing.Accessibility), cancellation);
            await import.AddAsync(listings.SelectMany(listing => listing.RequiredDocuments), cancellation);
            await import.AddAsync(listings.SelectMany(listing => listing.ServiceAreas), cancellation);
            await import.AddAsync(listings.SelectMany(Attributes), cancellation);
        }

        public async Task AddTermsAsync(CancellationToken cancellation)
        {
            if (terms.Count == 0) return;
            await import.AddAsync([new Taxonomy { Id = StableId.Of<Taxonomy>(source, "taxonomy", EligibilityTaxonomy), Name = EligibilityTaxonomy }], cancellation);
            await import.AddAsync(terms.Order(StringComparer.Ordinal).Select(key => new TaxonomyTerm { Id = Term(key), TaxonomyId = StableId.Of<Taxonomy>(source, "taxonomy", EligibilityTaxonomy), Code = key, Name = key }), cancellation);
        }

        private IEnumerable<EntityAttribute> Attributes(TableListing listing)
        {
            foreach (var key in listing.Eligibility)
            {
                terms.Add(key);
                yield return new EntityAttribute
                {
                    Id = StableId.Of<EntityAttribute>(source, "attribute", $"{listing.Service.Id}\u001f{key}"),
                    LinkId = listing.Service.Id.Value,
                    LinkEntity = "service",
                    LinkType = EligibilityLink,
                    TaxonomyTermId = Term(key),
                };
            }
        }

        private Id<TaxonomyTerm> Term(string key) => StableId.Of<TaxonomyTerm>(source, "taxonomy_term", key);
    }
}
