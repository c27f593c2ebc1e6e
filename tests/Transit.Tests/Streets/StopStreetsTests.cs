using ResourceMatch.Importers.Gtfs;

namespace ResourceMatch.Transit.Tests.Streets;

/// <summary>The sample city's stops on its streets.</summary>
public sealed class StopStreetsTests(StopStreetsTests.City city) : IClassFixture<StopStreetsTests.City>
{
    public sealed class City
    {
        internal PlainStreets Plain { get; } = StreetsAgreeTests.SampleStreets().Plain;

        public StreetNetwork Network { get; } = StreetsAgreeTests.SampleStreets().Network;

        public Timetable Feed { get; } = GtfsFeed.Load(Path.Combine(TestKit.Repository.Samples, "gtfs")).Timetable;
    }

    [Fact]
    public void Walks_between_stops_are_all_those_of_at_most_1000_meters()
    {
        var stops = StopStreets.Make([city.Feed], city.Network);
        Assert.Equal(city.Feed.StopCount, stops.CountOnStreets(Walker.OnFoot));
        var walks = stops.FootpathsFor(Walker.OnFoot);
        Assert.InRange(stops.CountFootpaths(Walker.OnFoot), 500, 100_000);
        var draw = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            var (from, to) = (draw.Next(stops.StopCount), draw.Next(stops.StopCount));
            if (i % 2 == 0 && walks.WalkBase[from] < walks.WalkBase[from + 1])
            {
                to = walks.ToStops[draw.Next(walks.WalkBase[from], walks.WalkBase[from + 1])];
            }

            Assert.Equal(from == to ? null : city.Plain.Meters(PointOf(from), PointOf(to), StreetUse.Foot, 1_000), walks.FindMeters(from, to));
        }
    }

    [Fact]
    public void Walks_from_a_home_are_streets_to_every_stop_within_the_limit()
    {
        var stops = StopStreets.Make([city.Feed], city.Network);
        var options = new DayOptions { Walker = Walker.Pram, WalkMetersPerSecond = 1.1 };
        var home = (Latitude: 41.0801, Longitude: -84.4502);
        var walks = stops.WalksFrom(home.Latitude, home.Longitude, options, 900);
        var expected = Enumerable.Range(0, stops.StopCount)
            .Select(stop => (stop, meters: city.Plain.Meters(home, PointOf(stop), StreetUse.Pram, 900)))
            .Where(walk => walk.meters is not null)
            .Select(walk => new StopWalk(new StopIndex(walk.stop), (int)Math.Ceiling(walk.meters!.Value / 1.1), walk.meters.Value))
            .OrderBy(walk => (walk.WalkSeconds, walk.Stop.Value)).ToList();
        Assert.True(expected.Count > 3);
        Assert.Equal(expected, walks);
    }

    [Fact]
    public void Far_from_any_street_the_straight_line_counts()
    {
        var stops = StopStreets.Make([city.Feed], city.Network);
        var options = new DayOptions();
        var (latitude, longitude) = PointOf(0);
        var far = (Latitude: latitude + 0.3, Longitude: longitude);
        Assert.Null(city.Network.Snap(far.Latitude, far.Longitude, Walker.OnFoot));
        Assert.Equal(new StopGrid([city.Feed]).WalksFrom(far.Latitude, far.Longitude, options, 60_000), stops.WalksFrom(far.Latitude, far.Longitude, options, 60_000));
        Assert.NotEmpty(stops.WalksFrom(far.Latitude, far.Longitude, options, 60_000));
    }

    [Fact]
    public void A_network_and_its_stops_come_back_from_their_bytes()
    {
        var blob = StreetSnapshot.Write(city.Network);
        var network = StreetSnapshot.Read(blob);
        Assert.Equal(blob, StreetSnapshot.Write(network));
        Assert.Equal(city.Network.Counts, network.Counts);
        var stops = StopStreets.Make([city.Feed, city.Feed], network);
        var bytes = StopStreetsSnapshot.Write(stops, blob);
        Assert.Equal(bytes, StopStreetsSnapshot.Write(StopStreetsSnapshot.Read(bytes, network, blob, [city.Feed, city.Feed]), blob));
        Assert.Throws<InvalidDataException>(() => StopStreetsSnapshot.Read(bytes, network, blob, [city.Feed]));
        Assert.Throws<InvalidDataException>(() => StopStreetsSnapshot.Read(bytes, network, StreetSnapshot.Write(StreetCompiler.Compile(new StreetSource())), [city.Feed, city.Feed]));
    }

    [Fact]
    public void A_damaged_or_older_blob_is_refused_with_what_to_do()
    {
        var blob = StreetSnapshot.Write(city.Network);
        blob[^1] ^= 1;
        Assert.Contains("import the streets again", Assert.Throws<InvalidDataException>(() => StreetSnapshot.Read(blob)).Message, StringComparison.Ordinal);
        blob[4]++;
        Assert.Contains("format 2", Assert.Throws<InvalidDataException>(() => StreetSnapshot.Read(blob)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => StreetSnapshot.Read(blob.AsSpan(0, 7)));
    }

    [Fact]
    public void Stops_of_some_feeds_are_those_that_would_be_made_of_them_alone()
    {
        var both = StopStreets.Make([city.Feed, city.Feed], city.Network);
        var one = StopStreets.Make([city.Feed], city.Network);
        var blob = StreetSnapshot.Write(city.Network);
        Assert.Equal(StopStreetsSnapshot.Write(one, blob), StopStreetsSnapshot.Write(both.For([city.Feed], [1]), blob));
        Assert.True(both.CountFootpaths(Walker.OnFoot) > 4 * one.CountFootpaths(Walker.OnFoot)); // the walks between the twins of a stop, too
    }

    [Fact]
    public void A_day_walks_along_streets_from_stop_to_stop()
    {
        var stops = StopStreets.Make([city.Feed], city.Network);
        var options = new DayOptions { Walking = WalkingSource.Streets, MaxWalkMeters = 500 };
        var ready = Assert.IsType<DayOutcome.Ready>(NetworkDay.For([city.Feed], city.Feed.FirstServiceDate, options, stops));
        var walks = stops.FootpathsFor(Walker.OnFoot);
        Assert.Equal(walks.WalkMeters.Count(meters => meters <= 500), ready.Day.FootpathCount);
    }

    [Fact]
    public void Nothing_snaps_on_an_empty_network_and_points_that_are_none_find_nothing()
    {
        var empty = StreetCompiler.Compile(new StreetSource());
        Assert.Null(empty.Snap(41, -84, Walker.OnFoot));
        Assert.Null(city.Network.Snap(double.NaN, -84.45, Walker.OnFoot));
        Assert.Null(city.Network.SnapForCar(41.08, double.PositiveInfinity));
        Assert.False(empty.IsAround(0, 0));
    }

    private (double Latitude, double Longitude) PointOf(int stop)
    {
        var found = city.Feed.GetStop(new StopIndex(stop));
        return (found.Latitude, found.Longitude);
    }
}
