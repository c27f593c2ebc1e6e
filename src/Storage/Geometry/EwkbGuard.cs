using System.Buffers.Binary;

namespace ResourceMatch.Storage.Spatial;

/// <summary>Looks over EWKB bytes before anyone parses them: nesting, element counts and length must be possible.</summary>
/// <remarks>
/// NetTopologySuite recurses once a level and allocates by the counts it reads, so a few hostile bytes could exhaust stack or memory.
/// This walk is one pass, allocates nothing and never goes deeper than <see cref="MaxDepth"/>. Thread-safe.
/// (The namespace is not called Geometry: it would hide the type of that name.)
/// </remarks>
internal static class EwkbGuard
{
    /// <summary>A collection of collections … at most this deep; real data needs three.</summary>
    public const int MaxDepth = 32;

    private const uint HasZ = 0x8000_0000, HasM = 0x4000_0000, HasSrid = 0x2000_0000;

    /// <exception cref="FormatException">The bytes are no EWKB that may be parsed; the message says why and where.</exception>
    public static void Check(ReadOnlySpan<byte> ewkb)
    {
        var end = Walk(ewkb, 0, 1);
        if (end != ewkb.Length) throw new FormatException($"Geometry has {ewkb.Length - end} bytes too many after byte {end}.");
    }

    private static int Walk(ReadOnlySpan<byte> bytes, int at, int depth)
    {
        if (depth > MaxDepth) throw new FormatException($"Geometry is nested deeper than {MaxDepth} levels at byte {at}.");
        Need(bytes, at, 5);
        var littleEndian = bytes[at] switch
        {
            0 => false,
            1 => true,
            _ => throw new FormatException($"Geometry has byte order {bytes[at]} at byte {at}; 0 or 1 is expected."),
        };
        var type = ReadUInt32(bytes, at + 1, littleEndian);
        at += 5;
        if ((type & HasSrid) != 0)
        {
            Need(bytes, at, 4);
            at += 4;
        }

        // ISO numbers dimensions by thousands (1001 = Point Z), EWKB by flag bits; either may come.
        var iso = type & 0x0FFF_FFFF;
        var dimensions = 2 + (((type & HasZ) != 0 || iso / 1000 is 1 or 3) ? 1 : 0) + (((type & HasM) != 0 || iso / 1000 is 2 or 3) ? 1 : 0);
        var pointBytes = dimensions * 8;
        return (iso % 1000) switch
        {
            1 => Skip(bytes, at, pointBytes),
            2 => SkipPoints(bytes, at, littleEndian, pointBytes),
            3 => SkipRings(bytes, at, littleEndian, pointBytes),
            >= 4 and <= 7 => SkipParts(bytes, at, littleEndian, depth),
            var kind => throw new FormatException($"Geometry type {kind} is not supported."),
        };
    }

    private static int SkipParts(ReadOnlySpan<byte> bytes, int at, bool littleEndian, int depth)
    {
        var count = ReadCount(bytes, ref at, littleEndian, 5);
        for (var i = 0; i < count; i++) at = Walk(bytes, at, depth + 1);
        return at;
    }

    private static int SkipRings(ReadOnlySpan<byte> bytes, int at, bool littleEndian, int pointBytes)
    {
        var count = ReadCount(bytes, ref at, littleEndian, 4);
        for (var i = 0; i < count; i++) at = SkipPoints(bytes, at, littleEndian, pointBytes);
        return at;
    }

    private static int SkipPoints(ReadOnlySpan<byte> bytes, int at, bool littleEndian, int pointBytes)
    {
        var count = ReadCount(bytes, ref at, littleEndian, pointBytes);
        return at + count * pointBytes;
    }

    // A count that the remaining bytes cannot hold is a lie; believing it would allocate gigabytes.
    private static int ReadCount(ReadOnlySpan<byte> bytes, ref int at, bool littleEndian, int bytesOfEach)
    {
        Need(bytes, at, 4);
        var count = ReadUInt32(bytes, at, littleEndian);
        at += 4;
        if (count > (uint)((bytes.Length - at) / bytesOfEach))
        {
            throw new FormatException($"Geometry says it has {count} elements at byte {at - 4}, but only {bytes.Length - at} bytes follow.");
        }

        return (int)count;
    }

    private static int Skip(ReadOnlySpan<byte> bytes, int at, int length)
    {
        Need(bytes, at, length);
        return at + length;
    }

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, int at, bool littleEndian) =>
        littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    private static void Need(ReadOnlySpan<byte> bytes, int at, int length)
    {
        if (bytes.Length - at < length) throw new FormatException($"Geometry ends after {bytes.Length} bytes; {length} more are needed at byte {at}.");
    }
}
