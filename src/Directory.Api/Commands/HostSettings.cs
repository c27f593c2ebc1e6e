using ResourceMatch.Storage;

namespace ResourceMatch.Api.Commands;

/// <summary>The settings as verbs read them: appsettings.json beside the program, then the environment.</summary>
internal static class HostSettings
{
    public static IConfiguration Load() => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .Build();

    /// <summary>The database of a verb, migrated or checked.</summary>
    public static async Task<DirectoryDatabase> OpenDatabaseAsync(IConfiguration settings, CancellationToken cancellation)
    {
        var database = DirectoryDatabase.Open(DatabaseSettings.From(name => settings[name]));
        try
        {
            await ServeCommand.PrepareAsync(database, cancellation);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>ResourceMatch:TimeZone, the zone of places that have no timetable near them; UTC when none is set.</summary>
    /// <exception cref="SettingsRefusedException">There is no such zone.</exception>
    public static TimeZoneInfo TimeZone(IConfiguration settings)
    {
        var name = settings["ResourceMatch:TimeZone"];
        if (string.IsNullOrWhiteSpace(name)) return TimeZoneInfo.Utc;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new SettingsRefusedException($"The setting ResourceMatch__TimeZone is '{name}'; give a name like America/New_York.");
    }
}
