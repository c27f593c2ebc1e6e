namespace ResourceMatch.Transit.Tests.Streets;

/// <summary>The terms of walking and driving a second time, as slowly and plainly as they can be written: every node is a vertex, every segment is looked at.</summary>
internal sealed class PlainStreets
{
    private const double Earth = 6_371_000;

    private readonly List<(double Latitude, double Longitude)> nodes = [];
    private readonly List<(int A, int B, long Length, StreetUse Use)> segments = [];

    public int Node(double latitude, double longitude)
    {
        nodes.Add((latitude, longitude));
        return nodes.Count - 1;
    }

    public void Way(StreetUse use, IReadOnlyList<int> way)
    {
        for (var i = 1; i < way.Count; i++)
        {
            if (way[i] != way[i - 1])
            {
                segments.Add((way[i - 1], way[i], Haversine(nodes[way[i - 1]], nodes[way[i]]), use));
            }
        }
    }

    public (double Latitude, double Longitude) PointOf(int node) => nodes[node];

    /// <summary>Meters from one point to another, or null; how far off the street each is decides nothing but its own part.</summary>
    public int? Meters((double Latitude, double Longitude) from, (double Latitude, double Longitude) to, StreetUse use, int maxMeters)
    {
        if (Snap(from, use) is not { } a || Snap(to, use) is not { } b)
        {
            return null;
        }

        var best = Along(a, b, use);
        var reached = Distances(Steps(a, use, leaving: true), use);
        foreach (var (node, more) in Steps(b, use, leaving: false))
        {
            if (reached.TryGetValue(node, out var there))
            {
                best = Math.Min(best, there + more);
            }
        }

        best = best == long.MaxValue ? best : best + a.Off + b.Off;
        return best <= maxMeters * 100L ? (int)Math.Ceiling(best / 100.0) : null;
    }

    public (int Segment, long Part, long Off)? Snap((double Latitude, double Longitude) point, StreetUse use)
    {
        var large = LargeNodes(use);
        (double Meters, int Segment, double Share) best = (double.PositiveInfinity, -1, 0);
        for (var i = 0; i < segments.Count; i++)
        {
            if ((segments[i].Use & use) != 0 && large.Contains(segments[i].A) && Nearest(point, i) is var (meters, share) && meters < best.Meters)
            {
                best = (meters, i, share);
            }
        }

        return best.Meters <= 300 ? (best.Segment, (long)Math.Floor((best.Share * segments[best.Segment].Length) + 0.5), (long)Math.Floor((best.Meters * 100) + 0.5)) : null;
    }

    private (double Meters, double Share) Nearest((double Latitude, double Longitude) point, int segment)
    {
        var (ax, ay) = Plane(point, nodes[segments[segment].A]);
        var (bx, by) = Plane(point, nodes[segments[segment].B]);
        var length = ((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay));
        var share = length == 0 ? 0 : Math.Min(1, Math.Max(0, ((-ax * (bx - ax)) - (ay * (by - ay))) / length));
        return (Math.Sqrt(Math.Pow(ax + (share * (bx - ax)), 2) + Math.Pow(ay + (share * (by - ay)), 2)), share);
    }

    private static (double X, double Y) Plane((double Latitude, double Longitude) center, (double Latitude, double Longitude) point) => (
        (point.Longitude - center.Longitude) * Math.Cos(center.Latitude * Math.PI / 180) * (Earth * Math.PI / 180), (point.Latitude - center.Latitude) * (Earth * Math.PI / 180));

    private static bool May(StreetUse segment, StreetUse use, bool forward) =>
        use is StreetUse.Foot or StreetUse.Pram or StreetUse.Wheelchair ? (segment & use) != 0 : (segment & (forward ? StreetUse.CarForward : StreetUse.CarBackward)) != 0;

    private long Along((int Segment, long Part, long Off) a, (int Segment, long Part, long Off) b, StreetUse use) =>
        a.Segment == b.Segment && (a.Part == b.Part || May(segments[a.Segment].Use, use, b.Part > a.Part)) ? Math.Abs(a.Part - b.Part) : long.MaxValue;

    private IEnumerable<(int Node, long More)> Steps((int Segment, long Part, long Off) place, StreetUse use, bool leaving)
    {
        var (a, b, length, own) = segments[place.Segment];
        if (place.Part == 0 || May(own, use, forward: !leaving))
        {
            yield return (a, place.Part);
        }

        if (place.Part == length || May(own, use, forward: leaving))
        {
            yield return (b, length - place.Part);
        }
    }

    private Dictionary<int, long> Distances(IEnumerable<(int Node, long More)> starts, StreetUse use)
    {
        var queue = new PriorityQueue<int, long>(starts.Select(start => (start.Node, start.More)));
        var done = new Dictionary<int, long>();
        while (queue.TryDequeue(out var node, out var length))
        {
            if (!done.TryAdd(node, length))
            {
                continue;
            }

            foreach (var (a, b, more, own) in At(node))
            {
                if (a == node && May(own, use, forward: true))
                {
                    queue.Enqueue(b, length + more);
                }

                if (b == node && May(own, use, forward: false))
                {
                    queue.Enqueue(a, length + more);
                }
            }
        }

        return done;
    }

    private readonly Dictionary<StreetUse, HashSet<int>> large = [];

    private ILookup<int, int>? segmentsAt;

    private IEnumerable<(int A, int B, long Length, StreetUse Use)> At(int node)
    {
        segmentsAt ??= segments.SelectMany((segment, place) => new[] { (segment.A, place), (segment.B, place) }).Distinct().ToLookup(pair => pair.Item1, pair => pair.place);
        return segmentsAt[node].Select(place => segments[place]);
    }

    private HashSet<int> LargeNodes(StreetUse use)
    {
        if (large.TryGetValue(use, out var known))
        {
            return known;
        }

        var near = segments.Where(segment => (segment.Use & use) != 0).SelectMany(segment => new[] { (segment.A, segment.B), (segment.B, segment.A) }).ToLookup(pair => pair.Item1, pair => pair.Item2);
        var seen = new HashSet<int>();
        known = [];
        foreach (var start in near.Select(group => group.Key))
        {
            var component = new List<int>();
            var open = new Stack<int>([start]);
            while (open.TryPop(out var node))
            {
                if (seen.Add(node))
                {
                    component.Add(node);
                    near[node].ToList().ForEach(open.Push);
                }
            }

            if (component.Count >= 40)
            {
                known.UnionWith(component);
            }
        }

        return large[use] = known;
    }

    private static long Haversine((double Latitude, double Longitude) a, (double Latitude, double Longitude) b)
    {
        var (phiA, phiB) = (a.Latitude * Math.PI / 180, b.Latitude * Math.PI / 180);
        var half = Math.Pow(Math.Sin((phiB - phiA) / 2), 2) + (Math.Cos(phiA) * Math.Cos(phiB) * Math.Pow(Math.Sin((b.Longitude - a.Longitude) * Math.PI / 180 / 2), 2));
        return (long)Math.Floor((2 * Earth * Math.Asin(Math.Sqrt(half)) * 100) + 0.5);
    }
}
