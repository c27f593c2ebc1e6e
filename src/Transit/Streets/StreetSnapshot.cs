namespace ResourceMatch.Transit;

/// <summary>A street network as one binary blob, and back in milliseconds. The grid and the lists of streets at each junction are made anew.</summary>
/// <remarks>A blob of another format version is refused: import the streets again. Thread-safe.</remarks>
public static class StreetSnapshot
{
    private static readonly SnapshotBlob Blob = new(0x54534D52, 1, "street network", "import the streets again");   // "RMST"

    /// <summary>Writes a network.</summary>
    public static byte[] Write(StreetNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var (arrays, counts) = (network.Arrays, network.Counts);
        return Blob.Write(to =>
        {
            to.Values<int>(arrays.JunctionCount, counts.Nodes, counts.WaysTooLong);
            foreach (var share in new[] { counts.Foot, counts.Pram, counts.Wheelchair, counts.Car })
            {
                to.Values<int>(share.Edges, share.Components, share.ComponentsLeftOut, share.NodesLeftOut);
            }

            to.Values<int>(arrays.EdgeFrom);
            to.Values<int>(arrays.EdgeTo);
            to.Values<byte>(arrays.EdgeUse);
            to.Values<byte>(arrays.EdgeSnap);
            to.Values<int>(arrays.VertexBase);
            to.Values<int>(arrays.VertexLatitudes);
            to.Values<int>(arrays.VertexLongitudes);
            to.Values<int>(arrays.VertexCentimeters);
        });
    }

    /// <summary>Reads a network.</summary>
    /// <exception cref="InvalidDataException">The blob is cut, changed, or of another version.</exception>
    public static StreetNetwork Read(ReadOnlySpan<byte> blob)
    {
        var from = Blob.Read(blob);
        var head = from.Values<int>();
        var shares = new StreetShare[4];
        for (var kind = 0; kind < shares.Length; kind++)
        {
            var share = from.Values<int>();
            shares[kind] = new StreetShare(share[0], share[1], share[2], share[3]);
        }

        var edgeFrom = from.Values<int>();
        // Initializers run in the order they are written: the order of Write.
        return new StreetNetwork(new StreetArrays
        {
            JunctionCount = head[0],
            Counts = new StreetCounts(head[1], head[0], edgeFrom.Length, head[2], shares[0], shares[1], shares[2], shares[3]),
            EdgeFrom = edgeFrom,
            EdgeTo = from.Values<int>(),
            EdgeUse = from.Values<byte>(),
            EdgeSnap = from.Values<byte>(),
            VertexBase = from.Values<int>(),
            VertexLatitudes = from.Values<int>(),
            VertexLongitudes = from.Values<int>(),
            VertexCentimeters = from.Values<int>(),
        });
    }
}
