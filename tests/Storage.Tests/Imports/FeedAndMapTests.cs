using NetTopologySuite.Geometries;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Imports;
using ResourceMatch.TestKit;

namespace ResourceMatch.Storage.Tests.Imports;

public sealed class FeedAndMapTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly SettableClock clock = new(SmallDirectory.Now);

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task The_same_key_replaces_and_another_stands_beside()
    {
        Assert.Null((await StoreAsync("a", trips: 100)).PreviousTrips);
        await StoreAsync("b", trips: 7);
        var version = await VersionAsync("feeds");
        Assert.Equal(100, (await StoreAsync("a", trips: 120)).PreviousTrips);

        Assert.Equal("a:120,b:7", await database.ReadAsync<string>("select string_agg(key || ':' || trip_count, ',' order by key) from directory.feed_version where live"));
        Assert.Equal(4L, await database.ReadAsync<long>("select count(*) from directory.stop"));
        Assert.Equal(version + 1, await VersionAsync("feeds"));
        Assert.Equal([1, 2, 3], await database.ReadAsync<byte[]>("select timetable from directory.feed_version where key = 'a'"));
    }

    [Fact]
    public async Task A_feed_that_fails_half_way_leaves_the_old_version_live()
    {
        await StoreAsync("a", trips: 100);
        var version = await VersionAsync("feeds");
        await Assert.ThrowsAsync<InvalidDataException>(() => FeedImport.StoreAsync(database.Database, Feed("a", 120, BrokenShapes()), clock, default));

        Assert.Equal(100, await database.ReadAsync<int>("select trip_count from directory.feed_version"));
        Assert.Equal(version, await VersionAsync("feeds"));
        Assert.Equal("failed", await database.ReadAsStaffAsync<string>("select state from directory_private.import_run order by id desc limit 1"));
    }

    [Fact]
    public async Task A_feed_that_lost_half_its_trips_waits_until_a_person_confirms_it()
    {
        await StoreAsync("a", trips: 100);
        var version = await VersionAsync("feeds");
        var held = await Assert.ThrowsAsync<FeedHeldException>(() => StoreAsync("a", trips: 50));

        Assert.Equal((50, 100), (held.Trips, held.LiveTrips));
        Assert.Equal("a:100:2 stops", await database.ReadAsync<string>("select string_agg(key || ':' || trip_count || ':' || (select count(*) from directory.stop) || ' stops', ',') from directory.feed_version"));
        Assert.Equal(version, await VersionAsync("feeds"));
        Assert.Equal("refused", await database.ReadAsStaffAsync<string>("select state from directory_private.import_run order by id desc limit 1"));

        await StoreAsync("other", trips: 1); // of another key: nothing to compare with
        await FeedImport.StoreAsync(database.Database, Feed("a", 50, []), clock, default, isConfirmed: true);
        await StoreAsync("a", trips: 26);
        Assert.Equal("a:26,other:1", await database.ReadAsync<string>("select string_agg(key || ':' || trip_count, ',' order by key) from directory.feed_version where live"));
    }

    [Fact]
    public async Task Areas_keep_their_number_while_kind_and_key_stay()
    {
        await MapImport.ReplaceAreasAsync(database.Database, [Area("north", "North"), Area("south", "South")], [new SchoolRow("mill", "Mill School", new GeoPoint(1, 1).ToPoint())], default);
        var id = await database.ReadAsync<long>("select id from directory.area where key = 'north'");
        var version = await VersionAsync("map");

        await MapImport.ReplaceAreasAsync(database.Database, [Area("north", "Northside")], [], default);

        Assert.Equal("Northside", await database.ReadAsync<string>($"select string_agg(name, ',') from directory.area where id = {id}"));
        Assert.Equal(1L, await database.ReadAsync<long>("select count(*) from directory.area"));
        Assert.Equal(0L, await database.ReadAsync<long>("select count(*) from directory.school"));
        Assert.Equal(version + 1, await VersionAsync("map"));
    }

    [Fact]
    public async Task Streets_are_replaced_as_a_whole_and_a_repeated_way_counts_once()
    {
        await StoreStreetsAsync("streets", [Way(1, "Mill Street"), Way(1, "Twice"), Way(2, null)]);
        Assert.Equal(2L, await database.ReadAsync<long>("select count(*) from directory.street"));
        await StoreStreetsAsync("streets", [Way(3, null), Way(2, "Named since")]);
        await StoreStreetsAsync("other", [Way(3, null)]);
        Assert.Equal("other:3,streets:2,streets:3", await database.ReadAsync<string>("select string_agg(network_key || ':' || id, ',' order by network_key, id) from directory.street"));
        Assert.Equal("Named since", await database.ReadAsync<string>("select name from directory.street where id = 2"));
        Assert.Equal("other,streets", await database.ReadAsync<string>("select string_agg(key, ',' order by key) from directory.street_network where live"));
    }

    [Fact]
    public async Task Streets_that_fail_half_way_leave_the_old_ones_live()
    {
        await StoreStreetsAsync("streets", [Way(1, "Mill Street")]);
        var version = await VersionAsync("feeds");
        await Assert.ThrowsAsync<InvalidDataException>(() => StreetNetworkImport.StoreAsync(
            database.Database, Streets("streets", [Way(2, null)]), (_, _) => throw new InvalidDataException("no stops"), clock, default));

        Assert.Equal(1L, await database.ReadAsync<long>("select sum(id)::bigint from directory.street"));
        Assert.Equal(1L, await database.ReadAsync<long>("select count(*) from directory.street_network where live"));
        Assert.Equal(version, await VersionAsync("feeds"));
        Assert.Equal("failed", await database.ReadAsStaffAsync<string>("select state from directory_private.import_run order by id desc limit 1"));
    }

    [Fact]
    public async Task Whichever_comes_later_puts_the_stops_of_all_feeds_on_the_streets()
    {
        await StoreAsync("b", trips: 1);
        var version = await VersionAsync("feeds");
        await StoreStreetsAsync("streets", [Way(1, null)]);
        Assert.Equal(version + 1, await VersionAsync("feeds"));
        Assert.Equal("1 feeds", await WalksAsync());

        await FeedImport.StoreAsync(database.Database, Feed("a", 1, []), clock, default, (network, feeds) => [.. network, .. Text($"{feeds.Count} feeds now")]);
        Assert.Equal("net2 feeds now", await WalksAsync());
        Assert.True(await database.ReadAsync<bool>("select stop_walks_feeds = (select array_agg(id order by key) from directory.feed_version where live) from directory.street_network"));

        Task<string> WalksAsync() => database.ReadAsync<string>("select convert_from(stop_walks, 'UTF8') from directory.street_network");
    }

    [Fact]
    public async Task Openings_follow_the_calendar_and_the_zone_of_the_feed_nearby()
    {
        var small = new SmallDirectory();
        await small.ImportAsync(database);
        Assert.False(await OpeningTable.RefreshAsync(database.Database, clock, NewYork, default)); // of today already

        await StoreAsync("a", trips: 1); // its stop lies beside the pantry, in Chicago's time
        Assert.True(await OpeningTable.RefreshAsync(database.Database, clock, NewYork, default));
        Assert.Equal("2026-11-02 15:00:00", await FirstOpeningAsync());

        clock.Now = SmallDirectory.Now.AddDays(1);
        Assert.True(await OpeningTable.RefreshAsync(database.Database, clock, NewYork, default));
        Assert.Equal("2026-11-09 15:00:00", await FirstOpeningAsync());
    }

    [Fact]
    public async Task An_opening_on_the_night_when_clocks_change_is_as_long_as_the_night()
    {
        // 8 March 2026: New York jumps from 2:00 to 3:00. Open 1:00 to 4:00 by the clock is two hours.
        clock.Now = new DateTimeOffset(2026, 3, 7, 12, 0, 0, TimeSpan.Zero);
        var small = new SmallDirectory();
        small.Schedules[0] = new Schedule { Id = small.Schedules[0].Id, ServiceAtLocationId = small.Places[0].Id, Dtstart = new DateOnly(2026, 3, 8), OpensAt = new TimeOnly(1, 0), ClosesAt = new TimeOnly(4, 0) };
        await small.ImportAsync(database, now: clock.Now);
        Assert.Equal(2.0, await database.ReadAsync<double>("select extract(epoch from upper(during) - lower(during))::float / 3600 from directory.opening"));
    }

    private static TimeZoneInfo NewYork => TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private Task<string> FirstOpeningAsync() => database.ReadAsync<string>("select (min(lower(during)) at time zone 'UTC')::text from directory.opening");

    private Task<long> VersionAsync(string part) => database.ReadAsync<long>($"select version from directory.directory_version where part = '{part}'");

    private Task<FeedOutcome> StoreAsync(string key, int trips) => FeedImport.StoreAsync(database.Database, Feed(key, trips, []), clock, default);

    private static FeedRow Feed(string key, int trips, IEnumerable<LineShapeRow> shapes) => new(
        key, key + ".zip", "Riverton Transit", "America/Chicago", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), trips, [1, 2, 3],
        [new StopRow("s1", "Mill & Main", true, new GeoPoint(-80.11, 40.11).ToPoint()), new StopRow("s2", "Nowhere", null, null)],
        [new LineRow("7", "7", null, null, null, 3)], shapes);

    private static IEnumerable<LineShapeRow> BrokenShapes()
    {
        yield return new LineShapeRow("7", null, new LineString([new Coordinate(0, 0), new Coordinate(1, 1)]) { SRID = GeoPoint.Srid });
        throw new InvalidDataException("the disk is gone");
    }

    private Task StoreStreetsAsync(string key, IEnumerable<StreetRow> lines) =>
        StreetNetworkImport.StoreAsync(database.Database, Streets(key, lines), (_, feeds) => Text($"{feeds.Count} feeds"), clock, default);

    private static StreetNetworkRow Streets(string key, IEnumerable<StreetRow> lines) => new(key, "map.osm", 2, 1, Text("net"), lines);

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static StreetRow Way(long id, string? name) =>
        new(id, name, "residential", new LineString([new Coordinate(0, 0), new Coordinate(1, 1)]) { SRID = GeoPoint.Srid });

    private static AreaRow Area(string key, string name) =>
        new("neighborhood", key, name, new Polygon(new LinearRing([new(0, 0), new(1, 0), new(1, 1), new(0, 0)])) { SRID = GeoPoint.Srid }, 10, null, null, null, null);
}
