namespace ResourceMatch.Transit;

/// <summary>Splits the runs of a pattern so that within a chain nobody overtakes: then the earliest vehicle one can board is always the best to be on.</summary>
internal static class FifoChains
{
    /// <summary>A run's arrivals and departures in turn, in seconds after its start.</summary>
    public delegate ReadOnlySpan<int> TimesOf(DayTrip run);

    /// <summary>Puts each run, in the order given (by start), behind the first chain whose last run it does not overtake.</summary>
    public static List<List<DayTrip>> Split(List<DayTrip> runs, TimesOf timesOf)
    {
        var chains = new List<List<DayTrip>>();
        foreach (var run in runs)
        {
            var chain = chains.Find(candidate => Follows(candidate[^1], run, timesOf));
            if (chain is null)
            {
                chains.Add(chain = []);
            }

            chain.Add(run);
        }

        return chains;
    }

    private static bool Follows(DayTrip earlier, DayTrip later, TimesOf timesOf)
    {
        var first = timesOf(earlier);
        var second = timesOf(later);
        var gap = later.StartSeconds - earlier.StartSeconds;
        // Most trips of a pattern share their running times: then the order at the start is the order everywhere.
        if (first == second)
        {
            return gap >= 0;
        }

        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] > second[i] + gap)
            {
                return false;
            }
        }

        return true;
    }
}
