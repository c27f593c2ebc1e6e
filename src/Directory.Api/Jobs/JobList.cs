using Microsoft.Extensions.Options;
using Quartz;
using ResourceMatch.Api.Commands;
using ResourceMatch.Api.Mail;

namespace ResourceMatch.Api.Jobs;

/// <summary>Everything that runs by the clock: one line for each capability.</summary>
internal static class JobList
{
    public static void Add(IQuartzBuilder quartz, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(quartz);
        ArgumentNullException.ThrowIfNull(configuration);
        quartz.Every<OutboxJob>("outbox", OutboxJob.Every);
        quartz.At<ReminderJob>("reminders", configuration, provider => provider.GetRequiredService<IOptions<Features.Upkeep.UpkeepOptions>>().Value.RemindAt);
        quartz.At<SourcesJob>("sources", configuration, provider => provider.GetRequiredService<IOptions<Features.Sources.SourcesOptions>>().Value.At);
        if (NightOptions.IsOn(configuration)) quartz.At<NightJob>(JobHosting.NightTrigger.Name, configuration, provider => provider.GetRequiredService<IOptions<NightOptions>>().Value.At);
    }

    /// <summary>A job again and again, from the host's start on. A run that was missed is not made up for.</summary>
    public static void Every<TJob>(this IQuartzBuilder quartz, string name, TimeSpan every)
        where TJob : IJob => quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(name).WithSimpleSchedule(simple => simple.WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            job => job.WithIdentity(name));

    /// <summary>A job at a time of day of the zone ResourceMatch__TimeZone. One that was due while no host ran is made up for, once.</summary>
    /// <param name="cron">A Quartz cron expression, seconds first.</param>
    public static void At<TJob>(this IQuartzBuilder quartz, string name, IConfiguration configuration, Func<IServiceProvider, string> cron)
        where TJob : IJob => quartz.ScheduleJob<TJob>(
            (provider, trigger) => trigger.WithIdentity(name).WithCronSchedule(
                cron(provider), schedule => schedule.InTimeZone(HostSettings.TimeZone(configuration)).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
            (_, job) => job.WithIdentity(name).RequestRecovery());
}
