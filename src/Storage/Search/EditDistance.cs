namespace ResourceMatch.Storage.Search;

/// <summary>How many letters must be put in, taken out, changed or swapped with their neighbor (Damerau 1964, restricted: no letter twice).</summary>
/// <remarks>Trigrams find the candidates in the database; this decides between them. Pure.</remarks>
internal static class EditDistance
{
    private const int MaxLetters = 64;

    /// <returns>Every word that this one becomes when two letters that stand side by side change places.</returns>
    public static IEnumerable<string> Swaps(string word) =>
        Enumerable.Range(0, Math.Max(0, word.Length - 1)).Where(at => word[at] != word[at + 1]).Select(at => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}");

    /// <returns>The distance, or any number above the limit once it cannot be reached.</returns>
    public static int Between(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit || a.Length > MaxLetters || b.Length > MaxLetters) return limit + 1;
        Span<int> before = stackalloc int[MaxLetters + 1], last = stackalloc int[MaxLetters + 1], row = stackalloc int[MaxLetters + 1];
        for (var j = 0; j <= b.Length; j++) last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }

            if (least > limit) return limit + 1;
            var free = before;
            before = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }
}
