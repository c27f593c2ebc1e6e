using Quartz;
using ResourceMatch.Api.Features.Sources;

namespace ResourceMatch.Api.Jobs;

/// <summary>Fetches the sources that are due, each night. Runs on one host; a source that breaks holds up no other.</summary>
[DisallowConcurrentExecution]
internal sealed class SourcesJob(SourceRuns runs) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await runs.RunDue(cancellationToken);
}
