using System.Diagnostics;
using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Storage;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Features.Night;

/// <summary>What a night is asked to do.</summary>
/// <param name="From">The first date judged; null = today where the places are.</param>
/// <param name="Days">1 to 7.</param>
/// <param name="Threads">Chunks done at the same time by this host.</param>
/// <param name="CacheBytes">Memory for the day profiles of stops; a smaller one searches some of them again.</param>
/// <param name="ChunkSize">Households of a chunk: what is lost when a host dies, at most.</param>
public sealed record NightOrder(DateOnly? From = null, int Days = 7, int Threads = 2, long CacheBytes = 256L << 20, int ChunkSize = 500);

/// <summary>How far the night is, for whoever watches.</summary>
/// <param name="Households">Matched by all hosts together.</param>
/// <param name="PerSecond">Households a second, of this host since it began.</param>
/// <param name="Left">At the pace of this host alone; null before its first chunk.</param>
public sealed record NightStatus(int ChunksDone, int Chunks, int Households, double PerSecond, TimeSpan? Left);

/// <summary>What came of a night.</summary>
/// <param name="IsWhole">False when a chunk failed three times.</param>
/// <param name="Sentences">As the report's text.</param>
/// <param name="Work">Counters of this host: profiles searched, joins, verdicts and the seconds of processor time they took.</param>
public sealed record NightResult(bool IsWhole, bool WasUnderWay, int Households, IReadOnlyList<string> Sentences, NightCounters Work);

/// <summary>What this host did.</summary>
public sealed record NightCounters(int Chunks, int Households, long ProfilesSearched, TimeSpan SearchTime, long Joins, long WaysJoined, long Verdicts, TimeSpan JudgeTime, long PeakBytes);

