namespace ResourceMatch.Transit;

/// <summary>The stops of some feeds on a street network as one binary blob, kept beside the network so that no host has to find the walks between them again.</summary>
/// <remarks>Belongs to the very network and feeds that it was made of; others are refused. Thread-safe.</remarks>
public static class StopStreetsSnapshot
{
    private const int NotOnStreets = -1;

    private static readonly SnapshotBlob Blob = new(0x53534D52, 1, "table of stops on streets", "import the streets again");   // "RMSS"

    /// <summary>Writes it.</summary>
    /// <param name="stops">The stops.</param>
    /// <param name="network">The blob of their network.</param>
    public static byte[] Write(StopStreets stops, ReadOnlySpan<byte> network)
    {
        ArgumentNullException.ThrowIfNull(stops);
        var name = SnapshotBlob.ChecksumOf(network);
        return Blob.Write(to =>
        {
            to.Values<uint>(name);
            to.Values<int>(stops.StopBase);
            foreach (var walker in Enum.GetValues<Walker>())
            {
                var (points, walks) = (stops.Points[(int)walker], stops.FootpathsFor(walker));
                to.Values<int>(Array.ConvertAll(points, point => point?.Edge ?? NotOnStreets));
                to.Values<int>(Array.ConvertAll(points, point => point?.AlongCentimeters ?? 0));
                to.Values<int>(Array.ConvertAll(points, point => point?.OffCentimeters ?? 0));
                to.Values<int>(walks.WalkBase);
                to.Values<int>(walks.ToStops);
                to.Values<int>(walks.WalkMeters);
            }
        });
    }

    /// <summary>Reads it.</summary>
    /// <param name="blob">What <see cref="Write"/> wrote.</param>
    /// <param name="network">The network, read from the blob that follows.</param>
    /// <param name="networkBlob">The network's blob.</param>
    /// <param name="feeds">The feeds it was made of, in the same order.</param>
    /// <exception cref="InvalidDataException">The blob is cut, changed, of another version, or of another network or other feeds.</exception>
    public static StopStreets Read(ReadOnlySpan<byte> blob, StreetNetwork network, ReadOnlySpan<byte> networkBlob, IReadOnlyList<Timetable> feeds)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        var from = Blob.Read(blob);
        var name = from.Values<uint>()[0];
        var stopBase = from.Values<int>();
        if (name != SnapshotBlob.ChecksumOf(networkBlob) || !Counts(stopBase).SequenceEqual(feeds.Select(feed => feed.StopCount)))
        {
            throw new InvalidDataException("The table of stops on streets is of another network or of other timetables: import the streets again.");
        }

        var walkers = Enum.GetValues<Walker>();
        var (points, footpaths) = (new StreetPoint?[walkers.Length][], new Lazy<StopFootpaths>[walkers.Length]);
        for (var walker = 0; walker < walkers.Length; walker++)
        {
            var (edges, along, off) = (from.Values<int>(), from.Values<int>(), from.Values<int>());
            points[walker] = [.. edges.Select((edge, stop) => edge == NotOnStreets ? (StreetPoint?)null : new StreetPoint(edge, along[stop], off[stop]))];
            footpaths[walker] = new Lazy<StopFootpaths>(new StopFootpaths
            {
                WalkBase = from.Values<int>(), ToStops = from.Values<int>(), WalkMeters = from.Values<int>(),
                IsOnStreets = Array.ConvertAll(edges, edge => edge != NotOnStreets),
            });
        }

        return new StopStreets(network, feeds, points, footpaths);
    }

    private static IEnumerable<int> Counts(int[] stopBase) => stopBase.Zip(stopBase.Skip(1), (start, end) => end - start);
}
