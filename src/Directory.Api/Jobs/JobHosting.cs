using Quartz;
using ResourceMatch.Api.Features.Night;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Jobs;

/// <summary>Quartz over PostgreSQL: clustered, its tables made by a migration. What it runs stands in <see cref="JobList"/>.</summary>
internal static class JobHosting
{
    public const string SchedulerName = "resourcematch";

    public static readonly TriggerKey NightTrigger = new("night");

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<NightOptions>().BindConfiguration(NightOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<NightWork>();
        if (NightOptions.IsOn(configuration)) services.AddHostedService<NightJoiner>();
        services.AddQuartz(SchedulerName, quartz =>
        {
            quartz.ConfigureScheduler(scheduler => scheduler.GenerateInstanceId = true);
            quartz.UseDefaultThreadPool(3); // a night of hours holds up no letter
            quartz.UsePersistentStore(store =>
            {
                // As rm_staff, which the migration lets at these tables; the host never provisions.
                store.UsePostgres(DatabaseSettings.From(name => configuration[name]).Staff);
                store.ConfigureStore(tables => tables.TablePrefix = "jobs.qrtz_");
                store.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(10));
            });
            JobList.Add(quartz, configuration);
        });
        services.AddSingleton<JobStates>();
        services.AddHostedService<JobRunner>();
    }
}
