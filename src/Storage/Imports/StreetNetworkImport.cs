using Npgsql;

namespace ResourceMatch.Storage.Imports;

/// <summary>Streets on their way into the database. Storage knows no graph: the network is bytes to it.</summary>
/// <param name="Key">The same key replaces, another stands beside. At most 100 letters.</param>
/// <param name="Network">The compiled network as Transit writes it.</param>
/// <param name="Lines">What the map draws.</param>
public sealed record StreetNetworkRow(string Key, string SourceName, int JunctionCount, int EdgeCount, byte[] Network, IEnumerable<StreetRow> Lines);

/// <summary>Puts stops on streets: from a network's bytes and those of every live feed's timetable to the bytes that are kept with the network.</summary>
public delegate byte[] StopWalksMaking(byte[] network, IReadOnlyList<byte[]> timetables);

/// <summary>Keeps a street network, its lines on the map and its stops, and makes them live in one transaction.</summary>
/// <remarks>Until it commits the last good network is live; a failed or killed import leaves nothing behind.</remarks>
public static class StreetNetworkImport
{
    /// <summary>The key when none is named: one network for the whole installation.</summary>
    public const string DefaultKey = "streets";

    public static async Task StoreAsync(
        DirectoryDatabase database, StreetNetworkRow streets, StopWalksMaking makeStopWalks, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(streets);
        ArgumentNullException.ThrowIfNull(clock);
        var run = await ImportRun.BeginAsync(database, "osm", streets.Key, clock.GetUtcNow(), cancellation);
        var state = "failed";
        try
        {
            await SwitchAsync(database, streets, makeStopWalks, clock.GetUtcNow(), cancellation);
            state = "done";
        }
        finally
        {
            await ImportRun.EndAsync(database, run, state, clock.GetUtcNow(), new ImportReport { Counts = new { Junctions = streets.JunctionCount, Edges = streets.EdgeCount } }, CancellationToken.None);
        }
    }

    /// <summary>Puts the stops of the feeds that are live now on every live network, or on one. Within the transaction that switched a feed or a network.</summary>
    internal static async Task RefreshStopWalksAsync(NpgsqlConnection connection, StopWalksMaking makeStopWalks, CancellationToken cancellation, long? only = null)
    {
        var networks = await ReadAsync(connection, $"select id, network from directory.street_network where {(only is { } one ? $"id = {one}" : "live")}", cancellation);
        if (networks.Count == 0) return;
        var feeds = await ReadAsync(connection, "select id, timetable from directory.feed_version where live order by key", cancellation);
        foreach (var (id, network) in networks)
        {
            await using var update = new NpgsqlCommand("update directory.street_network set stop_walks = $2, stop_walks_feeds = $3 where id = $1", connection) { CommandTimeout = 600 };
            update.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
            update.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = makeStopWalks(network, [.. feeds.Select(feed => feed.Bytes)]) });
            update.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. feeds.Select(feed => feed.Id)] });
            await update.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task SwitchAsync(DirectoryDatabase database, StreetNetworkRow streets, StopWalksMaking makeStopWalks, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // The lock of feeds: stops are put on streets by whichever of the two comes later.
        await RunAsync(connection, $"select pg_advisory_xact_lock({FeedImport.LockKey})", cancellation);
        var id = await InsertAsync(connection, streets, now, cancellation);
        await MapImport.ReplaceStreetsAsync(connection, streets.Key, streets.Lines, cancellation);
        await RefreshStopWalksAsync(connection, makeStopWalks, cancellation, id);
        await RunAsync(connection, "update directory.directory_version set version = version + 1, changed_at = now() where part in ('feeds', 'map')", cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<long> InsertAsync(NpgsqlConnection connection, StreetNetworkRow streets, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            with gone as (delete from directory.street_network where key = $1)
            insert into directory.street_network (key, loaded_at, source_name, junction_count, edge_count, network) values ($1, $2, $3, $4, $5, $6) returning id
            """, connection) { CommandTimeout = 600 };
        foreach (var value in new object[] { streets.Key, now.ToUniversalTime(), streets.SourceName, streets.JunctionCount, streets.EdgeCount, streets.Network })
        {
            command.Parameters.Add(new() { Value = value });
        }

        var id = (long)(await command.ExecuteScalarAsync(cancellation))!;
        // In a step of its own: the index of live keys still sees the old row within the statement that deletes it.
        await RunAsync(connection, $"update directory.street_network set live = true where id = {id}", cancellation);
        return id;
    }

    private static async Task<List<(long Id, byte[] Bytes)>> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<(long, byte[])> rows = [];
        while (await reader.ReadAsync(cancellation)) rows.Add((reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
        return rows;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
