using Npgsql;
using ResourceMatch.Storage.Spatial;

namespace ResourceMatch.Storage;

/// <summary>The connection strings, one for each login role; settings ResourceMatch:Database:Public, :Staff and :Owner.</summary>
/// <param name="Public">rm_public: reads schema directory; every anonymous answer.</param>
/// <param name="Staff">rm_staff: imports and signed-in edits.</param>
/// <param name="Owner">rm_owner: migrates. Null = this host does not migrate and refuses a schema of another version.</param>
public sealed record DatabaseSettings(string Public, string Staff, string? Owner)
{
    /// <summary>What this host changes of the listed holidays; openings written to the database and judged in memory must know the same.</summary>
    public HolidayChanges Holidays { get; init; } = HolidayChanges.None;

    /// <exception cref="SettingsRefusedException">A setting is missing or cannot be read; the message names it.</exception>
    public static DatabaseSettings From(Func<string, string?> findSetting)
    {
        ArgumentNullException.ThrowIfNull(findSetting);
        return new DatabaseSettings(
            Get(findSetting, "Public"), Get(findSetting, "Staff"), string.IsNullOrWhiteSpace(findSetting("ResourceMatch:Database:Owner")) ? null : Get(findSetting, "Owner"))
        {
            Holidays = HolidayChanges.From(findSetting),
        };
    }

    private static string Get(Func<string, string?> findSetting, string role)
    {
        var text = findSetting("ResourceMatch:Database:" + role);
        if (string.IsNullOrWhiteSpace(text)) throw new SettingsRefusedException($"The setting ResourceMatch__Database__{role} is missing: give a PostgreSQL connection string, or start with ./run.");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            // Between two uses of a pooled connection everything that a user set must be gone.
            if (connection.NoResetOnClose) throw new SettingsRefusedException($"The setting ResourceMatch__Database__{role} says No Reset On Close; take that out.");
            return connection.ConnectionString;
        }
        catch (ArgumentException error)
        {
            throw new SettingsRefusedException($"The setting ResourceMatch__Database__{role} is no connection string: {error.Message}");
        }
    }
}

/// <summary>A setting is missing or wrong; the message names it and says what to do. Never holds a password.</summary>
public sealed class SettingsRefusedException(string message) : Exception(message);

/// <summary>The open data sources of one host. Dispose it last.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class DirectoryDatabase : IAsyncDisposable
{
    private DirectoryDatabase(NpgsqlDataSource @public, NpgsqlDataSource staff, NpgsqlDataSource? owner) => (Public, Staff, Owner) = (@public, staff, owner);

    /// <summary>As rm_public.</summary>
    public NpgsqlDataSource Public { get; }

    /// <summary>As rm_staff.</summary>
    public NpgsqlDataSource Staff { get; }

    /// <summary>As rm_owner; null when this host does not migrate.</summary>
    public NpgsqlDataSource? Owner { get; }

    /// <summary>What this host changes of the listed holidays.</summary>
    public HolidayChanges Holidays { get; private init; } = HolidayChanges.None;

    /// <summary>Connects to nothing yet.</summary>
    public static DirectoryDatabase Open(DatabaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new DirectoryDatabase(Build(settings.Public), Build(settings.Staff), settings.Owner is { } owner ? Build(owner) : null) { Holidays = settings.Holidays };
    }

    /// <summary>A context that reads as rm_public and tracks nothing.</summary>
    public DirectoryDb OpenDirectory() => new(DirectoryDb.OptionsFor(Public));

    /// <summary>A context over accounts, sessions and letters, as rm_staff.</summary>
    public Access.AccessDb OpenAccess() => new(Access.AccessDb.OptionsFor(Staff));

    public async ValueTask DisposeAsync()
    {
        await Public.DisposeAsync();
        await Staff.DisposeAsync();
        if (Owner is not null) await Owner.DisposeAsync();
    }

    private static NpgsqlDataSource Build(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString).UsePostGis();
        builder.ConnectionStringBuilder.ApplicationName ??= "resourcematch";
        return builder.Build();
    }
}
