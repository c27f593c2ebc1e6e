using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Search;

/// <summary>Every trip of one date as it runs, with all departures of each stop in order of time. Also as seen in a mirror: time runs backwards, and alighting is boarding.</summary>
internal sealed class DayBoard
{
    private readonly Dictionary<string, int> numberOfStop = [];

    private DayBoard(IReadOnlyList<RawStop> stops, List<Run> runs)
    {
        Stops = stops;
        Runs = runs;
        for (var i = 0; i < stops.Count; i++) numberOfStop.Add(stops[i].Id, i);
        Departures = [.. stops.Select(_ => new List<(int, int, int)>())];
        for (var run = 0; run < runs.Count; run++)
        {
            for (var at = 0; at < runs[run].Stops.Length - 1; at++)
            {
                if (runs[run].MayBoard[at]) Departures[runs[run].Stops[at]].Add((runs[run].Departures[at], run, at));
            }
        }

        foreach (var list in Departures) list.Sort();
    }

    public IReadOnlyList<RawStop> Stops { get; }

    public IReadOnlyList<Run> Runs { get; }

    /// <summary>By stop: when, which run, at which of its positions.</summary>
    public IReadOnlyList<List<(int Seconds, int Run, int Position)>> Departures { get; }

    public sealed record Run(int[] Stops, int[] Arrivals, int[] Departures, bool[] MayBoard, bool[] MayAlight);

    /// <param name="stepFree">True = only trips and stops that say that a wheelchair can be used.</param>
    public static DayBoard Of(RawFeed feed, DateOnly date, bool stepFree)
    {
        var stops = feed.Stops.Values.Where(stop => stop.LocationType == 0).ToList();
        var numbers = stops.Select((stop, i) => (stop.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var runs = new List<Run>();
        foreach (var service in new[] { date.AddDays(-1), date })
        {
            var day = feed.SecondsBetween(date, service);
            foreach (var trip in feed.Trips.Values.Where(trip => feed.Runs(trip.ServiceId, service) && (!stepFree || trip.Wheelchair == 1)))
            {
                foreach (var shift in trip.Shifts().Select(shift => shift + day).Where(shift => trip.Times[^1].Arrival + shift >= 0))
                {
                    bool IsUsable(RawStopTime time) => !stepFree || feed.Stops[time.StopId].Wheelchair == 1;
                    runs.Add(new Run(
                        [.. trip.Times.Select(time => numbers[time.StopId])],
                        [.. trip.Times.Select(time => time.Arrival + shift)],
                        [.. trip.Times.Select(time => time.Departure + shift)],
                        [.. trip.Times.Select(time => time.MayBoard && IsUsable(time))],
                        [.. trip.Times.Select(time => time.MayAlight && IsUsable(time))]));
                }
            }
        }

        return new DayBoard(stops, runs);
    }

    public DayBoard Mirrored() => new(
        Stops,
        [.. Runs.Select(run => new Run(
            [.. run.Stops.Reverse()],
            [.. run.Departures.Reverse().Select(time => -time)],
            [.. run.Arrivals.Reverse().Select(time => -time)],
            [.. run.MayAlight.Reverse()],
            [.. run.MayBoard.Reverse()]))]);

    public int NumberOf(string stopId) => numberOfStop[stopId];
}
