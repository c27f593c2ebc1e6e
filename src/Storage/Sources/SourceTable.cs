using Npgsql;
using NpgsqlTypes;

namespace ResourceMatch.Storage.Sources;

/// <summary>The feeds of this installation (directory_private.source_feed).</summary>
/// <remarks>Written as rm_staff. Thread-safe.</remarks>
public sealed class SourceTable(DirectoryDatabase database, TimeProvider clock)
{
    private const string Columns = "key, kind, place, map, every, etag, last_modified, content_hash, checked_at, imported_at, outcome, message";

    public Task<List<SourceFeed>> List(CancellationToken cancellation) => Read($"select {Columns} from directory_private.source_feed order by key", null, cancellation);

    public async Task<SourceFeed?> Find(string key, CancellationToken cancellation) =>
        await Read($"select {Columns} from directory_private.source_feed where key = $1", key, cancellation) is [var feed] ? feed : null;

    /// <summary>Adds it, or changes where an old one of the key comes from; then the next run fetches it whole.</summary>
    public async Task Save(SourceFeed feed, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(feed);
        await using var command = database.Staff.CreateCommand(
            """
            insert into directory_private.source_feed (key, kind, place, map, every, added_at, added_by) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (key) do update set kind = excluded.kind, place = excluded.place, map = excluded.map, every = excluded.every, etag = null, last_modified = null, content_hash = null
            """);
        foreach (var value in new object[] { feed.Key, feed.Kind, feed.Place, (object?)feed.Map ?? DBNull.Value, feed.Every, clock.GetUtcNow(), by }) command.Parameters.Add(value is DBNull ? Null() : new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Forgets where it came from; what it brought stays in the directory.</summary>
    /// <returns>False = there was none.</returns>
    public async Task<bool> Remove(string key, CancellationToken cancellation)
    {
        await using var command = database.Staff.CreateCommand("delete from directory_private.source_feed where key = $1");
        command.Parameters.Add(new() { Value = key });
        return await command.ExecuteNonQueryAsync(cancellation) > 0;
    }

    /// <summary>Keeps what a run came to. Of a run that imported, also what tells the copy apart from the next.</summary>
    public async Task Record(string key, string outcome, string message, (string? ETag, string? LastModified, string? Hash)? copy, CancellationToken cancellation)
    {
        await using var command = database.Staff.CreateCommand(copy is null
            ? "update directory_private.source_feed set checked_at = $2, outcome = $3, message = $4 where key = $1"
            : "update directory_private.source_feed set checked_at = $2, outcome = $3, message = $4, imported_at = $2, etag = $5, last_modified = $6, content_hash = $7 where key = $1");
        var sentence = message.Replace("\0", "", StringComparison.Ordinal);
        foreach (var value in new object[] { key, clock.GetUtcNow(), outcome, sentence.Length > 1_000 ? sentence[..1_000] : sentence }) command.Parameters.Add(new() { Value = value });
        if (copy is { } of)
        {
            foreach (var value in new[] { of.ETag, of.LastModified, of.Hash }) command.Parameters.Add(value is null ? Null() : new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Holds a source so that no other host or page imports it meanwhile; dispose to let go.</summary>
    /// <returns>Null = somebody else holds it.</returns>
    public async Task<IAsyncDisposable?> TryHold(string key, CancellationToken cancellation)
    {
        var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(hashtextextended('source ' || $1, 0))", connection);
        command.Parameters.Add(new() { Value = key });
        if ((bool)(await command.ExecuteScalarAsync(cancellation))!) return new Hold(connection, key);
        await connection.DisposeAsync();
        return null;
    }

    private static NpgsqlParameter Null() => new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private async Task<List<SourceFeed>> Read(string sql, string? key, CancellationToken cancellation)
    {
        await using var command = database.Staff.CreateCommand(sql);
        if (key is not null) command.Parameters.Add(new() { Value = key });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<SourceFeed> all = [];
        while (await rows.ReadAsync(cancellation))
        {
            all.Add(new SourceFeed(rows.GetString(0), rows.GetString(1), rows.GetString(2), Text(3), rows.GetString(4))
            {
                ETag = Text(5), LastModified = Text(6), ContentHash = Text(7), CheckedAt = Time(8), ImportedAt = Time(9), Outcome = Text(10), Message = Text(11),
            });
        }

        return all;

        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
        DateTimeOffset? Time(int column) => rows.IsDBNull(column) ? null : rows.GetFieldValue<DateTimeOffset>(column);
    }

    private sealed class Hold(NpgsqlConnection connection, string key) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            {
                await using var command = new NpgsqlCommand("select pg_advisory_unlock(hashtextextended('source ' || $1, 0))", connection);
                command.Parameters.Add(new() { Value = key });
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
    }
}
