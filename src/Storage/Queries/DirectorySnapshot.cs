using System.Data;
using Npgsql;

namespace ResourceMatch.Storage.Queries;

/// <summary>The public directory as it stands at one instant, read as rm_public: whatever an import switches meanwhile, every question gets answers of the same state.</summary>
/// <remarks>Holds one connection and one transaction; dispose it soon. One question at a time; not thread-safe.</remarks>
public sealed class DirectorySnapshot : IAsyncDisposable
{
    private readonly NpgsqlTransaction transaction;

    private DirectorySnapshot(NpgsqlConnection connection, NpgsqlTransaction transaction) => (Connection, this.transaction) = (connection, transaction);

    public NpgsqlConnection Connection { get; }

    /// <summary>Counts every change of the listings that a reader may see.</summary>
    public long Version { get; private set; }

    /// <summary>Counts every change of the words that a search understands.</summary>
    public long WordsVersion { get; private set; }

    /// <summary>When the listings last changed.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>The day with which the table of openings begins; null = it was never written.</summary>
    public DateOnly? OpeningsFrom { get; private set; }

    public static async Task<DirectorySnapshot> OpenAsync(DirectoryDatabase database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        var connection = await database.Public.OpenConnectionAsync(cancellation);
        try
        {
            var snapshot = new DirectorySnapshot(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation));
            await snapshot.ReadVersionAsync(cancellation);
            return snapshot;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private async Task ReadVersionAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select version, changed_at, (select starts_on from directory.opening_window), (select version from directory.directory_version where part = 'words') from directory.directory_version where part = 'listings'", Connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        (Version, ChangedAt) = (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1));
        WordsVersion = reader.GetInt64(3);
        OpeningsFrom = reader.IsDBNull(2) ? null : reader.GetFieldValue<DateOnly>(2);
    }
}
