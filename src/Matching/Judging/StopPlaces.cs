using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Judging;

/// <summary>For each stop the walks to the places near it: the access stops of many places, turned round.</summary>
/// <remarks>
/// Places stand in blocks of eight, which most machines add at a time. They are counted along a curve that keeps neighbors together (<see cref="CandidateTable"/>), so that a stop has few blocks.
/// Immutable; safe to share.
/// </remarks>
internal sealed class StopPlaces
{
    /// <summary>The walk between a stop and a place that is not near it: more than any other number here.</summary>
    public const int FarSeconds = 1_500_000_000;

    private readonly int[] first;
    private readonly int[] blocks;
    private readonly int[] walks;

    private StopPlaces(int[] first, int[] blocks, int[] walks)
    {
        this.first = first;
        this.blocks = blocks;
        this.walks = walks;
    }

    /// <summary>Places of one block.</summary>
    public static int Width => Vector256<int>.Count;

    public int StopCount => first.Length - 1;

    /// <summary>A stop's entries of <see cref="Blocks"/> and <see cref="Walks"/> are First[stop] .. First[stop + 1).</summary>
    public ReadOnlySpan<int> First => first;

    /// <summary>The blocks near each stop in turn; block b holds the slots b × <see cref="Width"/> and on.</summary>
    public ReadOnlySpan<int> Blocks => blocks;

    /// <summary>The walks to the places of these blocks in turn.</summary>
    public ReadOnlySpan<Vector256<int>> Walks => MemoryMarshal.Cast<int, Vector256<int>>(walks);

    /// <param name="stopCount">Stops of the day.</param>
    /// <param name="slots">The places, ascending.</param>
    /// <param name="stopsOf">Their stops.</param>
    public static StopPlaces Make(int stopCount, ReadOnlySpan<int> slots, Func<int, StopWalk[]> stopsOf)
    {
        var first = new int[stopCount + 1];
        var newest = new int[stopCount];
        Array.Fill(newest, -1);
        foreach (var slot in slots)
        {
            foreach (var (stop, _, _) in stopsOf(slot))
            {
                if (newest[stop.Value] != slot / Width) first[stop.Value + 1]++;
                newest[stop.Value] = slot / Width;
            }
        }

        for (var stop = 0; stop < stopCount; stop++) first[stop + 1] += first[stop];
        var blocks = new int[first[^1]];
        var walks = new int[first[^1] * Width];
        Array.Fill(walks, FarSeconds);
        Array.Fill(newest, -1);
        var next = first[..^1];
        foreach (var slot in slots)
        {
            foreach (var (stop, walkSeconds, _) in stopsOf(slot))
            {
                if (newest[stop.Value] != slot / Width) blocks[next[stop.Value]++] = newest[stop.Value] = slot / Width;
                walks[((next[stop.Value] - 1) * Width) + (slot % Width)] = walkSeconds;
            }
        }

        return new StopPlaces(first, blocks, walks);
    }
}
