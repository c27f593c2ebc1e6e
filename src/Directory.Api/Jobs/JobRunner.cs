using Quartz;

namespace ResourceMatch.Api.Jobs;

/// <summary>Starts the scheduler beside the host and stops it with it. While there is no database the host answers that it has none, and this tries again.</summary>
/// <remarks>Quartz's own hosted service would keep the host from starting.</remarks>
internal sealed partial class JobRunner(IServiceProvider services, TimeProvider clock, ILogger<JobRunner> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(10);

    private IScheduler? running;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Again, clock);
        do
        {
            try
            {
                var scheduler = await services.GetRequiredKeyedService<ISchedulerFactory>(JobHosting.SchedulerName).GetScheduler(stoppingToken);
                await scheduler.Start(stoppingToken);
                running = scheduler;
                return;
            }
            catch (Exception error) when (error is SchedulerException or Npgsql.NpgsqlException)
            {
                LogNotStarted(logger, error.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (running is not null) await running.Shutdown(waitForJobsToComplete: false, cancellationToken);
    }

    [LoggerMessage(EventId = 46, EventName = "JobsNotStarted", Level = LogLevel.Warning, Message = "Jobs do not run yet: {ErrorType}")]
    private static partial void LogNotStarted(ILogger logger, string errorType);
}
