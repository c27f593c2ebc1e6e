using ResourceMatch.Transit;

namespace ResourceMatch.Transit.Tests.Worlds;

/// <summary>The answer by brute force: which calls of which runs can one be aboard at, with how few vehicles. No rounds over stops, no patterns, no order of trips.</summary>
/// <remarks>A time-expanded graph whose nodes are the calls; edges go to the run's next call, and from each call where one may alight to every call that can be caught from there.</remarks>
internal sealed class SlowSearch(RandomWorld world)
{
    public const int Unreached = RaptorSearch.Unreached;

    /// <summary>For each stop of the source the earliest arrival by ride and the fewest vehicles for it.</summary>
    public (int ArriveSeconds, int Rides)[] Arrivals(IReadOnlyList<(int Stop, int WalkSeconds)> access, int leaveSeconds, Action<Call, int>? visit = null)
    {
        var runs = world.Runs;
        var rides = runs.Select(run => run.Select(_ => int.MaxValue).ToArray()).ToArray();
        var queue = new PriorityQueue<(int Run, int Call), int>();
        for (var run = 0; run < runs.Count; run++)
        {
            for (var call = 0; call < runs[run].Length; call++)
            {
                var here = runs[run][call];
                if (here.MayBoard && access.Any(walk => walk.Stop == here.Stop && leaveSeconds + walk.WalkSeconds <= here.DepartureSeconds))
                {
                    queue.Enqueue((run, call), 1);
                }
            }
        }

        var best = world.Source.Stops.Select(_ => (ArriveSeconds: Unreached, Rides: 0)).ToArray();
        while (queue.TryDequeue(out var at, out var count))
        {
            if (rides[at.Run][at.Call] <= count)
            {
                continue;
            }

            rides[at.Run][at.Call] = count;
            if (at.Call + 1 == runs[at.Run].Length)
            {
                continue;
            }

            queue.Enqueue((at.Run, at.Call + 1), count);
            // Aboard when leaving this call means arriving at the next one.
            var next = runs[at.Run][at.Call + 1];
            if (!next.MayAlight)
            {
                continue;
            }

            visit?.Invoke(next, count);
            var way = (next.ArrivalSeconds, count);
            if (way.CompareTo(best[next.Stop]) < 0)
            {
                best[next.Stop] = way;
            }

            for (var run = 0; run < runs.Count; run++)
            {
                for (var call = 0; call < runs[run].Length; call++)
                {
                    var there = runs[run][call];
                    if (there.MayBoard && SecondsToChange(next.Stop, there.Stop) is { } change && next.ArrivalSeconds + change <= there.DepartureSeconds)
                    {
                        queue.Enqueue((run, call), count + 1);
                    }
                }
            }
        }

        return best;
    }

    /// <summary>Seconds of one walk between two stops of the source; null when there is none.</summary>
    public int? WalkSeconds(int from, int to) => Footpath(from, to)?.Walk;

    /// <summary>Seconds from alighting at a stop until another vehicle may be boarded at this or another one; null when it may not.</summary>
    public int? SecondsToChange(int from, int to)
    {
        var options = world.Options;
        if (from != to)
        {
            return Footpath(from, to)?.Board;
        }

        return Rule(from, to) switch
        {
            null => options.ChangeSeconds,
            { TransferType: 3 } => null,
            { MinSeconds: >= 0 and var seconds } => seconds,
            { TransferType: 1 } => 0,
            _ => options.ChangeSeconds,
        };
    }

    private (int Walk, int Board)? Footpath(int from, int to)
    {
        var options = world.Options;
        var (a, b) = (world.Source.Stops[from], world.Source.Stops[to]);
        var meters = options.DetourFactor * GreatCircle.DistanceMeters(a.Latitude, a.Longitude, b.Latitude, b.Longitude);
        var walk = double.IsNaN(meters) ? (int?)null : (int)Math.Ceiling(meters / options.WalkMetersPerSecond);
        if (Rule(from, to) is not { } rule)
        {
            return options.Walking == WalkingSource.Line && walk is { } seconds && meters <= options.MaxWalkMeters ? (seconds, seconds + options.ChangeSeconds) : null;
        }

        if (rule.TransferType == 3)
        {
            return null;
        }

        if (rule.MinSeconds >= 0 && (options.Walking == WalkingSource.Feed || walk is null))
        {
            return (rule.MinSeconds, rule.MinSeconds);
        }

        if (walk is not { } known || (options.Walking == WalkingSource.Line && meters > options.MaxWalkMeters))
        {
            return null;
        }

        return (known, rule.MinSeconds >= 0 ? Math.Max(known, rule.MinSeconds) : rule.TransferType == 1 ? known : known + options.ChangeSeconds);
    }

    private SourceTransfer? Rule(int from, int to)
    {
        // A transfer beyond 2 km that nobody could walk in its time is dropped by the compiler.
        var rules = world.Source.Transfers.Where(rule => rule.FromStop == from && rule.ToStop == to && !IsAbsurd(rule)).Cast<SourceTransfer?>();
        return rules.FirstOrDefault();
    }

    private bool IsAbsurd(SourceTransfer rule)
    {
        var (a, b) = (world.Source.Stops[rule.FromStop], world.Source.Stops[rule.ToStop]);
        var meters = GreatCircle.DistanceMeters(a.Latitude, a.Longitude, b.Latitude, b.Longitude);
        return rule.TransferType != 3 && meters > 2_000 && (rule.MinSeconds < 0 || meters > rule.MinSeconds * 3.0);
    }
}
