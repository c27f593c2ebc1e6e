namespace ResourceMatch.Transit;

/// <summary>The streets between junctions, in flat arrays: what a snapshot holds.</summary>
/// <remarks>Edge e goes from junction EdgeFrom[e] to EdgeTo[e] over the vertices VertexBase[e]..VertexBase[e+1]-1, its ends included. Nobody changes them once made.</remarks>
internal sealed class StreetArrays
{
    public required int JunctionCount { get; init; }

    public required int[] EdgeFrom { get; init; }

    public required int[] EdgeTo { get; init; }

    /// <summary><see cref="StreetUse"/> of the edge.</summary>
    public required byte[] EdgeUse { get; init; }

    /// <summary>The part of <see cref="EdgeUse"/> whose network around here is large enough to be stepped onto.</summary>
    public required byte[] EdgeSnap { get; init; }

    public required int[] VertexBase { get; init; }

    /// <summary>In ten-millionths of a degree.</summary>
    public required int[] VertexLatitudes { get; init; }

    public required int[] VertexLongitudes { get; init; }

    /// <summary>Centimeters from the edge's start.</summary>
    public required int[] VertexCentimeters { get; init; }

    public required StreetCounts Counts { get; init; }

    public int LengthOf(int edge) => VertexCentimeters[VertexBase[edge + 1] - 1];
}

/// <summary>What a network was made of.</summary>
/// <param name="Nodes">Nodes of the ways that somebody may use.</param>
/// <param name="Junctions">Those at which streets meet or end.</param>
/// <param name="Edges">Streets between two junctions.</param>
/// <param name="WaysTooLong">Ways left out because a piece of them is longer than <see cref="StreetCompiler.MaxSegmentMeters"/>.</param>
public sealed record StreetCounts(int Nodes, int Junctions, int Edges, int WaysTooLong, StreetShare Foot, StreetShare Pram, StreetShare Wheelchair, StreetShare Car);

/// <summary>What one kind of traveller may use.</summary>
/// <param name="Edges">Streets between junctions.</param>
/// <param name="Components">Parts that hang together.</param>
/// <param name="ComponentsLeftOut">Those of fewer than <see cref="StreetCompiler.MinComponentNodes"/> nodes, which nobody steps onto.</param>
/// <param name="NodesLeftOut">Nodes in them.</param>
public sealed record StreetShare(int Edges, int Components, int ComponentsLeftOut, int NodesLeftOut);
