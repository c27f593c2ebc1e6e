using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ResourceMatch.Transit;

/// <summary>A blob of columns: magic, format version, CRC-32C of the rest, then each column as a count and its little-endian bytes.</summary>
/// <param name="Magic">Four letters that tell what it is.</param>
/// <param name="Version">A blob of another version is refused.</param>
/// <param name="Name">What it is, in refusals.</param>
/// <param name="Remedy">What to do about a refusal.</param>
internal sealed record SnapshotBlob(uint Magic, int Version, string Name, string Remedy)
{
    private const int HeaderBytes = 12;

    /// <summary>The checksum that a blob carries: as good as a name for its contents.</summary>
    public static uint ChecksumOf(ReadOnlySpan<byte> blob) => MemoryMarshal.Read<uint>(blob[8..]);

    public byte[] Write(Action<Writer> columns)
    {
        using var stream = new MemoryStream();
        stream.SetLength(HeaderBytes);
        stream.Position = HeaderBytes;
        columns(new Writer(stream));
        var blob = stream.ToArray();
        MemoryMarshal.Write(blob, Magic);
        MemoryMarshal.Write(blob.AsSpan(4), Version);
        MemoryMarshal.Write(blob.AsSpan(8), Checksum(blob.AsSpan(HeaderBytes)));
        return blob;
    }

    /// <exception cref="InvalidDataException">The blob is cut, changed, or of another version.</exception>
    public Reader Read(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < HeaderBytes || MemoryMarshal.Read<uint>(blob) != Magic)
        {
            throw new InvalidDataException($"This is no {Name}.");
        }

        if (MemoryMarshal.Read<int>(blob[4..]) is var version && version != Version)
        {
            throw new InvalidDataException($"The {Name} has format {version}, this program reads {Version}: {Remedy}.");
        }

        return ChecksumOf(blob) == Checksum(blob[HeaderBytes..])
            ? new Reader(blob[HeaderBytes..])
            : throw new InvalidDataException($"The {Name} is damaged (its checksum differs): {Remedy}.");
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var tail in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, tail);
        }

        return ~crc;
    }

    public readonly struct Writer(Stream stream)
    {
        public void Values<T>(params ReadOnlySpan<T> values)
            where T : unmanaged
        {
            stream.Write(MemoryMarshal.AsBytes([values.Length]));
            stream.Write(MemoryMarshal.AsBytes(values));
        }
    }

    public ref struct Reader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> rest = rest;

        public T[] Values<T>()
            where T : unmanaged
        {
            var bytes = checked(MemoryMarshal.Read<int>(rest) * Unsafe.SizeOf<T>());
            var values = MemoryMarshal.Cast<byte, T>(rest.Slice(sizeof(int), bytes)).ToArray();
            rest = rest[(sizeof(int) + bytes)..];
            return values;
        }
    }
}
