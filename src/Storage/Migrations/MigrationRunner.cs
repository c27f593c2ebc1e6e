using Npgsql;

namespace ResourceMatch.Storage.Migrations;

/// <summary>Brings a database to the schema of this build, or says in one sentence why it will not.</summary>
/// <remarks>Each migration runs once, in its own transaction, under an advisory lock, so that several hosts may start together. Never provisions: roles, database and extensions are made at cluster set-up.</remarks>
public static class MigrationRunner
{
    private const long LockKey = 0x52_4D_4D_49_47; // "RMMIG"

    private static readonly string[] Extensions = ["postgis", "pg_trgm", "btree_gist", "unaccent", "pgcrypto", "address_standardizer", "address_standardizer_data_us"];

    /// <summary>Runs what is missing. Run it with the owner's data source.</summary>
    /// <returns>How many ran.</returns>
    /// <exception cref="SchemaRefusedException">The schema is newer, edited or incomplete, or an extension is missing.</exception>
    public static Task<int> MigrateAsync(NpgsqlDataSource owner, CancellationToken cancellation) =>
        MigrateAsync(owner, MigrationFiles.All, cancellation);

    internal static async Task<int> MigrateAsync(NpgsqlDataSource owner, IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellation);
        try
        {
            await CheckExtensionsAsync(connection, cancellation);
            await ExecuteAsync(connection, CreateHistory, cancellation);
            var applied = await ListAppliedAsync(connection, cancellation);
            CheckHistory(applied, migrations);
            foreach (var migration in migrations.Skip(applied.Count)) await RunAsync(connection, migration, cancellation);
            return migrations.Count - applied.Count;
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    /// <summary>For a host without the owner's connection: the schema must be exactly this build's.</summary>
    /// <exception cref="SchemaRefusedException">It is not.</exception>
    public static async Task CheckAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var exists = new NpgsqlCommand("select to_regclass('meta.schema_migration') is not null", connection);
        var applied = (bool)(await exists.ExecuteScalarAsync(cancellation))! ? await ListAppliedAsync(connection, cancellation) : [];
        CheckHistory(applied, MigrationFiles.All);
        if (applied.Count < MigrationFiles.All.Count)
        {
            throw new SchemaRefusedException(
                $"The database's schema is at version {applied.Count} and this program needs {MigrationFiles.All.Count}: start it once with the setting ResourceMatch__Database__Owner.");
        }
    }

    private static void CheckHistory(List<(int Number, string Name, string Checksum)> applied, IReadOnlyList<Migration> migrations)
    {
        for (var i = 0; i < applied.Count; i++)
        {
            var (number, name, checksum) = applied[i];
            if (number != i + 1) throw new SchemaRefusedException($"Migration {i + 1:0000} is missing from the database's history; restore the database from a backup.");
            if (i >= migrations.Count)
            {
                throw new SchemaRefusedException($"The database's schema is at version {applied.Count} and this program knows only {migrations.Count}: run the newer program.");
            }

            if (checksum != migrations[i].Checksum)
            {
                throw new SchemaRefusedException($"Migration {name} was edited after it ran here; put its text back and write a new migration instead.");
            }
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, migration.Sql, cancellation);
        await using var insert = new NpgsqlCommand("insert into meta.schema_migration (number, name, checksum) values ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Checksum } },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task CheckExtensionsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select array_agg(extname::text) from pg_extension", connection);
        var present = (string[])(await command.ExecuteScalarAsync(cancellation))!;
        if (Extensions.Except(present).ToList() is { Count: > 0 } missing)
        {
            throw new SchemaRefusedException(
                $"The database lacks {string.Join(", ", missing)}: a superuser must run \"create extension\" for each once; ./run does it in its private cluster.");
        }
    }

    private static async Task<List<(int Number, string Name, string Checksum)>> ListAppliedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select number, name, checksum from meta.schema_migration order by number", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<(int, string, string)> applied = [];
        while (await reader.ReadAsync(cancellation)) applied.Add((reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private const string CreateHistory = """
        create schema if not exists meta;
        create table if not exists meta.schema_migration (
          number integer primary key,
          name text not null,
          checksum text not null,
          applied_at timestamptz not null default now()
        );
        grant usage on schema meta to rm_public, rm_staff;
        grant select on meta.schema_migration to rm_public, rm_staff;
        """;
}

/// <summary>The database's schema does not suit this program; the message is one sentence that says what to do.</summary>
public sealed class SchemaRefusedException(string message) : Exception(message);
