using Microsoft.Extensions.Options;
using Quartz;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Features.Upkeep;
using ResourceMatch.Api.Pages;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Jobs;

/// <summary>Asks agencies whether their oldest and most used listings are still right: a letter with a link that needs no account.</summary>
/// <remarks>A listing is asked about once in <see cref="UpkeepOptions.RemindEveryDays"/>; one without a public e-mail address waits on staff's worklist. In the language that is kept for the address, else the only one spoken there, else English (<see cref="LetterLanguages"/>).</remarks>
[DisallowConcurrentExecution]
internal sealed partial class ReminderJob(
    DirectoryDatabase database, LinkLetters letters, PageFacts facts, TimeProvider clock, IOptions<UpkeepOptions> options, ILogger<ReminderJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    /// <returns>How many letters were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await Doubts.WeighAllAsync(database, clock.GetUtcNow(), cancellation);
        var (today, _) = await facts.Now(cancellation);
        var written = 0;
        if (options.Value.RemindersADay == 0) return written;
        // Many of the oldest were asked lately, or have no address; so more are looked at than are asked.
        foreach (var item in await Worklist.LoadAsync(database, today, options.Value.RemindAfterDays, 20 * options.Value.RemindersADay, cancellation))
        {
            if (written >= options.Value.RemindersADay) break;
            if (Accounts.ReadEmail(item.Email) is not { } to || clock.GetUtcNow() - item.RemindedAt < TimeSpan.FromDays(options.Value.RemindEveryDays)) continue;
            await letters.SendAsync(LinkPurpose.Correct, item.Service, item.ServiceName, to, null, Words.For(ReaderLanguage.Find(item.Language) ?? ReaderLanguage.English), cancellation);
            written++;
        }

        LogWritten(logger, written);
        return written;
    }

    [LoggerMessage(EventId = 60, EventName = "RemindersWritten", Level = LogLevel.Information, Message = "Wrote {Count} reminders")]
    private static partial void LogWritten(ILogger logger, int count);
}

/// <summary>Adds what was counted of views to the week's figures.</summary>
/// <remarks>Each host counts for itself, so this runs in every host, not as one clustered job.</remarks>
internal sealed partial class ViewWriting(ListingViews views, TimeProvider clock, ILogger<ViewWriting> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await views.WriteAsync(stoppingToken);
            }
            catch (Npgsql.NpgsqlException error)
            {
                LogFailed(logger, error.GetType().Name); // what was counted is lost; it is a figure for an order of work
            }
        }
    }

    [LoggerMessage(EventId = 61, EventName = "ViewsNotWritten", Level = LogLevel.Warning, Message = "Could not write the views: {ErrorType}")]
    private static partial void LogFailed(ILogger logger, string errorType);
}
