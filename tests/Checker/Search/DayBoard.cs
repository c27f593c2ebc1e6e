using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Search;

/// <summary>Every trip of one date as it runs, with all departures of each stop in order of time. Also as seen in a mirror: time runs backwards, and alighting is boarding.</summary>
internal sealed class DayBoard
{
    // Nobody is away past midnight; clock changes add an hour.
    private const int LastSecond = 90_000;

    private DayBoard(IReadOnlyList<RawStop> stops, List<Run> runs)
    {
        Stops = stops;
        Runs = runs;
        Departures = [.. stops.Select(_ => new List<(int, int, int)>())];
        for (var run = 0; run < runs.Count; run++)
        {
            var calls = runs[run].Calls;
            for (var at = 0; at < calls.Stops.Length - 1; at++)
            {
                if (calls.MayBoard[at]) Departures[calls.Stops[at]].Add((runs[run].Departure(at), run, at));
            }
        }

        foreach (var list in Departures) list.Sort();
    }

    public IReadOnlyList<RawStop> Stops { get; }

    public IReadOnlyList<Run> Runs { get; }

    /// <summary>By stop: when, which run, at which of its positions.</summary>
    public IReadOnlyList<List<(int Seconds, int Run, int Position)>> Departures { get; }

    /// <summary>What all runs of a trip have in common: its stops by number, and its times as written.</summary>
    public sealed record Calls(int[] Stops, int[] Arrivals, int[] Departures, bool[] MayBoard, bool[] MayAlight)
    {
        public Calls Mirrored() => new(
            [.. Stops.Reverse()],
            [.. Departures.Reverse().Select(time => -time)],
            [.. Arrivals.Reverse().Select(time => -time)],
            [.. MayAlight.Reverse()],
            [.. MayBoard.Reverse()]);
    }

    /// <param name="Shift">Added to every written time.</param>
    public readonly record struct Run(Calls Calls, int Shift)
    {
        public int Arrival(int at) => Calls.Arrivals[at] + Shift;

        public int Departure(int at) => Calls.Departures[at] + Shift;
    }

    /// <param name="stepFree">True = only trips and stops that say that a wheelchair can be used.</param>
    /// <param name="callAhead">True = also where one boards or alights after a call.</param>
    public static DayBoard Of(RawFeed feed, DateOnly date, bool stepFree, bool callAhead = false)
    {
        var stops = feed.Stops.Values.Where(stop => stop.LocationType == 0).ToList();
        var numbers = stops.Select((stop, i) => (stop.Id, i)).ToDictionary(pair => pair.Id, pair => pair.i);
        var runs = new List<Run>();
        foreach (var service in new[] { date.AddDays(-1), date, date.AddDays(1) })
        {
            var day = feed.SecondsBetween(date, service);
            foreach (var trip in feed.Services.Where(id => feed.Runs(id, service)).SelectMany(id => feed.TripsOf[id]).Where(trip => !stepFree || trip.Wheelchair == 1))
            {
                bool IsUsable(RawStopTime time) => !stepFree || feed.Stops[time.StopId].Wheelchair == 1;
                var calls = new Calls(
                    [.. trip.Times.Select(time => numbers[time.StopId])],
                    [.. trip.Times.Select(time => time.Arrival)],
                    [.. trip.Times.Select(time => time.Departure)],
                    [.. trip.Times.Select(time => time.MayBoard(callAhead) && IsUsable(time))],
                    [.. trip.Times.Select(time => time.MayAlight(callAhead) && IsUsable(time))]);
                runs.AddRange(trip.Shifts().Select(shift => shift + day).Where(shift => calls.Arrivals[^1] + shift >= 0 && calls.Departures[0] + shift <= LastSecond).Select(shift => new Run(calls, shift)));
            }
        }

        return new DayBoard(stops, runs);
    }

    public DayBoard Mirrored()
    {
        var mirrors = Runs.Select(run => run.Calls).Distinct(ReferenceEqualityComparer.Instance).Cast<Calls>().ToDictionary(calls => (object)calls, calls => calls.Mirrored(), ReferenceEqualityComparer.Instance);
        return new DayBoard(Stops, [.. Runs.Select(run => new Run(mirrors[run.Calls], -run.Shift))]);
    }
}
