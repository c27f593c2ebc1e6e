using ResourceMatch.Transit.Tests.Worlds;

namespace ResourceMatch.Transit.Tests.Raptor;

public sealed class StopGridTests
{
    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(40.0, -80.0)]
    [InlineData(-33.9, 151.2)]
    [InlineData(69.6, 18.9)]
    public void The_grid_finds_what_a_full_scan_finds(double latitude, double longitude)
    {
        var random = new Random(7);
        var latitudes = Enumerable.Range(0, 600).Select(_ => latitude + (random.NextDouble() * 0.1)).ToArray();
        var longitudes = Enumerable.Range(0, 600).Select(i => i % 50 == 0 ? double.NaN : longitude + (random.NextDouble() * 0.1)).ToArray();
        latitudes = [.. latitudes.Select((value, i) => i % 50 == 0 ? double.NaN : value)];
        var grid = new StopGrid(latitudes, longitudes);
        var found = 0;
        for (var query = 0; query < 100; query++)
        {
            var (lat, lon, radius) = (latitude + (random.NextDouble() * 0.1), longitude + (random.NextDouble() * 0.1), random.NextDouble() * 3_000);
            var expected = Enumerable.Range(0, 600).Select(stop => (Stop: new StopIndex(stop), Meters: GreatCircle.DistanceMeters(lat, lon, latitudes[stop], longitudes[stop])))
                .Where(near => near.Meters <= radius).OrderBy(near => near.Meters).ThenBy(near => near.Stop.Value).ToList();
            Assert.Equal(expected, grid.Within(lat, lon, radius).Select(near => (near.Stop, near.StraightMeters)));
            found += expected.Count;
        }

        Assert.InRange(found, 100, int.MaxValue);
    }

    [Fact]
    public void A_walk_to_a_stop_takes_the_detour_into_account_and_is_rounded_up()
    {
        var (latitude, longitude) = Sketch.PointAt(100, 0);
        var grid = new StopGrid([latitude], [longitude]);
        var from = Sketch.PointAt(0, 0);
        // 100 m straight are 130 m walked: 108.3 s at 1.2 m/s.
        Assert.Equal([new StopWalk(new StopIndex(0), 109, 130)], grid.WalksFrom(from.Latitude, from.Longitude, new DayOptions(), 131).Select(walk => walk with { WalkMeters = 130 }));
        Assert.Empty(grid.WalksFrom(from.Latitude, from.Longitude, new DayOptions(), 129));
    }

    [Fact]
    public void A_degree_of_latitude_is_111_195_meters_on_our_sphere()
    {
        Assert.Equal(111_195, GreatCircle.DistanceMeters(40, -80, 41, -80), 0.5);
        Assert.Equal(85_177, GreatCircle.DistanceMeters(40, -80, 40, -81), 5.0);
        Assert.True(double.IsNaN(GreatCircle.DistanceMeters(double.NaN, 0, 1, 1)));
    }
}
