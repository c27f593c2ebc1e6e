using System.Runtime.CompilerServices;

namespace ResourceMatch.Transit;

/// <summary>A heap of junctions by centimeters, four children to a parent: half as deep as one of two, and four keys lie in one cache line.</summary>
internal sealed class ReachHeap
{
    // Centimeters above, junction below, so that one comparison orders both.
    private ulong[] keys = new ulong[256];
    private int count;

    public void Clear() => count = 0;

    public void Push(int junction, int centimeters)
    {
        if (count == keys.Length)
        {
            Array.Resize(ref keys, 2 * count);
        }

        var key = ((ulong)(uint)centimeters << 32) | (uint)junction;
        var place = count++;
        while (place > 0 && keys[(place - 1) >> 2] is var above && above > key)
        {
            keys[place] = above;
            place = (place - 1) >> 2;
        }

        keys[place] = key;
    }

    public bool TryPop(out int junction, out int centimeters)
    {
        if (count == 0)
        {
            (junction, centimeters) = (0, 0);
            return false;
        }

        (junction, centimeters) = ((int)(uint)keys[0], (int)(keys[0] >> 32));
        var last = keys[--count];
        var place = 0;
        while (SmallestChild(place) is >= 0 and var child && keys[child] < last)
        {
            keys[place] = keys[child];
            place = child;
        }

        keys[place] = last;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SmallestChild(int place)
    {
        var first = (place << 2) + 1;
        if (first >= count)
        {
            return -1;
        }

        var (smallest, end) = (first, Math.Min(first + 4, count));
        for (var child = first + 1; child < end; child++)
        {
            if (keys[child] < keys[smallest])
            {
                smallest = child;
            }
        }

        return smallest;
    }
}
