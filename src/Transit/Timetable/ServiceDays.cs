namespace ResourceMatch.Transit;

/// <summary>Turns weekly rules and exceptions into one set of dates for each service.</summary>
internal static class ServiceDays
{
    /// <summary>About 54 years; nobody plans farther, some feeds write 9999.</summary>
    private const int MaxDays = 20_000;

    /// <summary>The DayNumbers on which each service runs, ordered.</summary>
    public static int[][] Of(TimetableSource source, List<CompilationFinding> findings)
    {
        var days = new SortedSet<int>[source.Services.Count];
        foreach (var calendar in source.Calendars)
        {
            AddWeekly(days[calendar.Service] ??= [], calendar, source, findings);
        }

        // Exceptions apply after the weekly rules whatever their order in the files; a date both added and removed is removed.
        foreach (var exception in source.CalendarDates.OrderByDescending(row => row.IsAdded))
        {
            var set = days[exception.Service] ??= [];
            if (exception.IsAdded)
            {
                set.Add(exception.Date.DayNumber);
            }
            else
            {
                set.Remove(exception.Date.DayNumber);
            }
        }

        return [.. days.Select(set => set is null ? [] : set.ToArray())];
    }

    private static void AddWeekly(SortedSet<int> set, SourceCalendar calendar, TimetableSource source, List<CompilationFinding> findings)
    {
        var last = calendar.Last.DayNumber;
        if (last - calendar.First.DayNumber > MaxDays)
        {
            last = calendar.First.DayNumber + MaxDays;
            findings.Add(new CompilationFinding(FindingKind.CalendarTooLong, source.Services[calendar.Service]));
        }

        for (var day = calendar.First.DayNumber; day <= last; day++)
        {
            // DayNumber 0 is Monday 0001-01-01.
            if ((calendar.Weekdays >> ((day + 1) % 7) & 1) != 0)
            {
                set.Add(day);
            }
        }
    }
}
