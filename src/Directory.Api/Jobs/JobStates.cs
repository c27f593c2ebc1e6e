using Quartz;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Jobs;

/// <summary>One job of all hosts together.</summary>
/// <param name="Name">As <see cref="JobList"/> names it.</param>
/// <param name="State">Quartz's own word: WAITING, ACQUIRED, BLOCKED (runs), PAUSED, ERROR.</param>
internal sealed record JobState(string Name, DateTimeOffset? Next, DateTimeOffset? Previous, string State);

/// <summary>What runs by the clock and when, and starting a job out of turn.</summary>
internal sealed class JobStates(DirectoryDatabase database, [FromKeyedServices(JobHosting.SchedulerName)] ISchedulerFactory factory)
{
    public async Task<IReadOnlyList<JobState>> ListAsync(CancellationToken cancellation)
    {
        // Quartz keeps times as .NET's ticks of UTC. A job started out of turn has a trigger with a name of its own for a moment.
        await using var command = database.Staff.CreateCommand(
            "select job_name, next_fire_time, prev_fire_time, trigger_state from jobs.qrtz_triggers where sched_name = $1 and trigger_name = job_name order by job_name");
        command.Parameters.Add(new() { Value = JobHosting.SchedulerName });
        List<JobState> states = [];
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) states.Add(new JobState(rows.GetString(0), TimeOf(rows, 1), TimeOf(rows, 2), rows.GetString(3)));
        return states;
    }

    /// <summary>Starts a job now, on whichever host is free. False = there is none of that name.</summary>
    public async Task<bool> StartAsync(string name, CancellationToken cancellation)
    {
        if (!(await ListAsync(cancellation)).Any(job => job.Name == name)) return false;
        await (await factory.GetScheduler(cancellation)).TriggerJob(new JobKey(name), null, cancellation);
        return true;
    }

    private static DateTimeOffset? TimeOf(Npgsql.NpgsqlDataReader rows, int column) =>
        rows.IsDBNull(column) || rows.GetInt64(column) <= 0 ? null : new DateTimeOffset(rows.GetInt64(column), TimeSpan.Zero);
}
