namespace ResourceMatch.Checker.Search;

/// <summary>The arrivals by ride at every stop for all moments of leaving one point on one day, found the plain way: stops are settled in order of time, and every departure of a settled stop is looked at.</summary>
/// <remarks>
/// Knows no lines, patterns or rounds. Moments are asked latest first. Whoever leaves earlier can always wait and do as a later one did, so what a later moment
/// reached stands, and only what gets better is looked at again.
/// </remarks>
internal sealed class Scan(DayBoard board, FootPaths paths, IReadOnlyList<(int Stop, int Seconds)> access)
{
    private const int Never = int.MaxValue;

    private readonly int[] boardedAt = [.. Enumerable.Repeat(Never, board.Runs.Count)];
    private readonly int[] arrivals = [.. Enumerable.Repeat(Never, board.Stops.Count)];
    private readonly PriorityQueue<int, int> open = new();
    private readonly Dictionary<int, List<Way>> reached = [];

    /// <summary>By stop: each moment of leaving that made the arrival there earlier, latest first.</summary>
    public IReadOnlyDictionary<int, List<Way>> Reached => reached;

    /// <param name="leave">Not later than the moment asked before.</param>
    /// <param name="horizon">Nothing that departs or arrives after this matters; not later than the horizon before.</param>
    public void Run(int leave, int horizon)
    {
        foreach (var (stop, seconds) in access) Board(stop, leave + seconds, horizon);
        while (open.TryDequeue(out var stop, out var arrived))
        {
            if (arrived > arrivals[stop]) continue;
            if (!reached.TryGetValue(stop, out var ways)) reached.Add(stop, ways = []);
            ways.Add(new Way(leave, arrived));
            foreach (var (to, seconds) in paths.Changes[stop]) Board(to, arrived + seconds, horizon);
        }
    }

    private void Board(int stop, int ready, int horizon)
    {
        var departures = board.Departures[stop];
        var first = departures.BinarySearch((ready, -1, -1));
        for (var i = first < 0 ? ~first : first; i < departures.Count && departures[i].Seconds <= horizon; i++)
        {
            var (_, run, position) = departures[i];
            if (position < boardedAt[run]) Ride(run, position, horizon);
        }
    }

    private void Ride(int run, int position, int horizon)
    {
        var ride = board.Runs[run];
        var calls = ride.Calls;
        // Whoever boarded further on has been brought to every later stop already.
        var last = Math.Min(boardedAt[run], calls.Stops.Length - 1);
        boardedAt[run] = position;
        for (var at = position + 1; at <= last && ride.Arrival(at) <= horizon; at++)
        {
            var (stop, arrival) = (calls.Stops[at], ride.Arrival(at));
            if (!calls.MayAlight[at] || arrival >= arrivals[stop]) continue;
            arrivals[stop] = arrival;
            open.Enqueue(stop, arrival);
        }
    }
}
