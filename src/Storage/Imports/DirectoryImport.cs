using Npgsql;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Imports;

/// <summary>Stores everything that one source says of the directory: staged aside first, then made live in one transaction.</summary>
/// <remarks>
/// Use: <c>await using var import = await DirectoryImport.BeginAsync(…)</c>; <see cref="AddAsync{T}"/> entities, each type by itself, in any order and any number of
/// batches; then <see cref="CompleteAsync"/>. Lists inside an entity (Service.Phones …) are not followed, except Service.Needs: add the phones themselves.
/// Rows are matched by id. What the source brought before and no longer brings is deleted; rows of other sources are never changed. Places that speak of domestic
/// violence become hidden, and their whereabouts go to schema directory_private; visibility only ever tightens. Every change is written to metadata.
/// Disposed, failed or killed before CompleteAsync returns = the old version is live. Running the same again changes nothing.
/// Text of any length and language is fine; ids must be stable (<see cref="StableId"/> for sources without UUIDs). For one thread.
/// </remarks>
public sealed class DirectoryImport : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly DirectoryDatabase database;
    private readonly TimeProvider clock;
    private readonly string source;
    private readonly long runId;
    private bool isComplete;

    private DirectoryImport(NpgsqlConnection connection, DirectoryDatabase database, TimeProvider clock, string source, long runId) =>
        (this.connection, this.database, this.clock, this.source, this.runId) = (connection, database, clock, source, runId);

    /// <param name="database">Written as rm_staff.</param>
    /// <param name="kind">What reads: hsds, table.</param>
    /// <param name="source">The key of the source; the same key replaces what it brought before. At most 100 letters.</param>
    public static async Task<DirectoryImport> BeginAsync(DirectoryDatabase database, string kind, string source, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(source.Length, 100, nameof(source));
        var run = await ImportRun.BeginAsync(database, kind, source, clock.GetUtcNow(), cancellation);
        var connection = await database.Staff.OpenConnectionAsync(cancellation);
        try
        {
            await using var stages = new NpgsqlCommand(
                string.Join(";\n", TableShape.All.Select(MergeSql.MakeStage)) + ";\ncreate temporary table stage_touched (kind text not null, id uuid not null);\n" + ConfidentialPlaces.MakeStages, connection);
            await stages.ExecuteNonQueryAsync(cancellation);
            return new DirectoryImport(connection, database, clock, source, run);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stages entities of any one type that <see cref="ListingBatch"/> has a list of.</summary>
    public async Task AddAsync<T>(IEnumerable<T> entities, CancellationToken cancellation)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(entities);
        List<ServiceNeed> needs = [];
        await CopyAsync(entities.Select(entity =>
        {
            if (entity is Service service) needs.AddRange(service.Needs.Select(need => new ServiceNeed { ServiceId = service.Id, Need = need }));
            return entity;
        }), cancellation);
        if (needs.Count > 0) await CopyAsync(needs, cancellation);
    }

    /// <summary>Stages every list of a batch.</summary>
    public async Task AddAsync(ListingBatch batch, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        await AddListAsync(batch.Organizations);
        await AddListAsync(batch.Taxonomies);
        await AddListAsync(batch.TaxonomyTerms);
        await AddListAsync(batch.Units);
        await AddListAsync(batch.Locations);
        await AddListAsync(batch.Services);
        await AddListAsync(batch.ServicesAtLocations);
        await AddListAsync(batch.Addresses);
        await AddListAsync(batch.Phones);
        await AddListAsync(batch.Schedules);
        await AddListAsync(batch.Languages);
        await AddListAsync(batch.Accessibility);
        await AddListAsync(batch.CostOptions);
        await AddListAsync(batch.RequiredDocuments);
        await AddListAsync(batch.ServiceAreas);
        await AddListAsync(batch.Capacities);
        await AddListAsync(batch.Attributes);
        await AddListAsync(batch.Translations);
        await AddListAsync(batch.Programs);
        await AddListAsync(batch.Contacts);
        await AddListAsync(batch.Fundings);
        await AddListAsync(batch.Urls);
        await AddListAsync(batch.OrganizationIdentifiers);
        await AddListAsync(batch.MetaTableDescriptions);
        await AddListAsync(batch.Metadata);
        if (batch.Needs.Count > 0) await AddNeedsAsync(batch.Needs, cancellation);

        async Task AddListAsync<T>(List<T> entities)
            where T : class
        {
            if (entities.Count > 0) await AddAsync(entities, cancellation);
        }
    }

    /// <summary>Stages keys of the needs vocabulary, for readers that learn them after the service's own row.</summary>
    public Task AddNeedsAsync(IEnumerable<(Id<Service> Service, string Need)> needs, CancellationToken cancellation) =>
        CopyAsync(needs.Select(need => new ServiceNeed { ServiceId = need.Service, Need = need.Need }), cancellation);

    /// <summary>Makes what was staged live, in one step.</summary>
    /// <param name="timeZone">Of places that have no timetable near them.</param>
    /// <param name="report">Kept with the run: the input's hash and the notices, as JSON.</param>
    public async Task<ImportOutcome> CompleteAsync(TimeZoneInfo timeZone, ImportReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (isComplete) throw new InvalidOperationException("The import is complete already.");
        ImportOutcome outcome;
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            var session = new SwitchSession(connection, transaction, source, clock.GetUtcNow(), cancellation);
            outcome = await DirectorySwitch.RunAsync(session, timeZone, database.Holidays);
            await transaction.CommitAsync(cancellation);
        }

        isComplete = true;
        await ImportRun.EndAsync(database, runId, "done", clock.GetUtcNow(), report with { Counts = outcome }, CancellationToken.None);
        return outcome;
    }

    /// <summary>Records that nothing of it was stored, and why.</summary>
    public async Task RefuseAsync(ImportReport report)
    {
        isComplete = true;
        await ImportRun.EndAsync(database, runId, "refused", clock.GetUtcNow(), report, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        // Temporary tables outlive a pooled connection's use: they must be gone before the next import takes it.
        if (connection.FullState == System.Data.ConnectionState.Open)
        {
            await using var discard = new NpgsqlCommand("discard temp", connection);
            await discard.ExecuteNonQueryAsync(CancellationToken.None);
        }

        await connection.DisposeAsync();
        if (!isComplete) await ImportRun.EndAsync(database, runId, "failed", clock.GetUtcNow(), new ImportReport(), CancellationToken.None);
        isComplete = true;
    }

    private async Task CopyAsync<T>(IEnumerable<T> entities, CancellationToken cancellation)
        where T : class
    {
        var table = TableShape.Of(typeof(T));
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {table.Stage} ({string.Join(", ", table.Columns.Select(column => $"\"{column}\""))}) from stdin (format binary)", cancellation);
        foreach (var entity in entities) await table.WriteAsync(copy, entity, cancellation);
        await copy.CompleteAsync(cancellation);
    }
}
