namespace ResourceMatch.Importers.Osm;

/// <summary>Refuses XML whose next tag never ends: a reader keeps a whole tag, so a value of a gigabyte would fill the memory.</summary>
internal sealed class TagGapStream(Stream inner, string file) : Stream
{
    /// <summary>OpenStreetMap's own values have at most 255 letters.</summary>
    public const int MaxGapBytes = 1 << 20;

    private long gap;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        var last = buffer[..count].LastIndexOf((byte)'>');
        gap = last < 0 ? gap + count : count - last - 1;
        return gap <= MaxGapBytes ? count : throw StreetReader.Refuse(file, "broken_xml", $"{file} is no whole OpenStreetMap file, neither XML nor PBF. Ask for it again.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
