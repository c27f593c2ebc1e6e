namespace ResourceMatch.Matching.Plans;

/// <summary>Chooses outings, at most one a slot, that cover the most needs, then the fewest of them, then the least time away, then the earliest.</summary>
/// <remarks>Dynamic programming over slots and sets of needs (Held and Karp 1962 use the same table over sets): exact; 3^needs steps for each slot.</remarks>
internal static class OutingCover
{
    /// <param name="slots">In order of time: for each set of needs (as bits) the seconds away of its best outing, <see cref="int.MaxValue"/> where there is none.</param>
    /// <returns>The chosen slots with their sets, in order of time.</returns>
    public static IReadOnlyList<(int Slot, int Mask)> Choose(IReadOnlyList<int[]> slots, int needs)
    {
        var size = 1 << needs;
        // Before each slot: the best that reaches each covered set, and what the slot before it added to it.
        var reached = new Cost?[slots.Count + 1][];
        var added = new int[slots.Count + 1][];
        reached[0] = new Cost?[size];
        reached[0][0] = default(Cost);
        for (var slot = 0; slot < slots.Count; slot++)
        {
            var (from, to, by) = (reached[slot], (Cost?[])reached[slot].Clone(), new int[size]);
            for (var covered = 0; covered < size; covered++)
            {
                if (from[covered] is not { } cost) continue;
                var rest = (size - 1) & ~covered;
                for (var mask = rest; mask > 0; mask = (mask - 1) & rest)
                {
                    if (slots[slot][mask] == int.MaxValue) continue;
                    var next = new Cost(cost.Outings + 1, cost.AwaySeconds + slots[slot][mask], cost.SlotSum + slot);
                    if (to[covered | mask] is { } known && known.CompareTo(next) <= 0) continue;
                    (to[covered | mask], by[covered | mask]) = (next, mask);
                }
            }

            (reached[slot + 1], added[slot + 1]) = (to, by);
        }

        var best = Enumerable.Range(0, size).Where(mask => reached[^1][mask] is not null)
            .OrderByDescending(int.PopCount).ThenBy(mask => reached[^1][mask]!.Value).ThenBy(mask => mask).First();
        List<(int Slot, int Mask)> chosen = [];
        for (var slot = slots.Count; slot > 0 && best != 0; slot--)
        {
            if (added[slot][best] is not (> 0 and var mask)) continue;
            chosen.Add((slot - 1, mask));
            best &= ~mask;
        }

        chosen.Reverse();
        return chosen;
    }

    private readonly record struct Cost(int Outings, int AwaySeconds, int SlotSum) : IComparable<Cost>
    {
        public int CompareTo(Cost other) => (Outings, AwaySeconds, SlotSum).CompareTo((other.Outings, other.AwaySeconds, other.SlotSum));
    }
}
