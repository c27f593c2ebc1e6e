using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>Turns minutes of the wall clock into one date's service-day seconds, also on the nights when clocks change.</summary>
/// <remarks>Remembers every minute it was asked for. Safe to share: whoever comes second writes the same number.</remarks>
internal sealed class DayClock(ServiceDay day)
{
    private const int MinutesOfDay = 1_440;
    private const int Unasked = int.MinValue;

    private readonly int[] known = NewTable();

    /// <param name="minute">After the local midnight of the date; 1,440 and more lie on the days after.</param>
    public int SecondsOf(int minute)
    {
        if ((uint)minute >= (uint)known.Length) return Reckon(minute);
        var seconds = known[minute];
        return seconds != Unasked ? seconds : known[minute] = Reckon(minute);
    }

    /// <summary>Whether both read the same seconds at every minute: neither day nor night changes the clocks.</summary>
    public bool IsLike(DayClock other) =>
        SecondsOf(0) == other.SecondsOf(0) && SecondsOf(MinutesOfDay) == other.SecondsOf(MinutesOfDay) && SecondsOf(2 * MinutesOfDay) == other.SecondsOf(2 * MinutesOfDay);

    private int Reckon(int minute)
    {
        var (days, rest) = Math.DivRem(minute, MinutesOfDay);
        return day.SecondsOf(day.Date.AddDays(days), new TimeOnly(rest / 60, rest % 60));
    }

    private static int[] NewTable()
    {
        var table = new int[(2 * MinutesOfDay) + 1];
        Array.Fill(table, Unasked);
        return table;
    }
}
