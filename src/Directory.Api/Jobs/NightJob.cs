using Microsoft.Extensions.Options;
using Quartz;
using ResourceMatch.Api.Features.Night;

namespace ResourceMatch.Api.Jobs;

/// <summary>Begins the night, and works on it until it is over. Runs on one host; the others join by <see cref="NightJoiner"/>.</summary>
/// <remarks>A host that dies is replaced: Quartz starts the job again on another one, which goes on with the chunks that are left.</remarks>
[DisallowConcurrentExecution]
internal sealed class NightJob(NightWork night, IOptions<NightOptions> options) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // The trigger stays in the database when the setting is taken away.
        if (string.IsNullOrWhiteSpace(options.Value.Households))
        {
            await context.Scheduler.UnscheduleJob(context.Trigger.Key, cancellationToken);
            return;
        }

        await night.Run(
            new FileHouseholds(options.Value.Households), new NightOrder(Threads: options.Value.Threads, CacheBytes: (long)options.Value.Megabytes << 20), options.Value.ReportPath,
            null, cancellationToken);
    }
}

/// <summary>Looks once a minute whether another host has begun a night over the same households, and takes chunks of it.</summary>
internal sealed partial class NightJoiner(NightWork night, IOptions<NightOptions> options, TimeProvider clock, ILogger<NightJoiner> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await night.Join(
                    new FileHouseholds(options.Value.Households!), new NightOrder(Threads: options.Value.Threads, CacheBytes: (long)options.Value.Megabytes << 20), stoppingToken);
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or Features.Matching.FamilyFileException or IOException or NightRefusedException)
            {
                LogFailed(logger, error.GetType().Name); // the next round tries again
            }
        }
    }

    [LoggerMessage(EventId = 45, EventName = "NightNotJoined", Level = LogLevel.Warning, Message = "Could not join the night: {ErrorType}")]
    private static partial void LogFailed(ILogger logger, string errorType);
}
