using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.SampleCity.Tests;

public sealed class StreetTests
{
    private static readonly XElement Osm = XDocument.Load(Path.Combine(Sample.Folder, "streets.osm")).Root!;

    private static readonly Dictionary<string, GeoPoint> Nodes = Osm.Elements("node").ToDictionary(node => node.Attribute("id")!.Value, node => new GeoPoint(Sample.Degrees(node.Attribute("lon")!.Value), Sample.Degrees(node.Attribute("lat")!.Value)));

    private static readonly List<(string Name, string Kind, bool Bridge, List<string> Nodes)> Streets =
        [.. Osm.Elements("way").Where(way => Tag(way, "highway") is not null).Select(way => (Tag(way, "name")!, Tag(way, "highway")!, Tag(way, "bridge") == "yes", way.Elements("nd").Select(nd => nd.Attribute("ref")!.Value).ToList()))];

    private static readonly JsonElement Areas = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sample.Folder, "areas.geojson"))).RootElement;

    [Fact]
    public void The_city_is_about_12_by_10_km()
    {
        var (west, east) = (Nodes.Values.Min(point => point.Longitude), Nodes.Values.Max(point => point.Longitude));
        var (south, north) = (Nodes.Values.Min(point => point.Latitude), Nodes.Values.Max(point => point.Latitude));
        Assert.InRange(new GeoPoint(west, 41.08).MetersTo(new GeoPoint(east, 41.08)), 11_500, 12_500);
        Assert.InRange(new GeoPoint(-84.45, south).MetersTo(new GeoPoint(-84.45, north)), 9_500, 10_500);
    }

    [Fact]
    public void Every_corner_can_be_walked_to_from_every_other()
    {
        var near = new Dictionary<string, List<string>>();
        foreach (var (from, to) in Streets.SelectMany(street => street.Nodes.Zip(street.Nodes.Skip(1))))
        {
            (near.TryGetValue(from, out var list) ? list : near[from] = []).Add(to);
            (near.TryGetValue(to, out list) ? list : near[to] = []).Add(from);
        }

        var seen = new HashSet<string> { near.Keys.First() };
        var open = new Queue<string>(seen);
        while (open.TryDequeue(out var node)) foreach (var next in near[node].Where(seen.Add)) open.Enqueue(next);
        Assert.Equal(near.Count, seen.Count);
    }

    [Fact]
    public void Three_bridges_are_the_only_ways_over_the_river()
    {
        Assert.Equal(["Ferry Bridge", "Harbor Bridge", "Market Bridge"], Streets.Where(street => street.Bridge).Select(street => street.Name).Order());
        var river = Osm.Elements("way").Single(way => Tag(way, "waterway") == "river").Elements("nd").Select(nd => Nodes[nd.Attribute("ref")!.Value]).ToList();
        double RiverAt(double longitude) => river.Zip(river.Skip(1)).Where(pair => longitude <= pair.Second.Longitude + 1e-3).Select(pair => pair.First.Latitude + (longitude - pair.First.Longitude) / (pair.Second.Longitude - pair.First.Longitude) * (pair.Second.Latitude - pair.First.Latitude)).First();
        foreach (var street in Streets)
        {
            var sides = street.Nodes.Select(node => Nodes[node].Latitude > RiverAt(Nodes[node].Longitude)).Distinct().Count();
            Assert.True(sides == (street.Bridge ? 2 : 1), street.Name);
        }

        Assert.Contains(Streets, street => street.Kind == "footway");
    }

    [Fact]
    public void Stops_stand_on_streets_and_services_and_homes_beside_them()
    {
        foreach (var stop in Sample.Gtfs("stops")) Assert.True(MetersToStreet(stop["stop_lon"], stop["stop_lat"], _ => true) < 3, stop["stop_name"]);
        var addresses = Sample.Hsds("addresses").ToDictionary(row => row["location_id"], row => row["address_1"]);
        foreach (var place in Sample.Hsds("locations").Where(row => row["latitude"].Length > 0))
        {
            var street = addresses[place["id"]][(addresses[place["id"]].IndexOf(' ', StringComparison.Ordinal) + 1)..];
            Assert.True(MetersToStreet(place["longitude"], place["latitude"], name => name == street) < 20, addresses[place["id"]]);
        }

        using var families = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sample.Folder, "families.json")));
        foreach (var home in families.RootElement.EnumerateArray().Select(family => family.GetProperty("home")))
            Assert.True(MetersToStreet(home.GetProperty("lon").GetRawText(), home.GetProperty("lat").GetRawText(), _ => true) < 20);
    }

    [Fact]
    public void Neighborhoods_and_tracts_count_the_same_people()
    {
        var hoods = AreasOf("neighborhood");
        var tracts = AreasOf("tract");
        Assert.Equal((24, 60), (hoods.Count, tracts.Count));
        foreach (var field in new[] { "children", "poverty_children", "households", "no_vehicle_households", "limited_english_people" })
        {
            var sum = hoods.Sum(area => area.GetProperty(field).GetInt32());
            Assert.True(sum > 1_000, field);
            Assert.Equal(sum, tracts.Sum(area => area.GetProperty(field).GetInt32()));
        }

        Assert.All(hoods.Concat(tracts), area => Assert.True(area.GetProperty("poverty_children").GetInt32() < area.GetProperty("children").GetInt32()));
        Assert.Equal(6, AreasOf("school").Count);
        Assert.Single(AreasOf("water"));
        Assert.Single(AreasOf("park"));
    }

    private static List<JsonElement> AreasOf(string kind) =>
        [.. Areas.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("properties")).Where(area => area.GetProperty("kind").GetString() == kind)];

    private static double MetersToStreet(string longitude, string latitude, Func<string, bool> isStreet)
    {
        // Flat within a kilometre: one degree is 111,195 m, and at 41 degrees north 0.7538 of it from west to east.
        static (double X, double Y) Flat(double lon, double lat) => (lon * 83_818, lat * 111_195);
        var (x, y) = Flat(Sample.Degrees(longitude), Sample.Degrees(latitude));
        var best = double.MaxValue;
        foreach (var (from, to) in Streets.Where(street => isStreet(street.Name)).SelectMany(street => street.Nodes.Zip(street.Nodes.Skip(1))))
        {
            var (a, b) = (Flat(Nodes[from].Longitude, Nodes[from].Latitude), Flat(Nodes[to].Longitude, Nodes[to].Latitude));
            var (dx, dy) = (b.X - a.X, b.Y - a.Y);
            var along = Math.Clamp(((x - a.X) * dx + (y - a.Y) * dy) / (dx * dx + dy * dy), 0, 1);
            best = Math.Min(best, Math.Sqrt(Math.Pow(a.X + along * dx - x, 2) + Math.Pow(a.Y + along * dy - y, 2)));
        }

        return best;
    }

    private static string? Tag(XElement way, string key) => way.Elements("tag").FirstOrDefault(tag => tag.Attribute("k")!.Value == key)?.Attribute("v")!.Value;
}
