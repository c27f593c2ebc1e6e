using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Plans;

/// <summary>The least time away over a fixed order of stops within one free time: exact over all ways, visits and waits that the terms allow.</summary>
/// <remarks>
/// A forward walk over the stops. After a ride the arrival is one moment; after direct links it is a stretch of moments, since they can start at any. A step keeps the
/// stretches of its arrival and visit, and the latest leaving of the start that leads to it; the same ride reached twice keeps the later leaving alone.
/// While nothing but direct links lies behind, the leaving follows from what comes next: it is pulled back from there as late as the stretches allow.
/// Work: for each stop the ways within the wait after each step. Keeps its lists between searches; not thread-safe.
/// </remarks>
internal sealed class ChainSearch
{
    private const int NotYet = int.MinValue;

    private readonly List<Step> steps = [];
    private readonly List<int> first = [];
    private Arrival[] reached = [];

    /// <summary>Chains tried so far: the unit of work.</summary>
    public int ChainCount { get; private set; }

    /// <param name="visits">The stops in order.</param>
    /// <param name="hops">One more than stops: to each of them, and home from the last.</param>
    /// <param name="free">Leaving and coming home lie in it.</param>
    /// <param name="limits">Of each link.</param>
    /// <returns>Null when no schedule keeps the terms.</returns>
    public ChainPlan? FindBest(ReadOnlySpan<Visit> visits, ReadOnlySpan<Hop> hops, Span free, ChainLimits limits)
    {
        ChainCount++;
        steps.Clear();
        first.Clear();
        first.Add(0);
        Begin(visits[0], hops[0], free, limits);
        for (var stop = 1; stop < visits.Length; stop++)
        {
            first.Add(steps.Count);
            Go(stop, visits, hops, free, limits);
            if (steps.Count == first[stop]) return null;
        }

        first.Add(steps.Count);
        return Finish(visits, hops, free, limits);
    }

    private void Begin(Visit visit, Hop hop, Span free, ChainLimits limits)
    {
        foreach (var (index, way) in hop.Ways.Index())
        {
            if (way.LeaveSeconds < free.FromSeconds || way.Seconds > limits.OneWaySeconds) continue;
            Visiting(visit, new Arrival(-1, index, way.LeaveSeconds, way.Rides - 1, 0), way.ArriveSeconds, way.ArriveSeconds, free, limits);
        }

        if (hop.DirectSeconds is { } direct && direct <= limits.OneWaySeconds)
        {
            Visiting(visit, new Arrival(-1, -1, NotYet, 0, direct), free.FromSeconds + direct, free.UntilSeconds, free, limits);
        }
    }

    /// <summary>From every step of the stop before to this one.</summary>
    private void Go(int stop, ReadOnlySpan<Visit> visits, ReadOnlySpan<Hop> hops, Span free, ChainLimits limits)
    {
        var (hop, end) = (hops[stop], steps.Count);
        if (reached.Length < hop.Ways.Length) reached = new Arrival[hop.Ways.Length * 2];
        reached.AsSpan(0, hop.Ways.Length).Fill(Arrival.None);
        for (var index = first[stop - 1]; index < end; index++)
        {
            var step = steps[index];
            for (var way = FirstFrom(hop.Ways, step.EndLo); way < hop.Ways.Length; way++)
            {
                var leave = Math.Min(step.Open.UntilSeconds, hop.Ways[way].LeaveSeconds);
                if (leave > step.LeaveHi || hop.Ways[way].LeaveSeconds > free.UntilSeconds) break;
                if (hop.Ways[way].ArriveSeconds - leave > limits.OneWaySeconds) continue;
                var left = step.By.LeaveStart == NotYet ? PullStart(index, leave, stop - 1, visits, hops) : step.By.LeaveStart;
                var arrival = new Arrival(index, way, left, step.By.Changes + hop.Ways[way].Rides - 1, step.By.DirectSeconds);
                if (arrival.IsBetterThan(reached[way])) reached[way] = arrival;
            }

            if (hop.DirectSeconds is { } direct && direct <= limits.OneWaySeconds)
            {
                Visiting(visits[stop], step.By with { Before = index, Way = -1, DirectSeconds = step.By.DirectSeconds + direct }, step.EndLo + direct, step.LeaveHi + direct, free, limits);
            }
        }

        for (var way = 0; way < hop.Ways.Length; way++)
        {
            if (reached[way].Before >= 0) Visiting(visits[stop], reached[way], hop.Ways[way].ArriveSeconds, hop.Ways[way].ArriveSeconds, free, limits);
        }
    }

    private void Visiting(Visit visit, Arrival by, int arriveLo, int arriveHi, Span free, ChainLimits limits)
    {
        foreach (var open in visit.Openings)
        {
            if (arriveHi < open.FromSeconds - limits.MaxWaitSeconds) continue;
            var lastEnd = Math.Min(open.UntilSeconds, free.UntilSeconds);
            var endLo = Math.Max(arriveLo, open.FromSeconds) + visit.StaySeconds;
            if (endLo > lastEnd) continue;
            var endHi = Math.Min(Math.Max(arriveHi, open.FromSeconds) + visit.StaySeconds, lastEnd);
            steps.Add(new Step(by, open, arriveHi, endLo, endHi, Math.Min(endHi + limits.MaxWaitSeconds, lastEnd)));
        }
    }

