using System.Globalization;
using System.Text;

namespace ResourceMatch.SampleCity.Ground;

/// <summary>The streets as OpenStreetMap XML (version 0.6): what a map and, later, walking on streets read.</summary>
internal static class OsmXml
{
    public static string Write(StreetGrid grid)
    {
        var text = new StringBuilder();
        text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.Append("<!-- Heron Ferry is invented. No street here exists. -->\n");
        text.Append("<osm version=\"0.6\" generator=\"ResourceMatch SampleCity\">\n");
        for (var i = 0; i < grid.Nodes.Count; i++) Node(text, i + 1, grid.Nodes[i]);
        var riverFrom = grid.Nodes.Count + 1;
        for (var i = 0; i < CityPlan.RiverLine.Count; i++) Node(text, riverFrom + i, CityPlan.RiverLine[i]);
        var way = 100_001;
        foreach (var run in Runs(grid.Streets)) Way(text, way++, run.Nodes.Select(node => node + 1), Tags(run.First));
        Way(text, way++, Enumerable.Range(riverFrom, CityPlan.RiverLine.Count), [("waterway", "river"), ("name", "Heron River")]);
        var (west, east, south, north) = (StreetGrid.ParkWest, StreetGrid.ParkEast, StreetGrid.ParkSouth, StreetGrid.ParkNorth);
        Way(text, way, ParkOutline(grid, west, south, east, north), [("leisure", "park"), ("name", "Heron Park")]);
        return text.Append("</osm>\n").ToString();
    }

    /// <summary>The park's corners and sides, closed.</summary>
    public static IEnumerable<int> ParkOutline(StreetGrid grid, int west, int south, int east, int north)
    {
        for (var column = west; column < east; column++) yield return grid.CornerNode(column, south) + 1;
        for (var row = south; row < north; row++) yield return grid.CornerNode(east, row) + 1;
        for (var column = east; column > west; column--) yield return grid.CornerNode(column, north) + 1;
        for (var row = north; row >= south; row--) yield return grid.CornerNode(west, row) + 1;
    }

    /// <summary>Joins pieces of the same street that follow each other, as a mapper would.</summary>
    private static IEnumerable<(Street First, List<int> Nodes)> Runs(List<Street> streets)
    {
        foreach (var group in streets.GroupBy(street => (street.Name, street.Kind, street.Bridge, street.NoWheelchair, street.OneWay)))
        {
            var left = group.ToList();
            while (left.Count > 0)
            {
                var first = left[0];
                left.RemoveAt(0);
                var nodes = new List<int> { first.From, first.To };
                while (left.FindIndex(street => street.From == nodes[^1]) is >= 0 and var next)
                {
                    nodes.Add(left[next].To);
                    left.RemoveAt(next);
                }

                yield return (first, nodes);
            }
        }
    }

    private static IEnumerable<(string, string)> Tags(Street street)
    {
        yield return ("highway", street switch
        {
            { Kind: StreetKind.Main } => "secondary",
            { Kind: StreetKind.Residential } => "residential",
            { Kind: StreetKind.Lane } => "living_street",
            { Kind: StreetKind.Steps } => "steps",
            _ => "footway",
        });
        yield return ("name", street.Name);
        if (street.Kind is StreetKind.Main) yield return ("sidewalk", "both");
        if (street.NoWheelchair) yield return ("wheelchair", "no");
        if (street.OneWay) yield return ("oneway", "yes");
        if (!street.Bridge) yield break;
        yield return ("bridge", "yes");
        yield return ("layer", "1");
    }

    private static void Node(StringBuilder text, int id, Spot spot)
    {
        var point = CityPlan.ToPoint(spot);
        text.Append(CultureInfo.InvariantCulture, $"<node id=\"{id}\" lat=\"{point.Latitude:0.00000}\" lon=\"{point.Longitude:0.00000}\"/>\n");
    }

    private static void Way(StringBuilder text, int id, IEnumerable<int> nodes, IEnumerable<(string Key, string Value)> tags)
    {
        text.Append(CultureInfo.InvariantCulture, $"<way id=\"{id}\">");
        foreach (var node in nodes) text.Append(CultureInfo.InvariantCulture, $"<nd ref=\"{node}\"/>");
        foreach (var (key, value) in tags) text.Append(CultureInfo.InvariantCulture, $"<tag k=\"{key}\" v=\"{value}\"/>");
        text.Append("</way>\n");
    }
}
