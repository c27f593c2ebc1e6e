using Npgsql;
using ResourceMatch.Domain.Places;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Storage;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>A live feed in memory.</summary>
public sealed record LiveFeed(long Id, string Agency, KeyedFeed Feed)
{
    private readonly StopGrid grid = new([Feed.Timetable]);

    // The stop that answered last: it answers for the neighbors too, of whom a batch has thousands.
    private readonly int[] witness = [-1];

    /// <summary>Whether any stop lies within a straight distance.</summary>
    public bool IsNear(GeoPoint point, double meters)
    {
        if (witness[0] is >= 0 and var known && PointOf(new StopIndex(known)).MetersTo(point) <= meters) return true;
        if (grid.Within(point.Latitude, point.Longitude, meters) is not [var nearest, ..]) return false;
        witness[0] = nearest.Stop.Value;
        return true;
    }

    private GeoPoint PointOf(StopIndex stop)
    {
        var at = Feed.Timetable.GetStop(stop);
        return new GeoPoint(at.Longitude, at.Latitude);
    }
}

/// <summary>A live street network in memory, with the stops of all live feeds on it.</summary>
/// <param name="Feeds">The feeds' ids, in the order in which their stops are counted.</param>
public sealed record LiveStreets(long Id, StreetNetwork Network, StopStreets Stops, IReadOnlyList<long> Feeds);

/// <summary>The feeds that serve a start, and the days made of them.</summary>
public sealed record Region(IReadOnlyList<LiveFeed> Feeds, TravelNetwork Network);

/// <summary>The live feeds' timetables and the live streets, loaded anew when an import has switched one.</summary>
/// <remarks>A match uses the feeds with stops near its start, and the streets around it; starts near the same of both share one network and its days. Thread-safe.</remarks>
public sealed class Timetables(DirectoryDatabase database, MatchOptions options, TimeZoneInfo zoneWithoutFeed) : IDisposable
{
    /// <summary>A feed none of whose stops lies nearer to the start, or streets that do not come nearer, have nothing to say about it.</summary>
    public const double ReachMeters = 20_000;

    private readonly SemaphoreSlim loading = new(1);
    private Loaded current = new(-1, [], [], []);

    /// <returns>The region of the feeds near a point. Its feeds are empty when none is near; then it only walks and drives.</returns>
    public async Task<Region> RegionOf(GeoPoint point, CancellationToken cancellation)
    {
        return RegionIn(await Refresh(cancellation), point);
    }

    /// <summary>As <see cref="RegionOf"/> for many points, all of one state of the feeds.</summary>
    public async Task<IReadOnlyList<Region>> RegionsOf(IReadOnlyList<GeoPoint> points, CancellationToken cancellation)
    {
        var loaded = await Refresh(cancellation);
        return [.. points.Select(point => RegionIn(loaded, point))];
    }

    private Region RegionIn(Loaded loaded, GeoPoint point)
    {
        var near = loaded.Feeds.Where(feed => feed.IsNear(point, ReachMeters)).ToList();
        var streets = loaded.Streets.FirstOrDefault(streets => streets.Network.Snap(point.Latitude, point.Longitude, Walker.OnFoot) is not null)
            ?? loaded.Streets.FirstOrDefault(streets => streets.Network.IsAround(point.Latitude, point.Longitude, ReachMeters));
        var key = $"{streets?.Id}:{string.Join(',', near.Select(feed => feed.Id))}";
        lock (loaded.Regions)
        {
            if (loaded.Regions.TryGetValue(key, out var known)) return known;
            return loaded.Regions[key] = new Region(near, new TravelNetwork([.. near.Select(feed => feed.Feed)], options, zoneWithoutFeed, GroundOf(streets, near)));
        }
    }

    /// <summary>Every live feed, by key.</summary>
    public async Task<IReadOnlyList<LiveFeed>> List(CancellationToken cancellation) => (await Refresh(cancellation)).Feeds;

