using System.Collections;

namespace ResourceMatch.Matching.Judging;

/// <summary>A list whose items are made when first looked at, and kept.</summary>
/// <remarks>Of ten thousand judged places a page shows twenty. Not thread-safe until every item has been looked at.</remarks>
internal sealed class LazyList<T>(int count, Func<int, T> make) : IReadOnlyList<T>
    where T : class
{
    private readonly T?[] items = new T?[count];

    public int Count => items.Length;

    public T this[int index] => items[index] ??= make(index);

    public IEnumerator<T> GetEnumerator()
    {
        for (var index = 0; index < items.Length; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
