using System.Text.Json;
using NpgsqlTypes;

namespace ResourceMatch.Storage.Imports;

/// <summary>The diary of imports (directory_private.import_run). Written outside the import's transaction, so that failures are told too.</summary>
internal static class ImportRun
{
    public static async Task<long> BeginAsync(DirectoryDatabase database, string kind, string source, DateTimeOffset now, CancellationToken cancellation)
    {
        // What was killed could not say so itself.
        await using var command = database.Staff.CreateCommand(
            """
            with killed as (update directory_private.import_run set state = 'failed', finished_at = $3 where kind = $1 and source = $2 and state = 'running')
            insert into directory_private.import_run (kind, source, state, started_at) values ($1, $2, 'running', $3) returning id
            """);
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = source });
        command.Parameters.Add(new() { Value = now.ToUniversalTime() });
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public static async Task EndAsync(DirectoryDatabase database, long id, string state, DateTimeOffset now, ImportReport report, CancellationToken cancellation)
    {
        await using var command = database.Staff.CreateCommand(
            "update directory_private.import_run set state = $2, finished_at = $3, input_hash = $4, counts = $5, notices = $6 where id = $1");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = state });
        command.Parameters.Add(new() { Value = now.ToUniversalTime() });
        command.Parameters.Add(new() { Value = (object?)report.InputHash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = report.Counts is { } counts ? JsonSerializer.Serialize(counts, counts.GetType()) : "{}", NpgsqlDbType = NpgsqlDbType.Jsonb });
        // jsonb refuses the letter NUL, which notices may quote.
        command.Parameters.Add(new() { Value = report.NoticesJson.Replace("\\u0000", "\\uFFFD", StringComparison.Ordinal), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
