using System.Runtime.InteropServices;

namespace ResourceMatch.Transit;

/// <summary>Gives equal runs of ints one place: the patterns (stops and boarding rules) and the running times that trips share.</summary>
/// <remarks>For one compilation and one thread.</remarks>
internal sealed class PatternTable
{
    private readonly Dictionary<ulong, List<int>> byHash = [];
    private readonly List<int> values = [];
    private readonly List<int> bases = [0];

    public int Count => bases.Count - 1;

    public int[] Bases => [.. bases];

    public ReadOnlySpan<int> this[int index] => CollectionsMarshal.AsSpan(values)[bases[index]..bases[index + 1]];

    public int[] Values => [.. values];

    public int BaseOf(int index) => bases[index];

    /// <returns>The place of an equal run; a new one when there is none yet.</returns>
    public int Intern(ReadOnlySpan<int> run)
    {
        var hash = Hash(run);
        ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(byHash, hash, out _);
        places ??= [];
        foreach (var place in places)
        {
            if (this[place].SequenceEqual(run))
            {
                return place;
            }
        }

        places.Add(Count);
        values.AddRange(run);
        bases.Add(values.Count);
        return Count - 1;
    }

    private static ulong Hash(ReadOnlySpan<int> run)
    {
        var hash = 14695981039346656037UL ^ (ulong)run.Length;
        foreach (var value in run)
        {
            hash = (hash ^ (uint)value) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 29;
        }

        return hash;
    }
}
