using System.IO.Compression;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>Counts every byte read against the feed's limit.</summary>
internal class CountedStream(Stream inner, string file, FeedFiles feed) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    protected string FileName => file;

    protected FeedFiles Feed => feed;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        feed.Count(file, count);
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>Reads one entry of a zip and believes nothing it claims: size, ratio and checksum are compared with what comes out.</summary>
internal sealed class CheckedEntryStream(Stream inner, ZipArchiveEntry entry, string file, FeedFiles feed, int maxRatio) : CountedStream(inner, file, feed)
{
    /// <summary>Small files pack well without being bombs.</summary>
    public const long RatioFromBytes = 16L << 20;

    private readonly long claimedBytes = entry.Length;
    private readonly long packedBytes = Math.Max(1, entry.CompressedLength);
    private readonly uint claimedCrc = entry.Crc32;
    private long readBytes;
    private uint crc;

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = base.Read(buffer);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            throw FeedFiles.Refuse(FileName, "broken_zip", $"{FileName} cannot be unpacked to its end: the zip is damaged. Ask for it again.", broken);
        }

        readBytes += count;
        crc = Crc32.Append(crc, buffer[..count]);
        if (readBytes > RatioFromBytes && readBytes / packedBytes > maxRatio)
        {
            throw FeedFiles.Refuse(FileName, "zip_bomb", $"{FileName} unpacks to more than {maxRatio} times its packed size: this is no {Feed.Wanted} we can read.");
        }

        if (readBytes > claimedBytes || (count == 0 && buffer.Length > 0 && readBytes < claimedBytes))
        {
            throw FeedFiles.Refuse(FileName, "wrong_size", $"{FileName} is not as long as the zip says: the zip is damaged. Ask for it again.");
        }

        if (count == 0 && buffer.Length > 0 && crc != claimedCrc)
        {
            throw FeedFiles.Refuse(FileName, "wrong_checksum", $"{FileName} is damaged: its checksum is not the one the zip gives. Ask for it again.");
        }

        return count;
    }
}
