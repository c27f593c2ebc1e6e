using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Google.Protobuf;

namespace ResourceMatch.Importers.Tests.Osm;

/// <summary>Writes PBF files byte by byte, right ones and such as nobody should.</summary>
internal sealed class PbfFile
{
    private readonly List<byte> file = [];

    public static PbfFile Begin() => new PbfFile().Blob("OSMHeader", Message(to =>
    {
        Text(to, 4, "OsmSchema-V0.6");
        Text(to, 4, "DenseNodes");
    }));

    public byte[] ToArray() => [.. file];

    public PbfFile Raw(params ReadOnlySpan<byte> bytes)
    {
        file.AddRange(bytes);
        return this;
    }

    /// <param name="packing">3 = zlib, 1 = as it is; others name packings that nobody reads.</param>
    public PbfFile Blob(string type, byte[] block, int packing = 3, int? claimed = null)
    {
        var blob = Message(to =>
        {
            Number(to, 2, claimed ?? block.Length);
            Part(to, packing, packing == 3 ? Zlib(block) : block);
        });
        return Header(type, blob.Length).Raw(blob);
    }

    public PbfFile Header(string type, int length)
    {
        var header = Message(to =>
        {
            Text(to, 1, type);
            Number(to, 3, length);
        });
        var prefix = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(prefix, header.Length);
        return Raw(prefix).Raw(header);
    }

    /// <summary>A block of dense nodes, id after id from 1.</summary>
    public static byte[] Nodes(params (double Latitude, double Longitude)[] points) => Message(to => Part(to, 2, Message(group => Part(group, 2, Message(dense =>
    {
        Part(dense, 1, Deltas(points.Select((_, place) => place + 1L)));
        Part(dense, 8, Deltas(points.Select(point => (long)Math.Round(point.Latitude * 1e7))));
        Part(dense, 9, Deltas(points.Select(point => (long)Math.Round(point.Longitude * 1e7))));
    })))));

    /// <summary>A block of one way.</summary>
    public static byte[] Way(long id, IEnumerable<long> nodes, params string[] tags) => Message(to =>
    {
        Part(to, 1, Message(table =>
        {
            Text(table, 1, "");
            foreach (var tag in tags) Text(table, 1, tag);
        }));
        Part(to, 2, Message(group => Part(group, 3, Message(way =>
        {
            Number(way, 1, id);
            Part(way, 2, Numbers(Enumerable.Range(0, tags.Length / 2).Select(tag => (uint)(2 * tag) + 1)));
            Part(way, 3, Numbers(Enumerable.Range(0, tags.Length / 2).Select(tag => (uint)(2 * tag) + 2)));
            Part(way, 8, Deltas(nodes));
        }))));
    });

    public static byte[] Message(Action<CodedOutputStream> fields)
    {
        using var stream = new MemoryStream();
        var to = new CodedOutputStream(stream);
        fields(to);
        to.Flush();
        return stream.ToArray();
    }

    public static void Part(CodedOutputStream to, int field, byte[] bytes)
    {
        to.WriteTag(field, WireFormat.WireType.LengthDelimited);
        to.WriteBytes(ByteString.CopyFrom(bytes));
    }

    public static void Number(CodedOutputStream to, int field, long value)
    {
        to.WriteTag(field, WireFormat.WireType.Varint);
        to.WriteInt64(value);
    }

    public static void Text(CodedOutputStream to, int field, string text) => Part(to, field, Encoding.UTF8.GetBytes(text));

    private static byte[] Numbers(IEnumerable<uint> numbers) => Message(to =>
    {
        foreach (var number in numbers) to.WriteUInt32(number);
    });

    private static byte[] Deltas(IEnumerable<long> values) => Message(to =>
    {
        var before = 0L;
        foreach (var value in values)
        {
            to.WriteSInt64(value - before);
            before = value;
        }
    });

    private static byte[] Zlib(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var packing = new ZLibStream(stream, CompressionLevel.Optimal)) packing.Write(bytes);
        return stream.ToArray();
    }
}
