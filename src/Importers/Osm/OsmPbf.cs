using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using ResourceMatch.Importers.Notices;

namespace ResourceMatch.Importers.Osm;

/// <summary>An OpenStreetMap PBF file: blobs one after the other, each a header with its length and then, packed, a block of nodes, ways or relations.</summary>
/// <remarks>Believes no length: headers and blobs have caps, what a blob unpacks to is counted, and the whole file may not unpack to many times its size.</remarks>
internal sealed class OsmPbf(string path, string file, NoticeLog notices, IProgress<OsmProgress>? progress, CancellationToken cancellation) : IOsmFile
{
    /// <summary>The format's own limits.</summary>
    public const int MaxHeaderBytes = 64 << 10, MaxBlobBytes = 32 << 20;

    // A map packs to a third or a tenth. Judged from here on, so that a small file may be all alike.
    private const long RatioFromBytes = 8L << 20;
    private const int MaxRatio = 40;

    private byte[] packed = [];
    private byte[] unpacked = [];

    public void ReadWays(WayList ways) => Read("ways", block => block.ReadWays(ways));

    public void ReadNodes(NodeTable nodes) => Read("nodes", block => block.ReadNodes(nodes, BadNode));

    private void Read(string part, Action<PbfBlock> read)
    {
        using var stream = File.OpenRead(path);
        var (isFirst, unpackedBytes) = (true, 0L);
        try
        {
            while (ReadHeader(stream) is var (type, length))
            {
                cancellation.ThrowIfCancellationRequested();
                if (isFirst && type != "OSMHeader") throw NoPbf();
                isFirst = false;
                if (packed.Length < length) packed = new byte[length];
                stream.ReadExactly(packed, 0, length);
                if (type is not ("OSMHeader" or "OSMData")) continue;
                var (block, start, count) = Unpack(length);
                unpackedBytes += count;
                if (unpackedBytes > RatioFromBytes && unpackedBytes / stream.Position > MaxRatio)
                {
                    throw StreetReader.Refuse(file, "pbf_bomb", $"{file} unpacks to more than {MaxRatio} times its size: this is no map.");
                }

                if (type == "OSMHeader") CheckFeatures(PbfBlock.ListRequiredFeatures(block, start, count));
                else read(new PbfBlock(block, start, count));
                progress?.Report(new OsmProgress(part, stream.Position, stream.Length));
            }
        }
        catch (EndOfStreamException cut)
        {
            throw StreetReader.Refuse(file, "cut_short", $"{file} is cut short. Ask for it again.", cut);
        }
        catch (Exception broken) when (broken is InvalidProtocolBufferException or InvalidDataException)
        {
            throw StreetReader.Refuse(file, "broken_pbf", $"{file} is damaged: a block of it cannot be read. Ask for it again.", broken);
        }

        if (isFirst) throw NoPbf();
    }

    /// <returns>The next blob's type and length; null at the end of the file.</returns>
    private (string Type, int Length)? ReadHeader(FileStream stream)
    {
        Span<byte> prefix = stackalloc byte[4];
        var read = stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false);
        if (read == 0) return null;
        if (read < prefix.Length) throw new EndOfStreamException();
        var length = BinaryPrimitives.ReadInt32BigEndian(prefix);
        if (length is <= 0 or > MaxHeaderBytes) throw stream.Position == prefix.Length ? NoPbf() : WrongSize(length, MaxHeaderBytes);
        var header = new byte[length];
        stream.ReadExactly(header);
        var (type, bytes) = ("", -1);
        var input = new CodedInputStream(header);
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == PbfFields.Bytes(1)) type = input.ReadString();
            else if (tag == PbfFields.Varint(3)) bytes = input.ReadInt32();
            else input.SkipLastField();
        }

        return bytes is >= 0 and <= MaxBlobBytes ? (type, bytes) : throw WrongSize(bytes, MaxBlobBytes);
    }

    private (byte[] Block, int Start, int Length) Unpack(int length)
    {
        var input = new CodedInputStream(packed, 0, length);
        var (claimed, zlib, raw) = (-1, (Start: 0, Length: 0), (Start: 0, Length: 0));
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == PbfFields.Bytes(1)) raw = PbfFields.Slice(input, packed);
            else if (tag == PbfFields.Varint(2)) claimed = input.ReadInt32();
            else if (tag == PbfFields.Bytes(3)) zlib = PbfFields.Slice(input, packed);
            else if (tag == PbfFields.Bytes(4) || tag == PbfFields.Bytes(6) || tag == PbfFields.Bytes(7))
            {
                throw StreetReader.Refuse(file, "unknown_packing", $"{file} is packed in a way that is seldom used. Write it anew with zlib, for instance with osmium cat.");
            }
            else input.SkipLastField();
        }

        if (zlib.Length == 0) return (packed, raw.Start, raw.Length);
        Inflate(zlib.Start, zlib.Length, claimed);
        return (unpacked, 0, claimed);
    }

    private void Inflate(int start, int length, int claimed)
    {
        if (claimed is < 0 or > MaxBlobBytes) throw WrongSize(claimed, MaxBlobBytes);
        if (unpacked.Length < claimed) unpacked = new byte[claimed];
        using var inflating = new ZLibStream(new MemoryStream(packed, start, length, writable: false), CompressionMode.Decompress);
        var count = inflating.ReadAtLeast(unpacked.AsSpan(0, claimed), claimed, throwOnEndOfStream: false);
        if (count < claimed || inflating.ReadByte() >= 0)
        {
            throw StreetReader.Refuse(file, "wrong_size", $"{file} is damaged: a block is not as long as it says. Ask for it again.");
        }
    }

    private void CheckFeatures(IReadOnlyList<string> features)
    {
        foreach (var feature in features)
        {
            if (feature is not ("OsmSchema-V0.6" or "DenseNodes"))
            {
                var shown = string.Concat(feature.Take(40).Select(letter => char.IsControl(letter) ? ' ' : letter));
                throw StreetReader.Refuse(file, "unknown_feature", $"{file} needs a reader that knows \"{shown}\". Export a plain extract, without history.");
            }
        }
    }

    private void BadNode() => notices.Add(file, null, "node", NoticeSeverity.Error, "wrong_type", () => "A node needs an id and a point on earth. It was left out.");

    private ImportRefusedException NoPbf() =>
        StreetReader.Refuse(file, "no_osm_file", $"{file} is no OpenStreetMap file, neither XML (.osm) nor PBF (.osm.pbf). Give one of these.");

    private ImportRefusedException WrongSize(int bytes, int most) =>
        StreetReader.Refuse(file, "wrong_size", $"{file} is damaged: a block says it has {bytes:N0} bytes, the format allows {most:N0}. Ask for it again.");
}
