namespace ResourceMatch.Checker.Search;

/// <summary>The earliest arrival by ride at every stop for one moment of leaving, found the plain way: stops are settled in order of time, and every departure of a settled stop is looked at.</summary>
/// <remarks>Knows no lines, patterns or rounds. One instance serves many searches of the same day, one after the other.</remarks>
internal sealed class Scan(DayBoard board, FootPaths paths)
{
    public const int Never = int.MaxValue;

    private readonly int[] boardedAt = [.. Enumerable.Repeat(Never, board.Runs.Count)];
    private readonly List<int> touched = [];
    private readonly PriorityQueue<int, int> open = new();

    /// <param name="access">Stops that can be walked to, with seconds.</param>
    /// <param name="leave">When the walk begins.</param>
    /// <param name="horizon">Nothing that departs or arrives after this matters.</param>
    public int[] Run(IReadOnlyList<(int Stop, int Seconds)> access, int leave, int horizon)
    {
        var arrivals = new int[board.Stops.Count];
        Array.Fill(arrivals, Never);
        foreach (var (stop, seconds) in access) Board(stop, leave + seconds, horizon, arrivals);
        while (open.TryDequeue(out var stop, out var arrived))
        {
            if (arrived > arrivals[stop]) continue;
            foreach (var (to, seconds) in paths.Changes[stop]) Board(to, arrived + seconds, horizon, arrivals);
        }

        foreach (var run in touched) boardedAt[run] = Never;
        touched.Clear();
        return arrivals;
    }

    private void Board(int stop, int ready, int horizon, int[] arrivals)
    {
        var departures = board.Departures[stop];
        var first = departures.BinarySearch((ready, -1, -1));
        for (var i = first < 0 ? ~first : first; i < departures.Count && departures[i].Seconds <= horizon; i++)
        {
            var (_, run, position) = departures[i];
            if (position < boardedAt[run]) Ride(run, position, horizon, arrivals);
        }
    }

    private void Ride(int run, int position, int horizon, int[] arrivals)
    {
        var ride = board.Runs[run];
        // Whoever boarded further on has been brought to every later stop already.
        var last = Math.Min(boardedAt[run], ride.Stops.Length - 1);
        if (boardedAt[run] == Never) touched.Add(run);
        boardedAt[run] = position;
        for (var at = position + 1; at <= last && ride.Arrivals[at] <= horizon; at++)
        {
            var stop = ride.Stops[at];
            if (!ride.MayAlight[at] || ride.Arrivals[at] >= arrivals[stop]) continue;
            arrivals[stop] = ride.Arrivals[at];
            open.Enqueue(stop, ride.Arrivals[at]);
        }
    }
}