    public void Dispose() => loading.Dispose();

    private async Task<Loaded> Refresh(CancellationToken cancellation)
    {
        var version = await Versions.Get(database, "feeds", cancellation);
        if (current.Version == version) return current;
        await loading.WaitAsync(cancellation);
        try
        {
            if (current.Version == version) return current;
            var feeds = await Load(current.Feeds, cancellation);
            current = new Loaded(version, feeds, await LoadStreets(current.Streets, feeds, cancellation), []);
            return current;
        }
        finally
        {
            loading.Release();
        }
    }

    private async Task<IReadOnlyList<LiveFeed>> Load(IReadOnlyList<LiveFeed> before, CancellationToken cancellation)
    {
        List<LiveFeed> feeds = [];
        await using var command = database.Public.CreateCommand(
            "select id, key, agency, case when id = any($1) then null else timetable end from directory.feed_version where live order by key");
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. before.Select(feed => feed.Id)] });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var id = rows.GetInt64(0);
            feeds.Add(await rows.IsDBNullAsync(3, cancellation)
                ? before.First(feed => feed.Id == id)
                : new LiveFeed(id, rows.GetString(2), new KeyedFeed(rows.GetString(1), TimetableSnapshot.Read(rows.GetFieldValue<byte[]>(3)))));
        }

        return feeds;
    }

    private async Task<IReadOnlyList<LiveStreets>> LoadStreets(IReadOnlyList<LiveStreets> before, IReadOnlyList<LiveFeed> feeds, CancellationToken cancellation)
    {
        List<LiveStreets> loaded = [];
        var ids = feeds.Select(feed => feed.Id).ToList();
        var timetables = feeds.Select(feed => feed.Feed.Timetable).ToList();
        await using var command = database.Public.CreateCommand("select id, network, stop_walks, stop_walks_feeds from directory.street_network where live order by key");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var id = rows.GetInt64(0);
            if (before.FirstOrDefault(streets => streets.Id == id) is { } known && known.Feeds.SequenceEqual(ids))
            {
                loaded.Add(known);
                continue;
            }

            var blob = rows.GetFieldValue<byte[]>(1);
            var network = StreetSnapshot.Read(blob);
            // Of other feeds only when an import is under way just now; then its version number will come and this is loaded again.
            var stops = !await rows.IsDBNullAsync(3, cancellation) && rows.GetFieldValue<long[]>(3).SequenceEqual(ids)
                ? StopStreetsSnapshot.Read(rows.GetFieldValue<byte[]>(2), network, blob, timetables)
                : StopStreets.Make(timetables, network);
            loaded.Add(new LiveStreets(id, network, stops, ids));
        }

        return loaded;
    }

    private static StreetGround? GroundOf(LiveStreets? streets, IReadOnlyList<LiveFeed> near) =>
        streets is null
            ? null
            : new StreetGround(streets.Network, streets.Stops.For([.. near.Select(feed => feed.Feed.Timetable)], [.. near.Select(feed => Place(streets.Feeds, feed.Id))]));

    private static int Place(IReadOnlyList<long> feeds, long id) => feeds.TakeWhile(feed => feed != id).Count();

    private sealed record Loaded(long Version, IReadOnlyList<LiveFeed> Feeds, IReadOnlyList<LiveStreets> Streets, Dictionary<string, Region> Regions);
}

/// <summary>The numbers that say when something a host keeps in memory has changed.</summary>
internal static class Versions
{
    /// <param name="database">Read as rm_public.</param>
    /// <param name="part">listings or feeds.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<long> Get(DirectoryDatabase database, string part, CancellationToken cancellation)
    {
        await using var command = database.Public.CreateCommand("select version from directory.directory_version where part = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = part });
        return (long)(await command.ExecuteScalarAsync(cancellation) ?? throw new InvalidOperationException($"directory_version has no part {part}."));
    }
}
