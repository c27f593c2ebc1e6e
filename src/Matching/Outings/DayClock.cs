using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>Turns minutes of the wall clock into one date's service-day seconds, also on the nights when clocks change.</summary>
internal readonly struct DayClock(ServiceDay day)
{
    private const int MinutesOfDay = 1_440;

    /// <param name="minute">After the local midnight of the date; 1,440 and more lie on the days after.</param>
    public int SecondsOf(int minute)
    {
        var (days, rest) = Math.DivRem(minute, MinutesOfDay);
        return day.SecondsOf(day.Date.AddDays(days), new TimeOnly(rest / 60, rest % 60));
    }
}
