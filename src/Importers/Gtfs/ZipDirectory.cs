using System.Buffers.Binary;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>Reads how many entries a zip claims before anything is allocated for them.</summary>
internal static class ZipDirectory
{
    private const uint EndOfDirectory = 0x06054B50;
    private const int EndBytes = 22;
    private const int MaxCommentBytes = 65_535;

    /// <exception cref="InvalidDataException">There is no zip directory at the end of the stream.</exception>
    public static long CountEntries(Stream zip)
    {
        var length = (int)Math.Min(zip.Length, EndBytes + MaxCommentBytes);
        var tail = new byte[length];
        zip.Seek(-length, SeekOrigin.End);
        zip.ReadExactly(tail);
        zip.Seek(0, SeekOrigin.Begin);
        for (var at = length - EndBytes; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) == EndOfDirectory)
            {
                // 0xFFFF means "see the 64-bit record": more than 65,534 either way.
                return BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
            }
        }

        throw new InvalidDataException("No zip directory.");
    }
}
