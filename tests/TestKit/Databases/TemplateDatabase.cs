using Npgsql;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Migrations;

namespace ResourceMatch.TestKit;

/// <summary>The migrated database that every test database is copied from; made once for each set of migration files.</summary>
/// <remarks>Test projects run as processes side by side, so everything here happens under one advisory lock of the cluster.</remarks>
internal static class TemplateDatabase
{
    private const long LockKey = 0x52_4D_54_45_53_54; // "RMTEST"

    public static async Task CopyAsync(string admin, Func<string, DatabaseSettings> settingsOf, string name, TestContents? contents)
    {
        var template = "rm_template_" + MigrationFiles.Fingerprint;
        await using var connection = await LockAsync(admin);
        if (!await ExistsAsync(connection, template))
        {
            await MakeAsync(connection, template, null, async unfinished =>
            {
                await PrepareAsync(With(admin, unfinished));
                await using var source = new NpgsqlDataSourceBuilder(With(settingsOf(unfinished).Owner!, unfinished)).Build();
                await MigrationRunner.MigrateAsync(source, CancellationToken.None);
            });
            await DropOldAsync(connection, template);
        }

        if (contents is not null)
        {
            var filled = $"{template}_{contents.Name}";
            if (!await ExistsAsync(connection, filled)) await MakeAsync(connection, filled, template, unfinished => FillAsync(settingsOf(unfinished), contents));
            template = filled;
        }

        await ExecuteAsync(connection, $"create database {name} owner rm_owner template {template}");
        await ExecuteAsync(connection, Grants(name));
    }

    private static async Task FillAsync(DatabaseSettings settings, TestContents contents)
    {
        // Unpooled, or an idle connection would keep the template from being copied.
        await using var database = DirectoryDatabase.Open(new DatabaseSettings(Unpooled(settings.Public), Unpooled(settings.Staff), null));
        await contents.LoadAsync(database);
    }

    // Built under another name: a template exists only when it is whole.
    private static async Task MakeAsync(NpgsqlConnection connection, string template, string? from, Func<string, Task> fillAsync)
    {
        var unfinished = $"rm_unfinished_{Guid.NewGuid():N}";
        await ExecuteAsync(connection, $"create database {unfinished} owner rm_owner{(from is null ? "" : " template " + from)}");
        try
        {
            await ExecuteAsync(connection, Grants(unfinished));
            await fillAsync(unfinished);
            await ExecuteAsync(connection, $"alter database {unfinished} rename to {template}");
        }
        catch
        {
            await ExecuteAsync(connection, $"drop database if exists {unfinished} with (force)");
            throw;
        }
    }

    // Grants on a database are not copied with its template.
    private static string Grants(string name) =>
        $"revoke all on database {name} from public; grant connect on database {name} to rm_public; grant connect, temporary on database {name} to rm_staff";

    public static async Task DropAsync(string admin, string name)
    {
        await using var connection = new NpgsqlConnection(Unpooled(admin));
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"drop database if exists {name} with (force)");
    }

    // What cluster set-up does for the real database; roles and extensions need the superuser.
    private static async Task PrepareAsync(string admin)
    {
        await using var connection = new NpgsqlConnection(Unpooled(admin));
        await connection.OpenAsync();
        foreach (var extension in new[] { "postgis", "pg_trgm", "btree_gist", "unaccent", "pgcrypto", "address_standardizer", "address_standardizer_data_us" })
        {
            await ExecuteAsync(connection, $"create extension if not exists {extension}");
        }

        await ExecuteAsync(connection, "grant select on us_lex, us_gaz, us_rules to rm_public, rm_staff");
    }

    private static async Task DropOldAsync(NpgsqlConnection connection, string keep)
    {
        await using var list = new NpgsqlCommand("select datname from pg_database where datname like 'rm\\_template\\_%' and not starts_with(datname, $1)", connection)
        {
            Parameters = { new() { Value = keep } },
        };
        List<string> old = [];
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync()) old.Add(reader.GetString(0));
        }

        foreach (var name in old) await ExecuteAsync(connection, $"drop database if exists {name} with (force)");
    }

    private static async Task<NpgsqlConnection> LockAsync(string admin)
    {
        var connection = new NpgsqlConnection(Unpooled(admin));
        try
        {
            await connection.OpenAsync();
            await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})"); // let go when the connection closes
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string name)
    {
        await using var command = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", connection) { Parameters = { new() { Value = name } } };
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static string With(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, Pooling = false }.ConnectionString;

    private static string Unpooled(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 120 }.ConnectionString;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
