using Google.Protobuf;

namespace ResourceMatch.Importers.Osm;

/// <summary>Walks over the fields of protocol buffer messages that lie in one array, without making objects of them.</summary>
internal static class PbfFields
{
    /// <summary>The tag of a number field.</summary>
    public static uint Varint(int field) => WireFormat.MakeTag(field, WireFormat.WireType.Varint);

    /// <summary>The tag of a field of bytes: text, a message, packed numbers.</summary>
    public static uint Bytes(int field) => WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited);

    /// <summary>The contents of the field of bytes whose tag was just read; the stream goes on after it.</summary>
    /// <exception cref="InvalidProtocolBufferException">The field is longer than what holds it.</exception>
    public static CodedInputStream Inner(CodedInputStream input, byte[] buffer)
    {
        var start = (int)input.Position;
        input.SkipLastField();
        var inner = new CodedInputStream(buffer, start, (int)input.Position - start);
        inner.ReadLength();
        return inner;
    }

    /// <summary>As <see cref="Inner"/>, as a place in the array.</summary>
    public static (int Start, int Length) Slice(CodedInputStream input, byte[] buffer)
    {
        var start = (int)Inner(input, buffer).Position;
        return (start, (int)input.Position - start);
    }
}
