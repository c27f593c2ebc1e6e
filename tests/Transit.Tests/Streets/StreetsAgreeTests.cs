using System.Globalization;
using System.Xml.Linq;
using Xunit.Abstractions;

namespace ResourceMatch.Transit.Tests.Streets;

/// <summary>Streets searched fast against <see cref="PlainStreets"/>; a failure names its seed.</summary>
public sealed class StreetsAgreeTests(ITestOutputHelper output)
{
    private static readonly (StreetUse Use, Walker? Walker)[] Travellers =
    [
        (StreetUse.Foot, Walker.OnFoot), (StreetUse.Pram, Walker.Pram), (StreetUse.Wheelchair, Walker.Wheelchair), (StreetUse.CarForward | StreetUse.CarBackward, null),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Meters_are_those_of_a_plain_Dijkstra_over_every_node_of_random_streets(int part)
    {
        var compared = 0;
        for (var seed = part * 25; seed < (part + 1) * 25; seed++)
        {
            var draw = new Random(seed);
            var (plain, network) = RandomStreets(draw);
            compared += Compare(plain, network, draw, () => RandomPoint(draw), $"seed {seed}");
        }

        Assert.True(compared > 250, $"only {compared} ways were compared");
    }

    [Fact]
    public void Meters_are_those_of_a_plain_Dijkstra_on_the_sample_city()
    {
        var (plain, network) = SampleStreets();
        var draw = new Random(7);
        var compared = Compare(plain, network, draw, () => (41.035 + (draw.NextDouble() * 0.09), -84.5217 + (draw.NextDouble() * 0.14)), "sample city");
        Assert.True(compared > 20, $"{compared} compared");
    }

    [Fact]
    public void Contracting_keeps_every_kind_of_island_and_counts_it()
    {
        var (_, network) = SampleStreets();
        Assert.Equal(network.Counts.Edges, network.EdgeCount);
        Assert.Equal((1, 0), (network.Counts.Foot.Components, network.Counts.Foot.ComponentsLeftOut));
        Assert.True(network.Counts.Car.Edges < network.Counts.Foot.Edges);
    }

    /// <returns>How many pairs had a way.</returns>
    private int Compare(PlainStreets plain, StreetNetwork network, Random draw, Func<(double Latitude, double Longitude)> point, string where)
    {
        var search = new StreetSearch(network);
        var found = 0;
        for (var i = 0; i < 12; i++)
        {
            var (from, to, limit) = (point(), point(), draw.Next(4) == 0 ? 400 : 20_000);
            foreach (var (use, walker) in Travellers)
            {
                var (a, b) = walker is { } who
                    ? (network.Snap(from.Latitude, from.Longitude, who), network.Snap(to.Latitude, to.Longitude, who))
                    : (network.SnapForCar(from.Latitude, from.Longitude), network.SnapForCar(to.Latitude, to.Longitude));
                var expected = plain.Meters(from, to, use, limit);
                Assert.True((plain.Snap(from, use) is null) == a is null, $"{where}, {use}: snapping {from}");
                if (a is not { } start || b is not { } end)
                {
                    continue;
                }

                found += expected is null ? 0 : 1;
                Assert.True(plain.Snap(from, use)!.Value.Off == start.OffCentimeters, $"{where}, {use}: {from} is {start.OffCentimeters} cm off");
                var meters = walker is { } on ? search.Walk(start, on, limit).MetersTo(end) : search.Drive(start, limit, towards: false).MetersTo(end);
                Assert.True(expected == meters, $"{where}, {use}: {from} to {to} within {limit}: plain {expected}, ours {meters}");
                var back = walker is { } other ? search.Walk(end, other, limit).MetersTo(start) : search.Drive(end, limit, towards: true).MetersTo(start);
                Assert.True(expected == back, $"{where}, {use}: {from} to {to} within {limit}, looked at from its end: plain {expected}, ours {back}");
            }
        }

        output.WriteLine($"{where}: {found} ways equal, {search.Counters}");
        return found;
    }

    private static (double, double) RandomPoint(Random draw) => (-30 + (draw.NextDouble() * 0.02), -51 + (draw.NextDouble() * 0.02));

    /// <summary>Crooked ways over nodes that they share now and then; loops, repeated nodes, doubled and one-way streets, islands.</summary>
    private static (PlainStreets, StreetNetwork) RandomStreets(Random draw)
    {
        var (plain, source) = (new PlainStreets(), new StreetSource());
        var count = draw.Next(45, 140);
        for (var i = 0; i < count; i++)
        {
            var (latitude, longitude) = RandomPoint(draw);
            (latitude, longitude) = (Math.Round(latitude, 7), Math.Round(longitude, 7));
            Assert.Equal(plain.Node(latitude, longitude), source.AddNode(latitude, longitude));
        }

        var uses = new[]
        {
            StreetUse.Foot, StreetUse.Foot | StreetUse.Pram, StreetUse.Foot | StreetUse.Pram | StreetUse.Wheelchair, (StreetUse)31, (StreetUse)15, (StreetUse)23, StreetUse.CarForward,
        };
        for (var way = 0; way < count / 3; way++)
        {
            var nodes = Enumerable.Range(0, draw.Next(2, 9)).Select(_ => draw.Next(count)).ToList();
            if (draw.Next(6) == 0)
            {
                nodes.Add(nodes[0]);
            }

            if (draw.Next(8) == 0)
            {
                nodes.Insert(1, nodes[0]);
            }

            for (var times = draw.Next(10) == 0 ? 2 : 1; times > 0; times--)
            {
                var use = uses[draw.Next(uses.Length)];
                plain.Way(use, nodes);
                source.AddWay(use, [.. nodes]);
            }
        }

        return (plain, StreetCompiler.Compile(source));
    }

    internal static (PlainStreets Plain, StreetNetwork Network) SampleStreets()
    {
        var (plain, source, places) = (new PlainStreets(), new StreetSource(), new Dictionary<string, int>());
        var osm = XDocument.Load(Path.Combine(TestKit.Repository.Samples, "streets.osm")).Root!;
        foreach (var node in osm.Elements("node"))
        {
            var (latitude, longitude) = (Degrees(node, "lat"), Degrees(node, "lon"));
            plain.Node(latitude, longitude);
            places.Add(node.Attribute("id")!.Value, source.AddNode(latitude, longitude));
        }

        foreach (var way in osm.Elements("way"))
        {
            var use = StreetRules.UseOf(way.Elements("tag").ToDictionary(tag => tag.Attribute("k")!.Value, tag => tag.Attribute("v")!.Value));
            var nodes = way.Elements("nd").Select(nd => places[nd.Attribute("ref")!.Value]).ToArray();
            plain.Way(use, nodes);
            source.AddWay(use, nodes);
        }

        return (plain, StreetCompiler.Compile(source));
    }

    private static double Degrees(XElement node, string name) => double.Parse(node.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
