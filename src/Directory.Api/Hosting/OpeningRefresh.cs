using ResourceMatch.Api.Commands;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Api.Hosting;

/// <summary>Keeps the table of openings ahead of the calendar: at start, and whenever a new day has begun.</summary>
/// <remarks>Several hosts may do this; the first one of the day writes, the others find it done.</remarks>
internal sealed partial class OpeningRefresh(DirectoryDatabase database, TimeProvider clock, IConfiguration settings, ILogger<OpeningRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var zone = HostSettings.TimeZone(settings);
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                if (await OpeningTable.RefreshAsync(database, clock, zone, stoppingToken)) LogRefreshed(logger);
            }
            catch (Npgsql.NpgsqlException error)
            {
                LogFailed(logger, error.GetType().Name); // the next round tries again
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventId = 10, EventName = "OpeningsWritten", Level = LogLevel.Information, Message = "Wrote the openings of the next days")]
    private static partial void LogRefreshed(ILogger logger);

    [LoggerMessage(EventId = 11, EventName = "OpeningsFailed", Level = LogLevel.Warning, Message = "Could not write openings: {ErrorType}")]
    private static partial void LogFailed(ILogger logger, string errorType);
}
