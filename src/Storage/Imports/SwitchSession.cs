using Npgsql;

namespace ResourceMatch.Storage.Imports;

/// <summary>The one transaction that makes an import live. Parameters of every standard statement: $1 source, $2 now, $3 who.</summary>
internal sealed class SwitchSession(NpgsqlConnection connection, NpgsqlTransaction transaction, string source, DateTimeOffset now, CancellationToken cancellation)
{
    public NpgsqlConnection Connection => connection;

    public NpgsqlTransaction Transaction => transaction;

    public DateTimeOffset Now => now;

    public CancellationToken Cancellation => cancellation;

    public string Source => source;

    public async Task RunAsync(string sql, params object[] values)
    {
        await using var command = Command(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Several statements without parameters.</summary>
    public Task RunScriptAsync(string sql) => RunAsync(sql);

    public async Task RunStandardAsync(string sql)
    {
        await using var command = Standard(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The counts in the first row of the answer.</summary>
    public async Task<int[]> CountAsync(string sql)
    {
        await using var command = Standard(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(column => checked((int)reader.GetInt64(column)))];
    }

    // PostgreSQL wants the type of a parameter that a statement does not use; so all three are always declared.
    private NpgsqlCommand Standard(string sql)
    {
        var command = Command(sql);
        command.Parameters.Add(new() { Value = source, DataTypeName = "text" });
        command.Parameters.Add(new() { Value = now, DataTypeName = "timestamp with time zone" });
        command.Parameters.Add(new() { Value = "import " + source, DataTypeName = "text" });
        return command;
    }

    private NpgsqlCommand Command(string sql) => new(sql, connection, transaction) { CommandTimeout = 600 };
}
