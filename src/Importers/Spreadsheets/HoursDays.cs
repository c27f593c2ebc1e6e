using static ResourceMatch.Importers.Spreadsheets.HoursTokenKind;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Reads "Monday through Friday and the 3rd Saturday of each month:" into one group, up to the first token that is no day.</summary>
internal sealed class HoursDays(List<HoursToken> tokens, int start, HoursGroup group, IReadOnlyList<int> carriedOrdinals)
{
    private readonly List<int> ordinals = [.. carriedOrdinals];
    private int at = start;
    private bool joined;
    private bool comma;
    private bool colon;
    private bool afterDay;

    public int End => at;

    public bool SawEvery { get; private set; }

    public bool SawFrequency { get; private set; }

    public bool SawAlternate { get; private set; }

    public bool SawMonth { get; private set; }

    /// <returns>Null when it could be read.</returns>
    public HoursDoubt? TryRead()
    {
        for (; at < tokens.Count; at++)
        {
            switch (tokens[at].Kind)
            {
                case Every: SawEvery = true; break;
                case Frequency: SawFrequency = true; break;
                case Alternate: SawAlternate = true; break;
                case Month: SawMonth = true; break;
                case And: joined = true; break;
                case Comma: (joined, comma) = (true, true); break;
                case Colon: colon = true; break;
                case Dash when !NextIs(Day): break;
                case Ordinal:
                    if (afterDay) ordinals.Clear();
                    afterDay = false;
                    ordinals.Add(tokens[at].Value);
                    continue;
                case Daily:
                    // "Daily Monday 8-4" is Monday; daily alone is every day.
                    if (!NextIs(Day)) Add([], HoursWords.AllDays);
                    break;
                case Date:
                    if (group.Elements.Count > 0) return HoursDoubt.Words;
                    group.Dates.Add(tokens[at].Date);
                    break;
                case Day:
                    if (!TryAddDay()) return HoursDoubt.WhichWeeks;
                    break;
                default:
                    return Finish();
            }
        }

        return Finish();
    }

    private HoursDoubt? Finish()
    {
        if (ordinals.Count > 0 && !afterDay) return HoursDoubt.NoTime;
        return group.Dates.Count > 0 && group.Elements.Count > 0 ? HoursDoubt.Words : null;
    }

    private bool TryAddDay()
    {
        if (!TryTakeDays(out var days)) return false;
        var last = group.Elements.Count == 0 ? ([], 0) : group.Elements[^1];
        var adjacent = afterDay && !joined;
        if (afterDay && ordinals.Count > 0)
        {
            // "2nd & 4th Fridays Friday": the column beside it says the day once more.
            if (adjacent) return (days & ~last.Days) == 0;
            // "3rd Saturday, Monday" may mean every Monday.
            if (comma) return false;
            group.Elements[^1] = (last.Ordinals, last.Days | days);
        }
        else if (ordinals.Count > 0)
        {
            if (System.Numerics.BitOperations.PopCount((uint)days) > 2 && !joined) return false;
            // "Monday: 3rd Monday of the month": the narrower holds.
            if (colon && last is { Item2: > 0 } && last.Item1.Length == 0 && last.Item2 == days) group.Elements.RemoveAt(group.Elements.Count - 1);
            Add([.. ordinals.Distinct()], days);
        }
        else if (colon && adjacent && (last.Days & ~days) != 0)
        {
            return false;
        }
        else
        {
            Add([], days);
        }

        (joined, comma, colon, afterDay) = (false, false, false, true);
        return true;
    }

    // One day, or a range of them; "Fri-Mon" goes over the weekend.
    private bool TryTakeDays(out int days)
    {
        days = tokens[at].Value;
        if (!NextIs(Dash) || at + 2 >= tokens.Count || tokens[at + 2].Kind != Day) return true;
        var to = tokens[at + 2].Value;
        if (!int.IsPow2(days) || !int.IsPow2(to) || days == to || ordinals.Count > 0) return false;
        for (var day = days; day != to; days |= day) day = day == 64 ? 1 : day << 1;
        at += 2;
        return true;
    }

    private void Add(int[] withOrdinals, int days)
    {
        if (withOrdinals.Length == 0 && group.Elements.Count > 0 && group.Elements[^1].Ordinals.Length == 0) group.Elements[^1] = ([], group.Elements[^1].Days | days);
        else group.Elements.Add((withOrdinals, days));
        afterDay = true;
    }

    private bool NextIs(HoursTokenKind kind) => at + 1 < tokens.Count && tokens[at + 1].Kind == kind;
}
