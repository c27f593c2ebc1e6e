using Microsoft.Extensions.Options;
using Quartz;
using ResourceMatch.Api.Commands;
using ResourceMatch.Api.Features.Night;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Jobs;

/// <summary>Quartz over PostgreSQL: clustered, its tables made by a migration. Started only when there is something to run.</summary>
internal static class JobHosting
{
    public const string SchedulerName = "resourcematch";

    public static readonly TriggerKey NightTrigger = new("night");

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NightOptions>().BindConfiguration(NightOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<NightWork>();
        if (string.IsNullOrWhiteSpace(configuration[NightOptions.Section + ":Households"])) return;
        services.AddHostedService<NightJoiner>();
        services.AddQuartz(SchedulerName, quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.GenerateInstanceId = true);
            quartz.UseDefaultThreadPool(1);
            quartz.UsePersistentStore(store =>
            {
                // As rm_staff, which the migration lets at these tables; the host never provisions.
                store.UsePostgres(DatabaseSettings.From(name => configuration[name]).Staff);
                store.ConfigureStore(tables => tables.TablePrefix = "jobs.qrtz_");
                store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(10));
            });
            quartz.ScheduleJob<NightJob>(
                (provider, trigger) => trigger
                    .WithIdentity(NightTrigger)
                    .WithCronSchedule(
                        provider.GetRequiredService<IOptions<NightOptions>>().Value.At,
                        // A night that was due while no host ran is made up for, once.
                        cron => cron.InTimeZone(HostSettings.TimeZone(configuration)).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
                (_, job) => job.WithIdentity("night").RequestRecovery());
        });
        services.AddQuartzHostedService(SchedulerName, options => options.WaitForJobsToComplete = false);
    }
}
