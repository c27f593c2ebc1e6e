using ResourceMatch.Matching;
using ResourceMatch.Matching.Ranking;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>Every listing as the engine judges it, in memory, built anew when an import or an edit has changed the directory or the feeds, and every day (costs hold for a time).</summary>
/// <remarks>Reads as rm_public: a confidential place comes without point and address. Thread-safe.</remarks>
public sealed class Listings(DirectoryDatabase database, TimeProvider clock, MatchOptions options, RankingOptions ranking) : IDisposable
{
    private readonly SemaphoreSlim loading = new(1);
    private long feeds = -1;
    private Snapshot current = new(-1, default, new MatchEngine([]), new Dictionary<Candidate, Listing>());

    /// <summary>The engine over all listings, and the words that belong to each candidate.</summary>
    public async Task<Snapshot> Get(CancellationToken cancellation)
    {
        var version = await Versions.Get(database, "listings", cancellation);
        // A place's holidays follow from the time of the feed nearest to it.
        var feedsNow = await Versions.Get(database, "feeds", cancellation);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (current.Version == version && current.Day == today && feeds == feedsNow) return current;
        await loading.WaitAsync(cancellation);
        try
        {
            if (current.Version == version && current.Day == today && feeds == feedsNow) return current;
            var byCandidate = new Dictionary<Candidate, Listing>(ReferenceEqualityComparer.Instance);
            foreach (var listing in await ListingLoading.Load(database, today, cancellation)) byCandidate.Add(listing.Candidate, listing);
            feeds = feedsNow;
            return current = new Snapshot(version, today, new MatchEngine([.. byCandidate.Keys], options, ranking), byCandidate);
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>The services in the order given, each once: one that was merged away under the id that took it in. One that is gone stays as it is.</summary>
    public async Task<IReadOnlyList<Guid>> Follow(IReadOnlyList<Guid> services, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(services);
        var byService = (await Get(cancellation)).ByService;
        Guid[] missing = [.. services.Where(id => !byService.Contains(id))];
        if (missing.Length == 0) return services;
        var kept = await MergedIds.List(database, missing, cancellation);
        return [.. services.Select(id => kept.TryGetValue(id, out var now) ? now : id).Distinct()];
    }

    public void Dispose() => loading.Dispose();

    /// <param name="Version">Of the directory.</param>
    /// <param name="Day">The day for which costs were read.</param>
    public sealed record Snapshot(long Version, DateOnly Day, MatchEngine Engine, IReadOnlyDictionary<Candidate, Listing> ByCandidate)
    {
        /// <summary>The listings of each service, by the names of their places. A service that is not there has none.</summary>
        public ILookup<Guid, Listing> ByService { get; } = ByCandidate.Values
            .OrderBy(listing => listing.Candidate.LocationName, StringComparer.Ordinal)
            .ThenBy(listing => listing.Candidate.ServiceAtLocationId?.Value)
            .ToLookup(listing => listing.Candidate.ServiceId.Value);
    }
}
