using System.Globalization;
using ResourceMatch.Api.Hosting;
using ResourceMatch.Importers.Areas;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Importers.Osm;
using ResourceMatch.Importers.Spreadsheets;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Merging;
using ResourceMatch.Storage.Sources;

namespace ResourceMatch.Api.Features.Sources;

/// <param name="Outcome">done, unchanged, refused, failed or busy (another host is at it).</param>
/// <param name="Message">One English sentence.</param>
internal sealed record SourceOutcome(string Outcome, string Message);

/// <summary>Fetches a source and imports it: the page, the verb and the night's job all call it.</summary>
/// <remarks>One run of a source at a time over all hosts. What fails leaves the listings as they were. Thread-safe.</remarks>
internal sealed partial class SourceRuns(SourceTable table, FeedDownload download, DirectoryDatabase database, SourceSettings settings, ILogger<SourceRuns> logger)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(6); // a day less, so that it stays on its night

    /// <summary>Everything that is due tonight, one after the other; then the likely duplicates anew.</summary>
    public async Task RunDue(CancellationToken cancellation)
    {
        var now = settings.Clock.GetUtcNow();
        var due = (await table.List(cancellation)).Where(feed => feed.Every == "night" || (feed.Every == "week" && !(now - feed.CheckedAt < Week))).ToList();
        foreach (var feed in due) await Run(feed, cancellation);
        if (due.Count > 0) await new DuplicateSearch(database, settings.Duplicates, settings.Clock).Refresh(cancellation);
    }

    public async Task<SourceOutcome> Run(SourceFeed feed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(feed);
        await using var hold = await table.TryHold(feed.Key, cancellation);
        if (hold is null) return new SourceOutcome("busy", "It is being imported right now.");
        SourceOutcome outcome;
        (string?, string?, string?)? copy = null;
        try
        {
            (outcome, copy) = feed.IsOutside ? await RunOutside(feed, cancellation) : (await Import(feed, feed.Place, cancellation), (null, null, null));
        }
        catch (Exception error) when (error is OutsideRefusedException or ImportRefusedException or IOException or UnauthorizedAccessException)
        {
            outcome = new SourceOutcome("refused", error.Message);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The other sources of the night must not wait for this one; what broke stands in the log by its kind alone.
            LogFailed(logger, feed.Key, error.GetType().Name);
            outcome = new SourceOutcome("failed", $"It broke down ({error.GetType().Name}); nothing of it was stored.");
        }

        await table.Record(feed.Key, outcome.Outcome, outcome.Message, copy, CancellationToken.None);
        LogRun(logger, feed.Key, outcome.Outcome);
        return outcome;
    }

    private async Task<(SourceOutcome, (string?, string?, string?)?)> RunOutside(SourceFeed feed, CancellationToken cancellation)
    {
        using var fetched = await download.Fetch(feed, cancellation);
        if (fetched is null || fetched.Hash == feed.ContentHash) return (new SourceOutcome("unchanged", "It has not changed since the last import."), null);
        return (await Import(feed, fetched.Path, cancellation), (fetched.ETag, fetched.LastModified, fetched.Hash));
    }

    private async Task<SourceOutcome> Import(SourceFeed feed, string path, CancellationToken cancellation)
    {
        switch (feed.Kind)
        {
            case "hsds":
                var listings = await HsdsImport.RunAsync(database, path, feed.Key, settings.TimeZone, settings.Clock, null, null, cancellation);
                return Done($"{listings.ServicesKept} services; {listings.Outcome.Created} rows created, {listings.Outcome.Updated} changed, {listings.Outcome.Deleted} deleted; {listings.Notices.Total} notices.");
            case "table":
                var notices = new NoticeLog();
                var rows = await TableImport.RunAsync(path, feed.Map!, database, settings.Clock, settings.TimeZone, notices, null, cancellation);
                return Done($"{rows.Counts.Listings} listings; {rows.Outcome.Created} rows created, {rows.Outcome.Updated} changed, {rows.Outcome.Deleted} deleted; {notices.Total} notices.");
            case "gtfs":
                await GtfsImport.RunAsync(database, path, feed.Key, settings.Clock, null, cancellation);
                return Done("The timetable is live.");
            case "osm":
                var streets = await StreetImport.RunAsync(database, path, feed.Key, settings.Clock, null, cancellation);
                return Done($"{streets.LineCount} streets.");
            default:
                var areas = await AreaImport.RunAsync(database, path, feed.Map!, null, cancellation);
                return Done($"{areas.Read} areas; {areas.Counts.Created} created, {areas.Counts.Updated} changed, {areas.Counts.Deleted} deleted.");
        }
    }

    private static SourceOutcome Done(FormattableString sentence) => new("done", sentence.ToString(CultureInfo.InvariantCulture));

    private static SourceOutcome Done(string sentence) => new("done", sentence);

    [LoggerMessage(EventId = 62, EventName = "SourceRun", Level = LogLevel.Information, Message = "Source {Source}: {Outcome}")]
    private static partial void LogRun(ILogger logger, string source, string outcome);

    [LoggerMessage(EventId = 63, EventName = "SourceFailed", Level = LogLevel.Error, Message = "Source {Source} broke down: {ErrorType}")]
    private static partial void LogFailed(ILogger logger, string source, string errorType);
}

/// <summary>What every run of a source needs to know of this host.</summary>
internal sealed record SourceSettings(TimeZoneInfo TimeZone, TimeProvider Clock, DuplicateOptions Duplicates);
