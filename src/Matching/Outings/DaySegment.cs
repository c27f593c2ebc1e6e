using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.Matching.Outings;

/// <summary>One stretch of a date in which an outing may lie whole: where it starts, where it must end.</summary>
internal readonly record struct DaySegment(Span Free, OutingEnd StartsAt, OutingEnd EndsAt)
{
    /// <summary>A household's free times of a date, each cut where a child must be fetched.</summary>
    /// <remarks>No free times at all = free from 00:00 to 24:00. A stretch that starts or ends where nobody said where that is, is left out.</remarks>
    public static DaySegment[] ListOf(Household household, DateOnly date, DayClock clock)
    {
        List<DaySegment> segments = [];
        foreach (var free in household.FreeTimes.Count == 0 ? [new FreeTime(date.DayOfWeek, 0, 1_440)] : household.FreeTimes)
        {
            if (free.Day == date.DayOfWeek) AddParts(household, free, clock, segments);
        }

        return [.. segments];
    }

    /// <summary>The point of an end; null = not said.</summary>
    public static GeoPoint? PointOf(Household household, OutingEnd end) => end switch
    {
        OutingEnd.School => household.SchoolPoint,
        OutingEnd.Work => household.Work,
        _ => household.Home,
    };

    private static void AddParts(Household household, FreeTime free, DayClock clock, List<DaySegment> segments)
    {
        var (from, start) = (free.FromMinute, free.StartsAt switch { StartPlace.School => OutingEnd.School, StartPlace.Work => OutingEnd.Work, _ => OutingEnd.Home });
        foreach (var minute in household.Fetches.Where(fetch => fetch.Day == free.Day).Select(fetch => fetch.Minute).Distinct().Order())
        {
            if (minute < free.FromMinute || minute > free.UntilMinute) continue;
            Add(minute, OutingEnd.School);
            (from, start) = (minute, OutingEnd.School);
        }

        Add(free.UntilMinute, OutingEnd.Home);

        void Add(int until, OutingEnd end)
        {
            if (until <= from || PointOf(household, start) is null || PointOf(household, end) is null) return;
            segments.Add(new DaySegment(new Span(clock.SecondsOf(from), clock.SecondsOf(until)), start, end));
        }
    }
}
