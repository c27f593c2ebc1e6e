using System.Globalization;
using System.Xml.Linq;

namespace ResourceMatch.Checker.Raw;

/// <summary>Who goes along a street.</summary>
internal enum Walker
{
    OnFoot,
    Pram,
    Wheelchair,
    Car,
}

/// <summary>A piece of street between two nodes. From and To stand in the order of the way.</summary>
/// <param name="Forward">A car may go from From to To.</param>
internal readonly record struct RawSegment(int From, int To, int Centimeters, bool Forward, bool Backward);

/// <summary>A place on a segment, and how far beside it one stands.</summary>
internal readonly record struct RawFoothold(RawSegment Segment, int FromStart, int Off)
{
    public int ToEnd => Segment.Centimeters - FromStart;
}

/// <summary>The streets of an OpenStreetMap XML file for one kind of walker (or for cars): usable pieces, and plain shortest paths over them.</summary>
/// <remarks>Re-implements src/Transit/Streets/README.md from its words. Slow on purpose: every piece is looked at for every point.</remarks>
internal sealed class RawStreets
{
    private const int SnapMeters = 300;
    private const int SmallestPart = 40;
    private const int LongestSegmentMeters = 50_000;
    private const double MetersPerDegree = 6_371_000 * Math.PI / 180;

    private readonly List<LatLon> nodes = [];
    private readonly List<RawSegment> segments = [];
    private readonly List<(int To, int Centimeters)>[] away;
    private readonly int[] sizeOfPart;

    public RawStreets(XElement osm, Walker walker)
    {
        var points = osm.Elements("node").ToDictionary(node => node.Attribute("id")!.Value, node => new LatLon(Degrees(node, "lat"), Degrees(node, "lon")));
        var numbers = new Dictionary<string, int>();
        foreach (var way in osm.Elements("way"))
        {
            // Of a repeated key the last counts.
            var tags = way.Elements("tag").GroupBy(tag => tag.Attribute("k")!.Value).ToDictionary(group => group.Key, group => group.Last().Attribute("v")!.Value);
            var (forward, backward) = RawStreetRules.Use(tags, walker);
            if (!forward && !backward) continue;
            var refs = way.Elements("nd").Select(nd => nd.Attribute("ref")!.Value).ToList();
            if (way.Attribute("id") is null || refs.Count < 2 || !refs.TrueForAll(points.ContainsKey) || refs.Zip(refs.Skip(1)).Any(pair => Earth.StraightMeters(points[pair.First], points[pair.Second]) > LongestSegmentMeters)) continue;
            foreach (var (from, to) in refs.Zip(refs.Skip(1)).Where(pair => pair.First != pair.Second))
            {
                var (a, b) = (Number(from), Number(to));
                segments.Add(new RawSegment(a, b, (int)Math.Floor(Earth.StraightMeters(nodes[a], nodes[b]) * 100 + 0.5), forward, backward));
            }
        }

        away = [.. nodes.Select(_ => new List<(int, int)>())];
        foreach (var segment in segments)
        {
            if (segment.Forward) away[segment.From].Add((segment.To, segment.Centimeters));
            if (segment.Backward) away[segment.To].Add((segment.From, segment.Centimeters));
        }

        sizeOfPart = Parts();

        int Number(string id)
        {
            if (numbers.TryGetValue(id, out var known)) return known;
            nodes.Add(points[id]);
            return numbers[id] = nodes.Count - 1;
        }
    }

    /// <returns>The nearest place on a piece of a part that is large enough; null = none within 300 m.</returns>
    public RawFoothold? Snap(LatLon point)
    {
        RawFoothold? best = null;
        var least = double.PositiveInfinity;
        if (!point.IsKnown) return null;
        var shrink = Math.Cos(point.Latitude * Math.PI / 180);
        foreach (var segment in segments)
        {
            if (sizeOfPart[segment.From] < SmallestPart) continue;
            var (ax, ay) = Flat(nodes[segment.From]);
            var (bx, by) = Flat(nodes[segment.To]);
            var (dx, dy) = (bx - ax, by - ay);
            var square = dx * dx + dy * dy;
            var share = square > 0 ? Math.Clamp(-(ax * dx + ay * dy) / square, 0, 1) : 0;
            var (x, y) = (ax + share * dx, ay + share * dy);
            var meters = Math.Sqrt(x * x + y * y);
            if (meters >= least) continue;
            least = meters;
            best = new RawFoothold(segment, (int)Math.Floor(share * segment.Centimeters + 0.5), (int)Math.Floor(meters * 100 + 0.5));
        }

        return least <= SnapMeters ? best : null;

        (double X, double Y) Flat(LatLon at) => ((at.Longitude - point.Longitude) * shrink * MetersPerDegree, (at.Latitude - point.Latitude) * MetersPerDegree);
    }

    /// <summary>Centimeters to every node from a place, the way onto the street included.</summary>
    public int[] From(RawFoothold start)
    {
        var centimeters = new int[nodes.Count];
        Array.Fill(centimeters, int.MaxValue);
        var open = new PriorityQueue<int, int>();
        // At a node any street may be taken, whichever way its own one goes.
        if (start.Segment.Forward || start.ToEnd == 0) Reach(start.Segment.To, start.Off + start.ToEnd);
        if (start.Segment.Backward || start.FromStart == 0) Reach(start.Segment.From, start.Off + start.FromStart);
        while (open.TryDequeue(out var node, out var so))
        {
            if (so > centimeters[node]) continue;
            foreach (var (to, length) in away[node]) Reach(to, so + length);
        }

        return centimeters;

        void Reach(int node, int so)
        {
            if (so >= centimeters[node]) return;
            centimeters[node] = so;
            open.Enqueue(node, so);
        }
    }

    /// <returns>Whole meters between two places, rounded up; null = there is no way.</returns>
    public static int? Meters(RawFoothold start, int[] reached, RawFoothold end)
    {
        var least = long.MaxValue;
        if ((end.Segment.Forward || end.FromStart == 0) && reached[end.Segment.From] < int.MaxValue) least = reached[end.Segment.From] + (long)end.FromStart + end.Off;
        if ((end.Segment.Backward || end.ToEnd == 0) && reached[end.Segment.To] < int.MaxValue) least = Math.Min(least, reached[end.Segment.To] + (long)end.ToEnd + end.Off);
        var ahead = end.FromStart - start.FromStart;
        if (start.Segment == end.Segment && (ahead == 0 || (ahead > 0 ? end.Segment.Forward : end.Segment.Backward))) least = Math.Min(least, (long)start.Off + Math.Abs(ahead) + end.Off);
        return least == long.MaxValue ? null : (int)((least + 99) / 100);
    }

    /// <summary>By node: how many nodes hang together with it, one-way streets taken both ways.</summary>
    private int[] Parts()
    {
        var near = nodes.Select(_ => new List<int>()).ToList();
        foreach (var segment in segments)
        {
            near[segment.From].Add(segment.To);
            near[segment.To].Add(segment.From);
        }

        var sizes = new int[nodes.Count];
        for (var first = 0; first < nodes.Count; first++)
        {
            if (sizes[first] > 0) continue;
            var part = new HashSet<int> { first };
            var open = new Stack<int>(part);
            while (open.TryPop(out var node))
            {
                foreach (var next in near[node].Where(part.Add)) open.Push(next);
            }

            foreach (var node in part) sizes[node] = part.Count;
        }

        return sizes;
    }

    private static double Degrees(XElement node, string name) => double.Parse(node.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
