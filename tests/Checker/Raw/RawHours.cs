using System.Collections.Concurrent;

namespace ResourceMatch.Checker.Raw;

internal enum HoursState
{
    Unknown,
    Known,
    ByAppointment,
}

/// <summary>All schedules of one service at one place, together.</summary>
/// <remarks>Thread-safe; remembers each date.</remarks>
internal sealed class RawHours(IReadOnlyList<RawSchedule> schedules)
{
    private readonly ConcurrentDictionary<(DateOnly Date, bool Holiday), List<(int Opens, int Closes)>> known = [];

    /// <summary>The most specific list that says anything besides closures; closures count from all.</summary>
    public static RawHours MostSpecific(params IReadOnlyList<RawSchedule>[] lists)
    {
        var says = lists.FirstOrDefault(list => list.Any(schedule => schedule.Kind != ScheduleKind.Closure)) ?? [];
        return new RawHours([.. says.Where(schedule => schedule.Kind != ScheduleKind.Closure), .. lists.SelectMany(list => list).Where(schedule => schedule.Kind == ScheduleKind.Closure)]);
    }

    /// <summary>Openings that begin on the date, seconds after its midnight; touching ones are one.</summary>
    /// <param name="holiday">True = regular weekly hours are not believed; only what is dated for those very days counts.</param>
    public IReadOnlyList<(int Opens, int Closes)> On(DateOnly date, bool holiday = false) => known.GetOrAdd((date, holiday), key => Find(key.Date, key.Holiday));

    private List<(int Opens, int Closes)> Find(DateOnly date, bool holiday)
    {
        if (IsClosed(date)) return [];
        var open = schedules.Where(schedule => schedule.Opened(date)).ToList();
        if (holiday) open = [.. open.Where(schedule => schedule.IsDated)];
        if (open.Any(schedule => schedule.IsException)) open = [.. open.Where(schedule => schedule.IsException)];
        var merged = new List<(int Opens, int Closes)>();
        foreach (var (opens, closes) in open.Select(schedule => (schedule.Opens * 60, schedule.Closes * 60)).Order())
        {
            if (merged.Count > 0 && opens <= merged[^1].Closes) merged[^1] = (merged[^1].Opens, Math.Max(merged[^1].Closes, closes));
            else merged.Add((opens, closes));
        }

        return merged;
    }

    public bool IsClosed(DateOnly date) => schedules.Any(schedule => schedule.Closed(date));

    public HoursState State(DateOnly from)
    {
        var readable = schedules.Where(schedule => schedule.IsReadable).ToList();
        if (readable.Any(schedule => !schedule.IsOverBefore(from))) return HoursState.Known;
        if (schedules.Any(schedule => schedule.Kind == ScheduleKind.ByAppointment)) return HoursState.ByAppointment;
        var regular = readable.Where(schedule => !schedule.IsException).ToList();
        return regular.Count > 0 && regular.All(schedule => schedule.IsEnded) ? HoursState.Known : HoursState.Unknown;
    }

    /// <summary>True when every rule that is still to come begins after the window: out of season.</summary>
    public bool IsOutOfSeason(DateOnly from, DateOnly to)
    {
        var coming = schedules.Where(schedule => schedule.IsReadable && !schedule.IsOverBefore(from)).ToList();
        return coming.Count > 0 && coming.All(schedule => schedule.FirstDate > to);
    }
}
