using System.Numerics;
using System.Runtime.InteropServices;

namespace ResourceMatch.Api.Commands;

/// <summary>Percentiles by the nearest rank, without sorting.</summary>
internal static class Percentile
{
    /// <summary>The least of the values that so many in a hundred of them do not pass.</summary>
    /// <param name="values">At least one, in any order, none negative.</param>
    /// <param name="percentile">0 to 100; 0 = the least value.</param>
    /// <remarks>Halves the span of values until one is left, and counts each time: a dozen passes with many values to an instruction take less than putting them in order.</remarks>
    public static int Of(ReadOnlySpan<int> values, int percentile)
    {
        var wanted = Math.Max(1, ((percentile * values.Length) + 99) / 100);
        var (low, high) = LeastAndMost(values);
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (CountUpTo(values, middle) >= wanted) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    private static (int Least, int Most) LeastAndMost(ReadOnlySpan<int> values)
    {
        var (leastOf, mostOf) = (new Vector<int>(values[0]), new Vector<int>(values[0]));
        var together = MemoryMarshal.Cast<int, Vector<int>>(values);
        foreach (var some in together) (leastOf, mostOf) = (Vector.Min(leastOf, some), Vector.Max(mostOf, some));
        var (least, most) = (values[0], values[0]);
        for (var i = 0; i < Vector<int>.Count; i++) (least, most) = (Math.Min(least, leastOf[i]), Math.Max(most, mostOf[i]));
        foreach (var value in values[(together.Length * Vector<int>.Count)..]) (least, most) = (Math.Min(least, value), Math.Max(most, value));
        return (least, most);
    }

    private static int CountUpTo(ReadOnlySpan<int> values, int limit)
    {
        var (limits, counts) = (new Vector<int>(limit), Vector<int>.Zero);
        var together = MemoryMarshal.Cast<int, Vector<int>>(values);
        // A comparison that holds is -1 in its place.
        foreach (var some in together) counts -= Vector.LessThanOrEqual(some, limits);
        var count = Vector.Sum(counts);
        foreach (var value in values[(together.Length * Vector<int>.Count)..]) count += value <= limit ? 1 : 0;
        return count;
    }
}
