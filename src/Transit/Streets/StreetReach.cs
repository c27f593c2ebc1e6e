using System.Numerics;
using System.Runtime.InteropServices;

namespace ResourceMatch.Transit;

/// <summary>What a bounded search reached. Ask it for any point of the same network, snapped for the same traveller.</summary>
/// <remarks>Immutable; safe to share. Holds 16 bytes for each junction reached.</remarks>
public sealed class StreetReach
{
    private readonly StreetNetwork network;
    private readonly StreetPoint from;
    private readonly ReachUse use;
    private readonly int limit;
    // Junction + 1 (0 = free) and its centimeters, at the place its number gives or the next free one.
    private readonly (int Key, int Centimeters)[] reached;
    private readonly int mask;
    private readonly int shift;

    internal StreetReach(StreetNetwork network, StreetPoint from, ReachUse use, int limit, List<(int Junction, int Centimeters)> settled)
    {
        (this.network, this.from, this.use, this.limit) = (network, from, use, limit);
        JunctionCount = settled.Count;
        reached = new (int, int)[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, 2 * settled.Count))];
        mask = reached.Length - 1;
        shift = 32 - BitOperations.Log2((uint)reached.Length);
        foreach (var (junction, centimeters) in CollectionsMarshal.AsSpan(settled))
        {
            var place = PlaceOf(junction);
            while (reached[place].Key != 0)
            {
                place = (place + 1) & mask;
            }

            reached[place] = (junction + 1, centimeters);
        }
    }

    /// <summary>Junctions within the limit.</summary>
    public int JunctionCount { get; }

    /// <returns>Meters between the two points, both ends off the street included, rounded up; null = farther than the search's limit, or no way.</returns>
    public int? MetersTo(StreetPoint to)
    {
        var (toStart, toEnd) = use.Turned.Ends(network.Arrays, to);
        var least = Math.Min(Along(to), Math.Min(By(network.Arrays.EdgeFrom[to.Edge], toStart), By(network.Arrays.EdgeTo[to.Edge], toEnd)));
        return least <= limit ? (int)((least + 99) / 100) : null;
    }

    private long By(int junction, long? rest) => rest is { } more && Find(junction) is { } centimeters ? centimeters + more : long.MaxValue;

    /// <summary>Straight along the street when both stand on it.</summary>
    private long Along(StreetPoint to)
    {
        if (to.Edge != from.Edge)
        {
            return long.MaxValue;
        }

        var ahead = to.AlongCentimeters - from.AlongCentimeters;
        var allowed = (StreetUse)network.Arrays.EdgeUse[to.Edge];
        return ahead == 0 || (allowed & (ahead > 0 ? use.Along : use.Against)) != 0 ? (long)from.OffCentimeters + Math.Abs(ahead) + to.OffCentimeters : long.MaxValue;
    }

    private int? Find(int junction)
    {
        var place = PlaceOf(junction);
        while (reached[place].Key is var key && key != 0)
        {
            if (key == junction + 1)
            {
                return reached[place].Centimeters;
            }

            place = (place + 1) & mask;
        }

        return null;
    }

    // Multiplying by the golden ratio spreads neighbours (Knuth).
    private int PlaceOf(int junction) => (int)(((uint)junction * 2_654_435_769u) >> shift);
}
