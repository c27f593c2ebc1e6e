namespace ResourceMatch.Transit;

/// <summary>Makes a <see cref="StreetNetwork"/> of nodes and ways.</summary>
/// <remarks>
/// Nodes at which nothing is decided become vertices of the edge between two junctions: lengths stay whole centimeters added up, so no distance
/// changes by it. Ways that meet without a shared node do not meet. Thread-safe.
/// </remarks>
public static class StreetCompiler
{
    /// <summary>Parts with fewer nodes than this, counted for each kind of traveller, are islands of the map and not stepped onto.</summary>
    public const int MinComponentNodes = 40;

    /// <summary>A way with a longer piece between two nodes is left out: it is a mistake, or no street.</summary>
    public const int MaxSegmentMeters = 50_000;

    private const long MaxWayCentimeters = 2_000_000_000;

    /// <summary>Compiles; an empty source gives a network onto which nothing snaps.</summary>
    /// <exception cref="InvalidDataException">The streets together are too long for their number to be streets.</exception>
    public static StreetNetwork Compile(StreetSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var (ways, tooLong) = WaysInReach(source);
        var (snap, shares, nodes) = Components(source, ways);
        var junctionOf = Junctions(source, ways, out var junctions);
        var edges = new EdgeList(source, junctionOf);
        for (var i = 0; i < ways.Count; i++)
        {
            edges.Add(ways[i], source.UseOf(ways[i]), snap[i]);
        }

        var arrays = edges.ToArrays(junctions, new StreetCounts(nodes, junctions, edges.Count, tooLong, edges.Share(shares[0], StreetUse.Foot), edges.Share(shares[1], StreetUse.Pram), edges.Share(shares[2], StreetUse.Wheelchair), edges.Share(shares[3], StreetUses.Car)));
        return new StreetNetwork(arrays);
    }

    /// <summary>Whole centimeters between two nodes, half a centimeter counting as one.</summary>
    internal static int Centimeters(int latitudeA, int longitudeA, int latitudeB, int longitudeB)
    {
        const double Parts = StreetSource.PartsPerDegree;
        return (int)Math.Floor((GreatCircle.DistanceMeters(latitudeA / Parts, longitudeA / Parts, latitudeB / Parts, longitudeB / Parts) * 100) + 0.5);
    }

    private static (List<int> Ways, int TooLong) WaysInReach(StreetSource source)
    {
        var ways = new List<int>(source.WayCount);
        for (var way = 0; way < source.WayCount; way++)
        {
            var nodes = source.NodesOf(way);
            long whole = 0;
            var fits = true;
            for (var i = 1; i < nodes.Length && fits; i++)
            {
                var length = CentimetersBetween(source, nodes[i - 1], nodes[i]);
                whole += length;
                fits = length <= MaxSegmentMeters * 100L && whole <= MaxWayCentimeters;
            }

            if (fits)
            {
                ways.Add(way);
            }
        }

        return (ways, source.WayCount - ways.Count);
    }

    private static int CentimetersBetween(StreetSource source, int a, int b) =>
        Centimeters(source.Latitudes[a], source.Longitudes[a], source.Latitudes[b], source.Longitudes[b]);

    /// <summary>For each way the uses whose component is large enough, for each kind its share, and the nodes used at all.</summary>
    private static (StreetUse[] Snap, StreetShare[] Shares, int Nodes) Components(StreetSource source, List<int> ways)
    {
        var snap = new StreetUse[ways.Count];
        var shares = new StreetShare[StreetUses.Kinds.Length];
        var used = new bool[source.NodeCount];
        for (var kind = 0; kind < shares.Length; kind++)
        {
            var groups = new NodeGroups(source.NodeCount);
            var mask = StreetUses.Kinds[kind];
            foreach (var way in ways.Where(way => (source.UseOf(way) & mask) != 0))
            {
                groups.Join(source.NodesOf(way), used);
            }

            for (var i = 0; i < ways.Count; i++)
            {
                var use = source.UseOf(ways[i]) & mask;
                if (use != 0 && groups.SizeOf(source.NodesOf(ways[i])[0]) >= MinComponentNodes)
                {
                    snap[i] |= use;
                }
            }

            shares[kind] = groups.Count(MinComponentNodes);
        }

        return (snap, shares, used.Count(node => node));
    }

    /// <summary>Numbers the nodes at which a way ends, or that are passed more than once; -1 for the others.</summary>
    private static int[] Junctions(StreetSource source, List<int> ways, out int count)
    {
        var passes = new byte[source.NodeCount];
        foreach (var way in ways)
        {
            var nodes = source.NodesOf(way);
            foreach (var node in nodes)
            {
                passes[node] = (byte)Math.Min(2, passes[node] + 1);
            }

            passes[nodes[0]] = passes[nodes[^1]] = 2;
        }

        var junctionOf = new int[source.NodeCount];
        count = 0;
        for (var node = 0; node < junctionOf.Length; node++)
        {
            junctionOf[node] = passes[node] == 2 ? count++ : -1;
        }

        return junctionOf;
    }

    /// <summary>Cuts ways at junctions.</summary>
    private sealed class EdgeList(StreetSource source, int[] junctionOf)
    {
        private readonly List<int> from = [];
        private readonly List<int> to = [];
        private readonly List<byte> uses = [];
        private readonly List<byte> snaps = [];
        private readonly List<int> vertexBase = [0];
        private readonly List<int> latitudes = [];
        private readonly List<int> longitudes = [];
        private readonly List<int> centimeters = [];

        public int Count => from.Count;

        public void Add(int way, StreetUse use, StreetUse snap)
        {
            var nodes = source.NodesOf(way);
            var start = junctionOf[nodes[0]];
            AddVertex(nodes[0], 0);
            for (var i = 1; i < nodes.Length; i++)
            {
                AddVertex(nodes[i], centimeters[^1] + CentimetersBetween(source, nodes[i - 1], nodes[i]));
                if (junctionOf[nodes[i]] < 0)
                {
                    continue;
                }

                from.Add(start);
                to.Add(junctionOf[nodes[i]]);
                uses.Add((byte)use);
                snaps.Add((byte)snap);
                vertexBase.Add(latitudes.Count);
                if (i + 1 < nodes.Length)
                {
                    start = junctionOf[nodes[i]];
                    AddVertex(nodes[i], 0);
                }
            }
        }

        public StreetShare Share(StreetShare share, StreetUse mask) => share with { Edges = uses.Count(use => ((StreetUse)use & mask) != 0) };

        public StreetArrays ToArrays(int junctions, StreetCounts counts) => new()
        {
            JunctionCount = junctions,
            EdgeFrom = [.. from],
            EdgeTo = [.. to],
            EdgeUse = [.. uses],
            EdgeSnap = [.. snaps],
            VertexBase = [.. vertexBase],
            VertexLatitudes = [.. latitudes],
            VertexLongitudes = [.. longitudes],
            VertexCentimeters = [.. centimeters],
            Counts = counts,
        };

        private void AddVertex(int node, int along)
        {
            latitudes.Add(source.Latitudes[node]);
            longitudes.Add(source.Longitudes[node]);
            centimeters.Add(along);
        }
    }
}
