namespace ResourceMatch.Transit;

/// <summary>Finds the dates on which the very same vehicles run: what was searched on one of them holds on all.</summary>
public static class DayTypes
{
    /// <summary>Numbers days from 0; days with the same runs, those still under way from the day before and the first of the day after included, have the same number.</summary>
    /// <param name="days">Days over the same feeds, made with equal options.</param>
    /// <returns>The number of each day, in the order given.</returns>
    public static IReadOnlyList<int> Number(IReadOnlyList<NetworkDay> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        List<NetworkDay> firsts = [];
        var numbers = new int[days.Count];
        for (var i = 0; i < days.Count; i++)
        {
            numbers[i] = firsts.FindIndex(first => HaveSameRuns(first, days[i]));
            if (numbers[i] < 0)
            {
                numbers[i] = firsts.Count;
                firsts.Add(days[i]);
            }
        }

        return numbers;
    }

    // Which trips, how often, begun when: all else of a day follows from the feeds and the options.
    private static bool HaveSameRuns(NetworkDay a, NetworkDay b) =>
        a.Trips.AsSpan().SequenceEqual(b.Trips) && a.Forward.Trips.AsSpan().SequenceEqual(b.Forward.Trips);
}