/// <summary>The district's night: matches every household again, together with whatever other host works on the same night, and tells what changed.</summary>
/// <remarks>Killed at any moment it goes on where it was when it is called again. Reads listings as rm_public, writes as rm_staff.</remarks>
public sealed partial class NightWork(DirectoryDatabase database, Listings listings, Timetables timetables, TimeProvider clock, ILogger<NightWork> logger) : IDisposable
{
    private static readonly TimeSpan HeartBeat = NightTable.Lease / 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly NightTable table = new(database);
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly string worker = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}");

    /// <param name="households">Who is matched.</param>
    /// <param name="order">How.</param>
    /// <param name="reportPath">Where the report goes; null = nowhere.</param>
    /// <param name="progress">Told after each chunk.</param>
    /// <param name="cancellation">Gives the chunks in hand back, untouched.</param>
    /// <exception cref="NightRefusedException">Another night of the same source is under way on another host.</exception>
    public async Task<NightResult> Run(INightHouseholds households, NightOrder order, string? reportPath, IProgress<NightStatus>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(households);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentOutOfRangeException.ThrowIfLessThan(order.Days, 1, nameof(order));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order.Days, 7, nameof(order));
        ArgumentOutOfRangeException.ThrowIfLessThan(order.Threads, 1, nameof(order));
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            var all = await households.Load(cancellation);
            if (all.All.Count == 0) throw new NightRefusedException($"{all.Source} has no households.");
            var from = order.From ?? await Today(all, cancellation);
            var (run, wasUnderWay) = await table.Begin(all, from, order.Days, order.ChunkSize, await PinNow(cancellation), clock.GetUtcNow(), cancellation);
            LogBegun(logger, run.Id, run.HouseholdCount, run.ChunkCount);
            if (wasUnderWay) await table.FreeDead(run.Id, Environment.MachineName + ":", IsAlive, cancellation);
            var counters = await WorkOn(run, all, order, progress, cancellation);
            return await Conclude(run.Id, wasUnderWay, counters, reportPath, cancellation);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>Takes chunks of a night that another host has begun over the same households, if there is one and this host is idle.</summary>
    /// <returns>What this host did; null when there was nothing to join.</returns>
    public async Task<NightCounters?> Join(INightHouseholds households, NightOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(households);
        ArgumentNullException.ThrowIfNull(order);
        if (!await table.IsAnyOpen(cancellation) || !await oneAtATime.WaitAsync(0, cancellation)) return null;
        try
        {
            var all = await households.Load(cancellation);
            if (await table.FindRunning(all.Source, cancellation) is not { } run || run.Fingerprint != all.Fingerprint) return null;
            var counters = await WorkOn(run, all, order, null, cancellation);
            await table.End(run.Id, clock.GetUtcNow(), cancellation);
            return counters;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>A number that another process has by now only means that its lease is waited for.</summary>
    private static bool IsAlive(string name)
    {
        if (!int.TryParse(name.Split(':')[1], NumberStyles.None, CultureInfo.InvariantCulture, out var process)) return true;
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task<NightCounters> WorkOn(NightRun run, NightHouseholds all, NightOrder order, IProgress<NightStatus>? progress, CancellationToken cancellation)
    {
        using var host = new Host(all, order, progress, Stopwatch.StartNew());
        using var beating = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var heart = Beat(run.Id, beating.Token);
        try
        {
            // A thread of its own each: the work is all computing.
            await Task.WhenAll(Enumerable.Range(0, order.Threads).Select(_ => Task.Factory.StartNew(
                () => WorkThrough(run.Id, host, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        }
        finally
        {
            await beating.CancelAsync();
            await heart;
        }

        return host.Counters;
    }

    private async Task<NightResult> Conclude(long id, bool wasUnderWay, NightCounters counters, string? reportPath, CancellationToken cancellation)
    {
        var run = await table.End(id, clock.GetUtcNow(), cancellation);
        var before = run.ComparedWith is { } earlier ? await table.Get(earlier, cancellation) : null;
        var changes = before is null ? [] : await table.ListChanges(id, cancellation);
        if (reportPath is not null) await NightReport.Write(reportPath, run, before, changes, cancellation);
        LogEnded(logger, id, run.State, changes.Count);
        return new NightResult(run.State == "finished", wasUnderWay, run.HouseholdCount, [.. NightReport.Sentences(run, before, changes)], counters);
    }

    /// <summary>Chunk after chunk, until none is left to take and those of other workers are done too.</summary>
    private async Task WorkThrough(long id, Host host, CancellationToken cancellation)
    {
        while (true)
        {
            if (await table.Take(id, worker, clock.GetUtcNow(), cancellation) is { } chunk)
            {
                await DoChunk(await table.Get(id, cancellation), chunk, host, cancellation);
                var done = await table.GetProgress(id, cancellation);
                host.Report(done);
                continue;
            }

            if ((await table.GetProgress(id, cancellation)).IsOver) return;
            await Task.Delay(Patience, clock, cancellation);
        }
    }

    private async Task DoChunk(NightRun run, NightChunk chunk, Host host, CancellationToken cancellation)
    {
        try
        {
            var ground = await host.GetGround(() => MakeGround(run, cancellation));
            if (ground.Versions != await PinNow(cancellation) || ground.Versions != run.Versions)
            {
                host.Forget(ground);
                await table.Renew(run, await PinNow(cancellation), cancellation);
                await table.GiveBack(run.Id, chunk, worker, isFault: false, cancellation);
                return;
            }

            var (outcomes, changes) = await Match(run, chunk, ground, host, cancellation);
            if (await table.Finish(run, chunk, worker, ground.Versions, outcomes, changes, clock.GetUtcNow(), cancellation)) host.Count(chunk);
            else await table.GiveBack(run.Id, chunk, worker, isFault: false, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One household that cannot be matched must not cost the district its night.
            LogChunkFailed(logger, run.Id, chunk.Number, chunk.Attempts, error.GetType().Name);
            await table.GiveBack(run.Id, chunk, worker, isFault: true, cancellation);
        }
        catch (OperationCanceledException)
        {
            await table.GiveBack(run.Id, chunk, worker, isFault: false, CancellationToken.None);
            throw;
        }
    }

    private async Task<(IReadOnlyList<(string, byte[])> Outcomes, IReadOnlyList<NightChange> Changes)> Match(
        NightRun run, NightChunk chunk, NightGround ground, Host host, CancellationToken cancellation)
    {
        var here = host.Households.All.Skip(chunk.First).Take(chunk.Count).ToList();
        var regions = await timetables.RegionsOf([.. here.Select(each => each.Household.Home!.Value)], cancellation);
        var (comparison, earlier) = await OpenComparison(run, here, cancellation);
        var lent = host.Lend(ground);
        try
        {
            List<(string, byte[])> outcomes = [];
            for (var index = 0; index < here.Count; index++)
            {
                cancellation.ThrowIfCancellationRequested();
                var joining = lent.JoiningFor(regions[index].Network, () => ProfilesOf(regions[index].Network, run, ground, host));
                lent.Watch.Start();
                var outcome = lent.Matching.Judge(joining, here[index], run.From, run.Days);
                lent.Watch.Stop();
                var id = here[index].Household.Id!;
                outcomes.Add((id, NightPacking.Pack(outcome)));
                comparison?.Add(id, earlier.TryGetValue(id, out var packed) ? NightPacking.Unpack(packed) : null, outcome, lent.Matching.WhyRuledOut);
            }

            return (outcomes, comparison?.Changes ?? []);
        }
        finally
        {
            host.TakeBack(lent);
        }
    }

    private async Task<(NightComparison? Comparison, IReadOnlyDictionary<string, byte[]> Earlier)> OpenComparison(
        NightRun run, List<NightHousehold> here, CancellationToken cancellation)
    {
        if (run.ComparedWith is not { } id) return (null, new Dictionary<string, byte[]>());
        var before = await table.Get(id, cancellation);
        return (
            new NightComparison(
                new NightWindow(before.From, before.Days, await table.ListPlaces(id, cancellation)), new NightWindow(run.From, run.Days, await table.ListPlaces(run.Id, cancellation))),
            await table.ListOutcomes(id, [.. here.Select(each => each.Household.Id!)], cancellation));
    }

    private async Task<NightGround> MakeGround(NightRun run, CancellationToken cancellation)
    {
        // The versions first: if an import comes between, they differ from the table's afterwards, and the ground is made again.
        var versions = await PinNow(cancellation);
        var snapshot = await listings.Get(cancellation);
        var places = snapshot.Engine.Candidates.DistinctBy(NightGround.KeyOf)
            .Select(candidate => (NightGround.KeyOf(candidate), NightGround.NameOf(candidate), NightGround.OpenDaysOf(candidate, run.From, run.Days)))
            .ToList();
        return new NightGround(versions, snapshot, await table.NumberPlaces(run.Id, places, cancellation), run.From);
    }

    private static NightProfiles ProfilesOf(TravelNetwork network, NightRun run, NightGround ground, Host host)
    {
        var limits = host.Households.All.Select(each => each.Household.Limits).ToList();
        var grid = new StopGrid([.. network.Feeds.Select(feed => feed.Timetable)]);
        var meters = limits.Max(limit => limit.WalkMeters);
        var wanted = ground.Engine.Candidates
            .Select(candidate => candidate.Point)
            .OfType<Domain.Places.GeoPoint>()
            .Distinct()
            .SelectMany(point => grid.Within(point.Latitude, point.Longitude, meters).Select(near => near.Stop));
        return new NightProfiles(
            network, [.. Enumerable.Range(0, run.Days).Select(run.From.AddDays)],
            new WantedStops(network.Feeds.Sum(feed => feed.Timetable.StopCount), wanted), limits.Max(limit => limit.OneWayMinutes) * 60, host.Order.CacheBytes);
    }

    private async Task<PinnedVersions> PinNow(CancellationToken cancellation) =>
        new(await Versions.Get(database, "listings", cancellation), await Versions.Get(database, "feeds", cancellation));

    private async Task<DateOnly> Today(NightHouseholds all, CancellationToken cancellation)
    {
        var region = await timetables.RegionOf(all.All[0].Household.Home!.Value, cancellation);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), region.Network.TimeZone).DateTime);
    }

    private async Task Beat(long run, CancellationToken cancellation)
    {
        try
        {
            using var timer = new PeriodicTimer(HeartBeat, clock);
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                try
                {
                    await table.Beat(run, worker, clock.GetUtcNow(), cancellation);
                }
                catch (Npgsql.NpgsqlException error)
                {
                    LogNoBeat(logger, run, error.GetType().Name); // the next beat tries again; a lease outlasts two
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The night is over.
        }
    }

    [LoggerMessage(EventId = 40, EventName = "NightBegun", Level = LogLevel.Information, Message = "Night {Run}: {Households} households in {Chunks} chunks")]
    private static partial void LogBegun(ILogger logger, long run, int households, int chunks);

    [LoggerMessage(EventId = 41, EventName = "NightChunkFailed", Level = LogLevel.Error, Message = "Night {Run}, chunk {Chunk}, attempt {Attempt}: {ErrorType}")]
    private static partial void LogChunkFailed(ILogger logger, long run, int chunk, int attempt, string errorType);

    [LoggerMessage(EventId = 43, EventName = "NightNoBeat", Level = LogLevel.Warning, Message = "Night {Run}: no heartbeat, {ErrorType}")]
    private static partial void LogNoBeat(ILogger logger, long run, string errorType);

    [LoggerMessage(EventId = 42, EventName = "NightEnded", Level = LogLevel.Information, Message = "Night {Run} is {State} with {Changes} changes")]
    private static partial void LogEnded(ILogger logger, long run, string state, int changes);
}
