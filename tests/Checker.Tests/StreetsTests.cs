using System.Xml.Linq;
using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Tests;

/// <summary>The checker's own streets, held against lengths computed by hand.</summary>
public sealed class StreetsTests
{
    /// <summary>Main Street along the equator, a node every 100 m from 0 to 5,000; North Street 200 m beside it, one-way for cars; three ways between them: steps at 1,000, a bad path at 2,000, a road at 3,000.</summary>
    private static readonly Ground Town = Ground.Of(Osm());

    [Theory]
    [InlineData(0, 1_200)]
    [InlineData(1, 2_200)]
    [InlineData(2, 4_200)]
    public void Each_walker_takes_the_nearest_way_up_that_it_can_use(int walker, int meters)
    {
        // From Main at 500 to North at 1,500.
        Assert.Equal(meters, Rounded(Town.Walk(At(500, 0), At(1_500, 200), (Walker)walker)!.Value.Meters));
    }

    [Fact]
    public void The_straight_way_beside_the_street_counts_once_at_each_end()
    {
        var walk = Town.Walk(At(120, 10), At(450, -20), Walker.OnFoot)!.Value;
        Assert.Equal(360, Rounded(walk.Meters));
        Assert.Equal((int)Math.Ceiling(walk.Meters / 1.2), walk.Seconds);
        Assert.True(walk.OnStreets);
    }

    [Fact]
    public void Who_stands_more_than_300_m_from_any_street_walks_the_straight_line_with_its_detour()
    {
        Assert.False(Town.IsOnStreets(At(500, -301), Walker.OnFoot));
        Assert.True(Town.IsOnStreets(At(500, -299), Walker.OnFoot));
        var walk = Town.Walk(At(500, -301), At(600, 0), Walker.OnFoot)!.Value;
        Assert.Equal(Earth.WalkedMeters(At(500, -301), At(600, 0)), walk.Meters);
        Assert.False(walk.OnStreets);
    }

    [Fact]
    public void A_part_of_fewer_than_40_nodes_is_not_stepped_onto()
    {
        // A lone footway passes 5 m from here; Main Street lies 150 m off.
        Assert.Equal(150 + 100, Rounded(Town.Walk(At(700, -150), At(800, 0), Walker.OnFoot)!.Value.Meters));
    }

    [Fact]
    public void Cars_keep_to_the_direction_of_a_one_way_street()
    {
        Assert.Equal((int)Math.Ceiling(1_000 / 9.0) + 120, Town.DriveSeconds(At(3_050, 200), At(4_050, 200))!.Value, tolerance: 1.0);
        // Against it: on to its end at 5,000, down, back along Main, up at 3,000.
        Assert.Equal((int)Math.Ceiling((950 + 200 + 2_000 + 200 + 50) / 9.0) + 120, Town.DriveSeconds(At(4_050, 200), At(3_050, 200))!.Value, tolerance: 1.0);
    }

    [Fact]
    public void Between_stops_nobody_walks_more_than_1000_m_where_there_are_streets()
    {
        Assert.NotNull(Town.WalkBetweenStops(At(0, 0), At(990, 0), Walker.OnFoot, 1_200));
        Assert.Null(Town.WalkBetweenStops(At(0, 0), At(1_010, 0), Walker.OnFoot, 1_200));
        Assert.Null(Town.WalkBetweenStops(At(0, 0), At(990, 0), Walker.OnFoot, 900));
        Assert.NotNull(Ground.Lines.WalkBetweenStops(At(0, 0), At(900, 0), Walker.OnFoot, 1_200));
    }

    /// <summary>Rounding up to whole meters and pieces to centimeters may add one.</summary>
    private static int Rounded(double meters) => (int)(Math.Round(meters / 10) * 10);

    private static LatLon At(double east, double north) => new(north / SmallWorld.MetersPerDegree, 10 + east / SmallWorld.MetersPerDegree);

    private static XElement Osm()
    {
        var root = new XElement("osm");
        XElement Node(string id, double east, double north) => new("node", new XAttribute("id", id), new XAttribute("lat", At(east, north).Latitude), new XAttribute("lon", At(east, north).Longitude));
        XElement Way(int id, IEnumerable<string> nodes, params (string Key, string Value)[] tags) => new(
            "way", new XAttribute("id", id), nodes.Select(node => new XElement("nd", new XAttribute("ref", node))), tags.Select(tag => new XElement("tag", new XAttribute("k", tag.Key), new XAttribute("v", tag.Value))));
        for (var i = 0; i <= 50; i++) root.Add(Node($"m{i}", i * 100, 0), Node($"n{i}", i * 100, 200));
        root.Add(Node("x", 650, -155), Node("y", 750, -155));
        root.Add(Way(1, Enumerable.Range(0, 51).Select(i => $"m{i}"), ("highway", "residential")));
        root.Add(Way(2, Enumerable.Range(0, 51).Select(i => $"n{i}"), ("highway", "residential"), ("oneway", "yes")));
        root.Add(Way(3, ["m10", "n10"], ("highway", "steps")));
        root.Add(Way(4, ["m20", "n20"], ("highway", "path"), ("smoothness", "bad")));
        root.Add(Way(5, ["m30", "n30"], ("highway", "service")));
        root.Add(Way(6, ["m50", "n50"], ("highway", "service")));
        root.Add(Way(7, ["x", "y"], ("highway", "footway")));
        return root;
    }
}
