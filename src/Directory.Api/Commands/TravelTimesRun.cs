using System.Numerics;
using ResourceMatch.Domain.Places;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Commands;

/// <summary>Searches one origin after the other: for each departure the arrivals at every destination, whatever the number of threads.</summary>
/// <remarks>Immutable; a <see cref="Worker"/> belongs to one thread.</remarks>
internal sealed class TravelTimesRun
{
    private readonly TravelTimesGround ground;
    private readonly IReadOnlyList<TravelPlace> origins;
    private readonly int[] departures;
    private readonly StreetPoint?[] streetPoints;

    // For stops as destinations: their numbers. For points: (destination, seconds of the walk from the stop) by stop.
    private readonly int[]? stops;
    private readonly int[] walkBase = [];
    private readonly (int Destination, int WalkSeconds)[] walks = [];

    /// <param name="departures">Each later than the one before.</param>
    public TravelTimesRun(TravelTimesGround ground, IReadOnlyList<TravelPlace> origins, IReadOnlyList<TravelPlace> destinations, int[] departures, int threads)
    {
        (this.ground, this.origins, this.departures, Destinations) = (ground, origins, departures, destinations);
        streetPoints = new StreetPoint?[destinations.Count];
        if (destinations.All(place => place.Stop is not null))
        {
            stops = [.. destinations.Select(place => place.Stop!.Value.Value)];
            return;
        }

        var around = new IReadOnlyList<StopWalk>[destinations.Count];
        Parallel.For(0, destinations.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, index =>
        {
            around[index] = ground.WalksAround(destinations[index]);
            streetPoints[index] = destinations[index].Point is { } point ? ground.Snap(point) : null;
        });
        walkBase = new int[ground.Day.StopCount + 1];
        foreach (var walk in around.SelectMany(each => each)) walkBase[walk.Stop.Value + 1]++;
        for (var stop = 0; stop < ground.Day.StopCount; stop++) walkBase[stop + 1] += walkBase[stop];
        walks = new (int, int)[walkBase[^1]];
        var next = walkBase[..^1];
        for (var index = 0; index < around.Length; index++)
        {
            foreach (var walk in around[index]) walks[next[walk.Stop.Value]++] = (index, walk.WalkSeconds);
        }
    }

    public IReadOnlyList<TravelPlace> Destinations { get; }

    public IReadOnlyList<int> Departures => departures;

    public int OriginCount => origins.Count;

    public TravelPlace Origin(int index) => origins[index];

    /// <summary>Points beyond the snap limit of any street, for which the straight line stands.</summary>
    public int CountOffStreets() => ground.Streets is null ? 0
        : Enumerable.Range(0, Destinations.Count).Count(index => Destinations[index].Point is not null && stops is null && streetPoints[index] is null)
          + origins.Count(origin => origin is { Stop: null, Point: { } point } && ground.Snap(point) is null);

    /// <summary>Keeps the arrays of one thread.</summary>
    public sealed class Worker(TravelTimesRun run, TimeProvider clock)
    {
        private readonly int count = run.Destinations.Count;
        private readonly int[] best = new int[run.Destinations.Count];
        private readonly int[] direct = new int[run.Destinations.Count];
        private readonly RaptorSearch toStops = new(run.ground.Day);
        private readonly WindowSearch toPoints = new(run.ground.Day);

        /// <param name="origin">Its place among the origins.</param>
        /// <param name="arrivals">Filled with one row for each departure, in their order, of one arrival for each destination; <see cref="RaptorSearch.Unreached"/> where there is no way. Null = only for the time.</param>
        /// <returns>Ticks of routing alone: without the walks around the origin, and without filling.</returns>
        public long Search(int origin, int[]? arrivals)
        {
            var place = run.origins[origin];
            var access = run.ground.WalksAround(place);
            return run.stops is { } stops ? SearchStops(access, stops, arrivals) : SearchPoints(access, place, arrivals);
        }

        private long SearchStops(IReadOnlyList<StopWalk> access, int[] stops, int[]? arrivals)
        {
            var filling = 0L;
            var next = run.departures.Length;
            var start = clock.GetTimestamp();
            toStops.FindArrivals(access, run.departures.Reverse(), (_, atAll) =>
            {
                next--;
                if (arrivals is null) return;
                var pause = clock.GetTimestamp();
                var row = arrivals.AsSpan(next * count, count);
                for (var i = 0; i < row.Length; i++) row[i] = atAll[stops[i]];
                filling += clock.GetTimestamp() - pause;
            });
            return clock.GetTimestamp() - start - filling;
        }

        private long SearchPoints(IReadOnlyList<StopWalk> access, TravelPlace origin, int[]? arrivals)
        {
            run.WalkDirectly(origin, direct);
            var next = run.departures.Length;
            var start = clock.GetTimestamp();
            Array.Fill(best, RaptorSearch.Unreached);
            toPoints.FindRides(access, run.departures.Reverse(), (leave, byRide, sooner) =>
            {
                next--;
                foreach (var stop in sooner)
                {
                    var arrival = byRide[stop];
                    foreach (ref readonly var walk in run.walks.AsSpan(run.walkBase[stop], run.walkBase[stop + 1] - run.walkBase[stop]))
                    {
                        best[walk.Destination] = Math.Min(best[walk.Destination], arrival + walk.WalkSeconds);
                    }
                }

                if (arrivals is null) return;
                Sooner(best, direct, leave, arrivals.AsSpan(next * count, count));
            });
            return clock.GetTimestamp() - start;
        }
    }

    /// <summary>The sooner of riding and walking for each destination; two that are both <see cref="RaptorSearch.Unreached"/> stay it, as no walk makes that sooner.</summary>
    private static void Sooner(int[] byRide, int[] walkSeconds, int leave, Span<int> arrivals)
    {
        var width = Vector<int>.Count;
        var left = new Vector<int>(leave);
        var i = 0;
        for (; i <= arrivals.Length - width; i += width) Vector.Min(new Vector<int>(byRide, i), new Vector<int>(walkSeconds, i) + left).CopyTo(arrivals[i..]);
        for (; i < arrivals.Length; i++) arrivals[i] = Math.Min(byRide[i], walkSeconds[i] + leave);
    }

    /// <summary>Seconds of the way on foot alone to each destination, within the walking limit.</summary>
    private void WalkDirectly(TravelPlace origin, int[] seconds)
    {
        Array.Fill(seconds, RaptorSearch.Unreached);
        if (origin.Point is not { } from) return;
        var options = ground.Day.Options;
        var reach = ground.Snap(from) is { } start ? ground.Streets!.Walk(start, options.Walker, options.MaxWalkMeters) : null;
        for (var i = 0; i < seconds.Length; i++)
        {
            if (from == Destinations[i].Point)
            {
                seconds[i] = 0;
                continue;
            }

            // No street is shorter than the straight line, but for rounding.
            if (from.MetersTo(Destinations[i].Point!.Value) is var straight && straight > (options.MaxWalkMeters * 1.01) + 5) continue;
            var isOnStreets = reach is not null && streetPoints[i] is not null;
            double? meters = isOnStreets ? reach!.MetersTo(streetPoints[i]!.Value) : options.WalkedMeters(straight);
            if (meters <= options.MaxWalkMeters) seconds[i] = options.WalkSeconds(meters.Value);
        }
    }
}
