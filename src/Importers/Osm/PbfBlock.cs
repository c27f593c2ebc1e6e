using System.Text;
using Google.Protobuf;

namespace ResourceMatch.Importers.Osm;

/// <summary>One unpacked block of a PBF file. Field numbers are those of the format (osmformat.proto); what streets do not need is skipped.</summary>
/// <remarks>Read as a stream of fields, never as objects: a block of 32 MiB could hold sixteen million empty ones.</remarks>
internal sealed class PbfBlock
{
    private readonly byte[] bytes;
    private readonly List<(int Start, int Length)> texts = [];
    private readonly List<(int Start, int Length)> groups = [];
    private readonly List<int> keys = [];
    private readonly List<int> values = [];
    private readonly List<long> ids = [];
    private readonly List<long> latitudes = [];
    private readonly List<long> longitudes = [];
    private int granularity = 100;
    private long latitudeOffset;
    private long longitudeOffset;

    /// <exception cref="InvalidProtocolBufferException">No such block.</exception>
    public PbfBlock(byte[] bytes, int start, int length)
    {
        this.bytes = bytes;
        var input = new CodedInputStream(bytes, start, length);
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == PbfFields.Bytes(1)) ReadTexts(PbfFields.Inner(input, bytes));
            else if (tag == PbfFields.Bytes(2)) groups.Add(PbfFields.Slice(input, bytes));
            else if (tag == PbfFields.Varint(17)) granularity = input.ReadInt32();
            else if (tag == PbfFields.Varint(19)) latitudeOffset = input.ReadInt64();
            else if (tag == PbfFields.Varint(20)) longitudeOffset = input.ReadInt64();
            else input.SkipLastField();
        }
    }

    /// <summary>What a file's header asks of its reader.</summary>
    public static IReadOnlyList<string> ListRequiredFeatures(byte[] bytes, int start, int length)
    {
        List<string> features = [];
        var input = new CodedInputStream(bytes, start, length);
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == PbfFields.Bytes(4)) features.Add(input.ReadString());
            else input.SkipLastField();
        }

        return features;
    }

    public void ReadWays(WayList ways)
    {
        foreach (var (start, length) in groups)
        {
            var group = new CodedInputStream(bytes, start, length);
            while (group.ReadTag() is var tag and not 0)
            {
                if (tag == PbfFields.Bytes(3)) ReadWay(PbfFields.Inner(group, bytes), ways);
                else group.SkipLastField();
            }
        }
    }

    public void ReadNodes(NodeTable nodes, Action bad)
    {
        foreach (var (start, length) in groups)
        {
            var group = new CodedInputStream(bytes, start, length);
            while (group.ReadTag() is var tag and not 0)
            {
                if (tag == PbfFields.Bytes(1)) ReadNode(PbfFields.Inner(group, bytes), nodes, bad);
                else if (tag == PbfFields.Bytes(2)) ReadDense(PbfFields.Inner(group, bytes), nodes, bad);
                else group.SkipLastField();
            }
        }
    }

    private void ReadTexts(CodedInputStream table)
    {
        while (table.ReadTag() is var tag and not 0)
        {
            if (tag == PbfFields.Bytes(1)) texts.Add(PbfFields.Slice(table, bytes));
            else table.SkipLastField();
        }
    }

    private void ReadWay(CodedInputStream way, WayList ways)
    {
        long? id = null;
        keys.Clear();
        values.Clear();
        while (way.ReadTag() is var tag and not 0)
        {
            if (tag == PbfFields.Varint(1)) id = way.ReadInt64();
            else if (tag == PbfFields.Bytes(2)) ReadNumbers(PbfFields.Inner(way, bytes), keys);
            else if (tag == PbfFields.Bytes(3)) ReadNumbers(PbfFields.Inner(way, bytes), values);
            else if (tag == PbfFields.Bytes(8))
            {
                var (refs, node) = (PbfFields.Inner(way, bytes), 0L);
                while (!refs.IsAtEnd) ways.Node(node = unchecked(node + refs.ReadSInt64()));
            }
            else way.SkipLastField();
        }

        for (var i = 0; i < Math.Min(keys.Count, values.Count); i++) ways.Tag(TextOf(keys[i]), TextOf(values[i]));
        ways.Close(id, null);
    }

    private void ReadNode(CodedInputStream node, NodeTable nodes, Action bad)
    {
        long? id = null, latitude = null, longitude = null;
        while (node.ReadTag() is var tag and not 0)
        {
            if (tag == PbfFields.Varint(1)) id = node.ReadSInt64();
            else if (tag == PbfFields.Varint(8)) latitude = node.ReadSInt64();
            else if (tag == PbfFields.Varint(9)) longitude = node.ReadSInt64();
            else node.SkipLastField();
        }

        if (id is null || latitude is null || longitude is null || !Add(nodes, id.Value, latitude.Value, longitude.Value)) bad();
    }

    private void ReadDense(CodedInputStream dense, NodeTable nodes, Action bad)
    {
        ids.Clear();
        latitudes.Clear();
        longitudes.Clear();
        while (dense.ReadTag() is var tag and not 0)
        {
            if (tag == PbfFields.Bytes(1)) ReadDeltas(PbfFields.Inner(dense, bytes), ids);
            else if (tag == PbfFields.Bytes(8)) ReadDeltas(PbfFields.Inner(dense, bytes), latitudes);
            else if (tag == PbfFields.Bytes(9)) ReadDeltas(PbfFields.Inner(dense, bytes), longitudes);
            else dense.SkipLastField();
        }

        if (ids.Count != latitudes.Count || ids.Count != longitudes.Count) throw new InvalidDataException("Nodes without a point.");
        for (var i = 0; i < ids.Count; i++)
        {
            if (!Add(nodes, ids[i], latitudes[i], longitudes[i])) bad();
        }
    }

    private bool Add(NodeTable nodes, long id, long latitude, long longitude) => nodes.Add(id, Degrees(latitudeOffset, latitude), Degrees(longitudeOffset, longitude));

    // In nanodegrees; numbers no map has may overflow a long, a double says so by being no point on earth.
    private double Degrees(long offset, long value) => (offset + ((double)granularity * value)) / 1e9;

    private string TextOf(int text)
    {
        if (text < 0 || text >= texts.Count) throw new InvalidDataException("A tag names a text that is not there.");
        return Encoding.UTF8.GetString(bytes, texts[text].Start, texts[text].Length);
    }

    private static void ReadNumbers(CodedInputStream input, List<int> to)
    {
        while (!input.IsAtEnd) to.Add(unchecked((int)input.ReadUInt32()));
    }

    private static void ReadDeltas(CodedInputStream input, List<long> to)
    {
        var value = 0L;
        while (!input.IsAtEnd) to.Add(value = unchecked(value + input.ReadSInt64()));
    }
}
