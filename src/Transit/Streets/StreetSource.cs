using System.Runtime.InteropServices;

namespace ResourceMatch.Transit;

/// <summary>Nodes and ways on their way into a <see cref="StreetNetwork"/>, gathered by a reader.</summary>
/// <remarks>Points are kept to a ten-millionth of a degree, as OpenStreetMap has them. For one thread.</remarks>
public sealed class StreetSource
{
    /// <summary>Parts of a degree that are kept.</summary>
    internal const double PartsPerDegree = 1e7;

    private readonly List<int> latitudes = [];
    private readonly List<int> longitudes = [];
    private readonly List<int> wayBase = [0];
    private readonly List<int> wayNodes = [];
    private readonly List<StreetUse> wayUses = [];

    /// <summary>Nodes so far.</summary>
    public int NodeCount => latitudes.Count;

    /// <summary>Ways so far, those that nobody may use not counted.</summary>
    public int WayCount => wayUses.Count;

    internal ReadOnlySpan<int> Latitudes => CollectionsMarshal.AsSpan(latitudes);

    internal ReadOnlySpan<int> Longitudes => CollectionsMarshal.AsSpan(longitudes);

    /// <summary>Adds a node.</summary>
    /// <returns>Its place, by which ways name it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No point on earth.</exception>
    public int AddNode(double latitude, double longitude)
    {
        // Written so that NaN is refused too.
        if (!(latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180))
        {
            throw new ArgumentOutOfRangeException(nameof(latitude), $"{latitude}, {longitude} is no point on earth.");
        }

        latitudes.Add((int)Math.Round(latitude * PartsPerDegree));
        longitudes.Add((int)Math.Round(longitude * PartsPerDegree));
        return latitudes.Count - 1;
    }

    /// <summary>The point of a node that has been added, as it is kept.</summary>
    public (double Latitude, double Longitude) PointOf(int node) => (latitudes[node] / PartsPerDegree, longitudes[node] / PartsPerDegree);

    /// <summary>Adds a way along nodes that have been added. A node that repeats the one before counts once; a way that nobody may use, or of less than two nodes, is passed over.</summary>
    public void AddWay(StreetUse use, ReadOnlySpan<int> nodes)
    {
        var start = wayNodes.Count;
        foreach (var node in nodes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(node);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(node, NodeCount);
            if (wayNodes.Count == start || wayNodes[^1] != node)
            {
                wayNodes.Add(node);
            }
        }

        if (use == StreetUse.None || wayNodes.Count - start < 2)
        {
            wayNodes.RemoveRange(start, wayNodes.Count - start);
            return;
        }

        wayUses.Add(use);
        wayBase.Add(wayNodes.Count);
    }

    internal StreetUse UseOf(int way) => wayUses[way];

    internal ReadOnlySpan<int> NodesOf(int way) => CollectionsMarshal.AsSpan(wayNodes)[wayBase[way]..wayBase[way + 1]];
}
