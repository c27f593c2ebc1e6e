using Npgsql;
using ResourceMatch.Storage;

namespace ResourceMatch.TestKit;

/// <summary>A migrated, empty PostGIS database of its own, dropped when disposed. Use it as a class fixture: <c>IClassFixture&lt;TestDatabase&gt;</c>.</summary>
/// <remarks>
/// Copied from one template for each set of migrations (0.1 s). Needs the settings that ./test exports; without them, or without
/// PostGIS, the test fails with a sentence: it is never skipped.
/// </remarks>
public class TestDatabase : IAsyncLifetime
{
    private const string Missing =
        "These tests need PostgreSQL with PostGIS: start them by ./test, or set ResourceMatch__Database__Admin (a superuser), __Public, __Staff and __Owner.";

    private readonly string name = $"rm_test_{Guid.NewGuid():N}";
    private readonly string admin = Setting("Admin");
    private bool made;

    /// <summary>What every copy holds besides the schema, under a name that changes when the contents do; null = nothing. Made once, then copied.</summary>
    protected virtual TestContents? Contents => null;

    /// <summary>Connection strings of the three roles for this database.</summary>
    public DatabaseSettings Settings { get; private set; } = null!;

    /// <summary>Open data sources of the three roles.</summary>
    public DirectoryDatabase Database { get; private set; } = null!;

    /// <summary>As settings of a host: ResourceMatch:Database:Public and so on.</summary>
    public IReadOnlyDictionary<string, string?> Configuration => new Dictionary<string, string?>
    {
        ["ResourceMatch:Database:Public"] = Settings.Public,
        ["ResourceMatch:Database:Staff"] = Settings.Staff,
        ["ResourceMatch:Database:Owner"] = Settings.Owner,
    };

    /// <summary>For tests that are no class fixture: <c>await using var database = await TestDatabase.MakeAsync();</c></summary>
    public static async Task<TestDatabase> MakeAsync()
    {
        var database = new TestDatabase();
        await database.InitializeAsync();
        return database;
    }

    public async Task InitializeAsync()
    {
        try
        {
            await TemplateDatabase.CopyAsync(admin, SettingsOf, name, Contents);
        }
        catch (NpgsqlException error)
        {
            throw new InvalidOperationException($"{Missing} ({error.Message})", error);
        }

        made = true;
        Settings = SettingsOf(name);
        Database = DirectoryDatabase.Open(Settings);
    }

    /// <summary>Runs SQL as the superuser: for what no role of the product may do.</summary>
    public async Task<object?> AsSuperuserAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(admin) { Database = name, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>One value as rm_public.</summary>
    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = Database.Public.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No row: " + sql));
    }

    /// <summary>One value as rm_staff, who may also see directory_private.</summary>
    public async Task<T> ReadAsStaffAsync<T>(string sql)
    {
        await using var command = Database.Staff.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No row: " + sql));
    }

    public async Task DisposeAsync()
    {
        if (Database is not null) await Database.DisposeAsync();
        if (made) await TemplateDatabase.DropAsync(admin, name);
        made = false;
    }

    private static DatabaseSettings SettingsOf(string database) => new(Of("Public", database), Of("Staff", database), Of("Owner", database));

    private static string Of(string role, string database) => new NpgsqlConnectionStringBuilder(Setting(role)) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    private static string Setting(string role) =>
        Environment.GetEnvironmentVariable("ResourceMatch__Database__" + role) is { Length: > 0 } text ? text : throw new InvalidOperationException(Missing);
}

/// <param name="Name">Letters, digits and _; new when the contents or the code that loads them change.</param>
/// <param name="LoadAsync">Fills a migrated, empty database.</param>
public sealed record TestContents(string Name, Func<DirectoryDatabase, Task> LoadAsync);