    private ChainPlan? Finish(ReadOnlySpan<Visit> visits, ReadOnlySpan<Hop> hops, Span free, ChainLimits limits)
    {
        var (last, hop) = (visits.Length - 1, hops[visits.Length]);
        (int, int, int, int) best = (int.MaxValue, 0, 0, 0);
        (int Step, int Way, int Leave, int Home) chosen = (-1, -1, 0, 0);
        for (var index = first[last]; index < steps.Count; index++)
        {
            var step = steps[index];
            if (hop.DirectSeconds is { } direct && direct <= limits.OneWaySeconds && step.EndLo + direct <= free.UntilSeconds)
            {
                Keep(index, -1, step.EndLo, step.EndLo + direct, step.By.Changes, step.By.DirectSeconds + direct, visits, hops);
            }

            for (var way = FirstFrom(hop.Ways, step.EndLo); way < hop.Ways.Length; way++)
            {
                var leave = Math.Min(step.Open.UntilSeconds, hop.Ways[way].LeaveSeconds);
                if (leave > step.LeaveHi || hop.Ways[way].ArriveSeconds > free.UntilSeconds) break;
                if (hop.Ways[way].ArriveSeconds - leave > limits.OneWaySeconds) continue;
                Keep(index, way, leave, hop.Ways[way].ArriveSeconds, step.By.Changes + hop.Ways[way].Rides - 1, step.By.DirectSeconds, visits, hops);
                // A start that is known only loses by a later way home; one that is not is pulled along with it.
                if (step.By.LeaveStart != NotYet) break;
            }
        }

        return chosen.Step < 0 ? null : Tell(chosen.Step, chosen.Way, chosen.Leave, chosen.Home, best.Item2, best.Item3, visits, hops);

        void Keep(int index, int way, int leave, int home, int changes, int walk, ReadOnlySpan<Visit> visits, ReadOnlySpan<Hop> hops)
        {
            var start = steps[index].By.LeaveStart == NotYet ? PullStart(index, leave, last, visits, hops) : steps[index].By.LeaveStart;
            var order = (home - start, changes, walk, start);
            if (order.CompareTo(best) >= 0) return;
            (best, chosen) = (order, (index, way, leave, home));
        }
    }

    /// <summary>The latest leaving of the start, over direct links alone, that still leaves this step's place at the moment given.</summary>
    private int PullStart(int index, int leave, int stop, ReadOnlySpan<Visit> visits, ReadOnlySpan<Hop> hops)
    {
        for (; ; stop--)
        {
            var step = steps[index];
            leave = Pull(step, leave, visits[stop].StaySeconds).Arrive - hops[stop].DirectSeconds!.Value;
            if (step.By.Before < 0) return leave;
            index = step.By.Before;
        }
    }

    /// <summary>The visit as late as it can be before leaving.</summary>
    private static (int Arrive, int Start, int End) Pull(Step step, int leave, int staySeconds)
    {
        var end = Math.Min(leave, step.EndHi);
        var start = end - staySeconds;
        return (start > step.Open.FromSeconds ? start : Math.Min(step.ArriveHi, step.Open.FromSeconds), start, end);
    }

    private ChainPlan Tell(int index, int wayHome, int leave, int home, int changes, int directSeconds, ReadOnlySpan<Visit> visits, ReadOnlySpan<Hop> hops)
    {
        var stops = new ChainStop[visits.Length];
        var start = 0;
        for (var stop = stops.Length - 1; stop >= 0; stop--)
        {
            var step = steps[index];
            var (arrive, begin, end) = Pull(step, leave, visits[stop].StaySeconds);
            Way? there = step.By.Way < 0 ? null : hops[stop].Ways[step.By.Way];
            stops[stop] = new ChainStop(there, arrive, begin, end, leave, step.Open);
            var latest = there?.LeaveSeconds ?? arrive - hops[stop].DirectSeconds!.Value;
            index = step.By.Before;
            leave = index < 0 ? latest : Math.Min(steps[index].Open.UntilSeconds, latest);
            start = latest;
        }

        return new ChainPlan(start, stops, wayHome < 0 ? null : hops[^1].Ways[wayHome], home, changes, directSeconds);
    }

    private static int FirstFrom(Way[] ways, int seconds)
    {
        int low = 0, high = ways.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ways[middle].LeaveSeconds < seconds) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <param name="Before">The step of the stop before; -1 = the start.</param>
    /// <param name="Way">Place in the hop's ways; -1 = direct.</param>
    /// <param name="LeaveStart">The latest leaving of the start; <see cref="NotYet"/> while all links so far are direct.</param>
    private readonly record struct Arrival(int Before, int Way, int LeaveStart, int Changes, int DirectSeconds)
    {
        public static readonly Arrival None = new(-1, -1, int.MinValue, 0, 0);

        public bool IsBetterThan(Arrival other) =>
            other.Before < 0 || (-LeaveStart, Changes, DirectSeconds).CompareTo((-other.LeaveStart, other.Changes, other.DirectSeconds)) < 0;
    }

    /// <summary>A visit of one stop in one opening, reached one way. Hi and Lo bound the moments at which it can happen.</summary>
    private readonly record struct Step(Arrival By, Span Open, int ArriveHi, int EndLo, int EndHi, int LeaveHi);
}
