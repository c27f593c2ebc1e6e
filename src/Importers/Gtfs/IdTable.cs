using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>Finds places by ids as they stand in the file, byte for byte, without making a string for each row.</summary>
internal sealed class IdTable
{
    private readonly Dictionary<byte[], int> places = new(new ByteComparer());
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> lookup;
    private byte[] lastId = [];
    private int lastPlace = -1;

    public IdTable() => lookup = places.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <returns>False when the id is already there.</returns>
    public bool TryAdd(ReadOnlySpan<byte> id, int place) => lookup.TryAdd(id, place);

    /// <returns>The id's place, or -1.</returns>
    public int Find(ReadOnlySpan<byte> id)
    {
        // Rows of one trip mostly follow each other.
        if (lastPlace >= 0 && id.SequenceEqual(lastId))
        {
            return lastPlace;
        }

        if (!lookup.TryGetValue(id, out var key, out var place))
        {
            return -1;
        }

        (lastId, lastPlace) = (key, place);
        return place;
    }

    private sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
