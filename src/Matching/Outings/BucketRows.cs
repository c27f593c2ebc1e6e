using System.Numerics;

namespace ResourceMatch.Matching.Outings;

/// <summary>Rows of 16-bit numbers, one for each bucket of a day, laid over each other as many at a time as the machine can.</summary>
/// <remarks>Pure; safe to share.</remarks>
internal static class BucketRows
{
    public static void Max(Span<short> into, ReadOnlySpan<short> from)
    {
        var at = 0;
        for (; at + Vector<short>.Count <= into.Length; at += Vector<short>.Count)
        {
            Vector.Max(new Vector<short>(into[at..]), new Vector<short>(from[at..])).CopyTo(into[at..]);
        }

        for (; at < into.Length; at++) into[at] = Math.Max(into[at], from[at]);
    }

    public static void Min(Span<short> into, ReadOnlySpan<short> from)
    {
        var at = 0;
        for (; at + Vector<short>.Count <= into.Length; at += Vector<short>.Count)
        {
            Vector.Min(new Vector<short>(into[at..]), new Vector<short>(from[at..])).CopyTo(into[at..]);
        }

        for (; at < into.Length; at++) into[at] = Math.Min(into[at], from[at]);
    }

    public static int IndexOfLeast(ReadOnlySpan<short> bounds)
    {
        var least = new Vector<short>(short.MaxValue);
        var at = 0;
        for (; at + Vector<short>.Count <= bounds.Length; at += Vector<short>.Count) least = Vector.Min(least, new Vector<short>(bounds[at..]));
        var found = short.MaxValue;
        for (var lane = 0; lane < Vector<short>.Count; lane++) found = Math.Min(found, least[lane]);
        for (; at < bounds.Length; at++) found = Math.Min(found, bounds[at]);
        return bounds.IndexOf(found);
    }
}
