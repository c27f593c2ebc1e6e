using System.Collections.Concurrent;

namespace ResourceMatch.Matching.Outings;

/// <summary>Memory of lenses that households have done with: a night judges a hundred thousand of them.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LensPool
{
    // A week both ways for two threads; what is more is left to the collector.
    private const int Most = 32;

    private readonly ConcurrentBag<(short[] Grid, int[] Least)> idle = [];

    public (short[] Grid, int[] Least) Take(int stopCount)
    {
        if (!idle.TryTake(out var known) || known.Least.Length != stopCount)
        {
            return (GC.AllocateUninitializedArray<short>(stopCount * ProfileLens.Buckets), new int[stopCount]);
        }

        // 0 = not yet looked at; the pictures are painted anew.
        Array.Clear(known.Least);
        return known;
    }

    public void Give(short[] grid, int[] least)
    {
        if (idle.Count < Most) idle.Add((grid, least));
    }
}
