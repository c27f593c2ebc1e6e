using Npgsql;
using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Storage.Upkeep;

/// <summary>Reports against listings, and the public doubts that follow from them by <see cref="ReportWeighing"/>.</summary>
public static class Doubts
{
    /// <summary>Keeps a report and weighs the listing's reports anew.</summary>
    /// <param name="note">For staff; never shown in public.</param>
    /// <returns>False when there is no such service.</returns>
    public static async Task<bool> ReportAsync(DirectoryDatabase database, Guid service, ReportKind kind, EditorKind by, string? note, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await AddAsync(connection, service, kind, by, note, now, cancellation)) return false;
        if (await WeighAsync(connection, [service], now, cancellation)) await BumpAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>For those who have a transaction: an import that finds two sources at odds. Weigh afterwards.</summary>
    public static async Task<bool> AddAsync(NpgsqlConnection connection, Guid service, ReportKind kind, EditorKind by, string? note, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "insert into directory_private.listing_report (service_id, kind, reporter, reported_at, note) select id, $2, $3, $4, $5 from directory.service where id = $1", connection)
        {
            Parameters =
            {
                new() { Value = service }, new() { Value = kind.ToString() }, new() { Value = by == EditorKind.Anyone ? "anyone" : by.ToString().ToLowerInvariant() }, new() { Value = now },
                Edits.EditSession.Text(note),
            },
        };
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Staff have dealt with the reports of a listing.</summary>
    public static async Task HandleAsync(DirectoryDatabase database, Guid service, Guid by, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var command = new NpgsqlCommand("update directory_private.listing_report set handled_at = $2, handled_by = $3 where service_id = $1 and handled_at is null", connection))
        {
            command.Parameters.Add(new() { Value = service });
            command.Parameters.Add(new() { Value = now });
            command.Parameters.Add(new() { Value = by });
            await command.ExecuteNonQueryAsync(cancellation);
        }

        if (await WeighAsync(connection, [service], now, cancellation)) await BumpAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Weighs every listing that has a doubt or an open report: reports are forgotten with time. For a nightly job.</summary>
    public static async Task WeighAllAsync(DirectoryDatabase database, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        List<Guid> services = [];
        await using (var command = new NpgsqlCommand("select service_id from directory.listing_doubt union select service_id from directory_private.listing_report where handled_at is null", connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation)) services.Add(reader.GetGuid(0));
        }

        if (await WeighAsync(connection, [.. services], now, cancellation)) await BumpAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <returns>True when a doubt came or went.</returns>
    internal static async Task<bool> WeighAsync(NpgsqlConnection connection, Guid[] services, DateTimeOffset now, CancellationToken cancellation)
    {
        if (services.Length == 0) return false;
        var confirmed = await LoadConfirmedAsync(connection, services, cancellation);
        var reports = await LoadReportsAsync(connection, services, cancellation);
        List<(Guid Service, ListingDoubt Doubt)> doubts = [];
        foreach (var service in services)
        {
            doubts.AddRange(ReportWeighing.Weigh(reports[service], confirmed.TryGetValue(service, out var at) ? at : null, now).Select(doubt => (service, doubt)));
        }

        await using var command = new NpgsqlCommand(
            """
            with said as (select * from unnest($2::uuid[], $3::text[], $4::date[]) as s(service_id, kind, since)),
            gone as (delete from directory.listing_doubt d where service_id = any($1) and not exists (select from said s where s.service_id = d.service_id and s.kind = d.kind) returning 1),
            come as (insert into directory.listing_doubt as d select * from said
                      on conflict (service_id, kind) do update set since = excluded.since where d.since <> excluded.since returning 1)
            select (select count(*) from gone) + (select count(*) from come)
            """, connection)
        {
            Parameters =
            {
                new() { Value = services }, new() { Value = doubts.Select(each => each.Service).ToArray() }, new() { Value = doubts.Select(each => each.Doubt.Kind.ToString()).ToArray() },
                new() { Value = doubts.Select(each => each.Doubt.Since).ToArray() },
            },
        };
        return (long)(await command.ExecuteScalarAsync(cancellation))! > 0;
    }

    /// <returns>Of every service that has any, as the public may know them.</returns>
    public static async Task<ILookup<Guid, ListingDoubt>> LoadAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var command = source.CreateCommand("select service_id, kind, since from directory.listing_doubt");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<(Guid Service, ListingDoubt Doubt)> doubts = [];
        while (await reader.ReadAsync(cancellation)) doubts.Add((reader.GetGuid(0), new ListingDoubt(Enum.Parse<DoubtKind>(reader.GetString(1)), reader.GetFieldValue<DateOnly>(2))));
        return doubts.ToLookup(each => each.Service, each => each.Doubt);
    }

    /// <returns>Of every service that somebody here has confirmed: the kind of person, and the day (UTC).</returns>
    public static async Task<IReadOnlyDictionary<Guid, (EditorKind By, DateOnly On)>> LoadAssuredAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var command = source.CreateCommand("select service_id, assured_by, (assured_at at time zone 'UTC')::date from directory.assurance");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        Dictionary<Guid, (EditorKind, DateOnly)> assured = [];
        while (await reader.ReadAsync(cancellation)) assured[reader.GetGuid(0)] = (Enum.Parse<EditorKind>(reader.GetString(1), ignoreCase: true), reader.GetFieldValue<DateOnly>(2));
        return assured;
    }

    private static async Task<Dictionary<Guid, DateTimeOffset>> LoadConfirmedAsync(NpgsqlConnection connection, Guid[] services, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select service_id, assured_at from directory.assurance where service_id = any($1)", connection) { Parameters = { new() { Value = services } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        Dictionary<Guid, DateTimeOffset> confirmed = [];
        while (await reader.ReadAsync(cancellation)) confirmed[reader.GetGuid(0)] = reader.GetFieldValue<DateTimeOffset>(1);
        return confirmed;
    }

    private static async Task<ILookup<Guid, ListingReport>> LoadReportsAsync(NpgsqlConnection connection, Guid[] services, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select service_id, kind, reporter, reported_at from directory_private.listing_report where service_id = any($1) and handled_at is null", connection)
        {
            Parameters = { new() { Value = services } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<(Guid Service, ListingReport Report)> reports = [];
        while (await reader.ReadAsync(cancellation))
        {
            reports.Add((reader.GetGuid(0), new ListingReport(Enum.Parse<ReportKind>(reader.GetString(1)), Enum.Parse<EditorKind>(reader.GetString(2), ignoreCase: true), reader.GetFieldValue<DateTimeOffset>(3))));
        }

        return reports.ToLookup(each => each.Service, each => each.Report);
    }

    private static async Task BumpAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("update directory.directory_version set version = version + 1, changed_at = now() where part = 'listings'", connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
