using System.Buffers.Binary;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>The checksum of zip files (CRC-32, polynomial 0xEDB88320), eight bytes at a time.</summary>
/// <remarks>The runtime's own is internal to its zip reader, which does not compare it when reading.</remarks>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        var table = Table;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[(7 * 256) + (int)(low & 0xFF)] ^ table[(6 * 256) + (int)(low >> 8 & 0xFF)]
                ^ table[(5 * 256) + (int)(low >> 16 & 0xFF)] ^ table[(4 * 256) + (int)(low >> 24)]
                ^ table[(3 * 256) + (int)(high & 0xFF)] ^ table[(2 * 256) + (int)(high >> 8 & 0xFF)]
                ^ table[256 + (int)(high >> 16 & 0xFF)] ^ table[(int)(high >> 24)];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            crc = table[(int)((crc ^ value) & 0xFF)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            table[i] = value;
        }

        for (var slice = 1; slice < 8; slice++)
        {
            for (var i = 0; i < 256; i++)
            {
                var before = table[((slice - 1) * 256) + i];
                table[(slice * 256) + i] = table[(int)(before & 0xFF)] ^ (before >> 8);
            }
        }

        return table;
    }
}
