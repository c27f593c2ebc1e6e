namespace ResourceMatch.SampleCity;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine and with every later .NET, which System.Random does not promise.</summary>
/// <remarks>One stream for each chapter of the city, so that a change in one leaves the others' bytes alone. Not thread-safe.</remarks>
internal sealed class Seeded
{
    private ulong _state;

    public Seeded(ulong seed, string chapter)
    {
        // FNV-1a over the chapter's name.
        var hash = 14695981039346656037UL;
        foreach (var letter in chapter) hash = (hash ^ letter) * 1099511628211UL;
        _state = seed ^ hash;
        Next();
    }

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <returns>A whole number from 0 to <paramref name="limit"/> - 1.</returns>
    public int Below(int limit) => (int)((Next() >> 33) % (ulong)limit);

    /// <returns>A whole number, both ends included.</returns>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <returns>A number in [0, 1) with 53 bits.</returns>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double least, double most) => least + Share() * (most - least);

    public bool Percent(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <returns>An index, drawn in proportion to its weight.</returns>
    public int PickWeighted(IReadOnlyList<int> weights)
    {
        var left = Below(weights.Sum());
        for (var i = 0; ; i++)
        {
            left -= weights[i];
            if (left < 0) return i;
        }
    }

    /// <returns>The items in another order (Fisher-Yates).</returns>
    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }

        return list;
    }
}
