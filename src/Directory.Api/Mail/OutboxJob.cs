using Quartz;

namespace ResourceMatch.Api.Mail;

/// <summary>Sends what is due, every ten seconds, on one host at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class OutboxJob(OutboxDelivery delivery) : IJob
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await delivery.SendDueAsync(cancellationToken);
}
