using ResourceMatch.Domain.Places;
using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Buses;

/// <summary>A stop: one side of one street at one corner.</summary>
internal sealed record BusStop(string Id, string Name, Spot Spot, string Wheelchair)
{
    public GeoPoint Point => CityPlan.ToPoint(Spot);
}

/// <summary>One way that a line runs: its stops in order, with the metres from the first.</summary>
internal sealed record BusRun(BusLine Line, int Direction, string Headsign, IReadOnlyList<Spot> Shape, IReadOnlyList<(BusStop Stop, double Meters)> Calls);

/// <summary>Puts exactly 140 stops along the lines: at ends, turns and where lines meet first, then wherever the gap is widest.</summary>
internal sealed class StopPlan
{
    public const int StopCount = 140;

    private const double BeforeCornerMeters = 22, AfterCornerMeters = 45;

    private readonly StreetGrid _grid;
    private readonly Dictionary<(int Node, int StepX, int StepY), BusStop> _stops = [];

    public StopPlan(ulong seed, StreetGrid grid)
    {
        _grid = grid;
        var paths = BusLine.All.Select(line => line.Path(grid)).ToList();
        var served = ChooseCorners(paths);
        var draw = new Seeded(seed, "stops");
        var runs = new List<BusRun>();
        for (var i = 0; i < paths.Count; i++)
        {
            var line = BusLine.All[i];
            runs.Add(Run(draw, line, 0, line.Outbound, paths[i], served[i]));
            if (line.IsLoop) continue;
            runs.Add(Run(draw, line, 1, line.Inbound, [.. Enumerable.Reverse(paths[i])], served[i]));
        }

        Runs = runs;
        Stops = [.. _stops.Values];
    }

    public IReadOnlyList<BusStop> Stops { get; }

    public IReadOnlyList<BusRun> Runs { get; }

    /// <summary>How far the nearest stop is, in a straight line.</summary>
    public double MetersFrom(Spot spot) => Stops.Min(stop => (stop.Spot - spot).Length);

    private List<HashSet<(int, int)>> ChooseCorners(List<List<(int Column, int Row)>> paths)
    {
        var lines = paths.SelectMany((path, i) => path.Distinct().Select(corner => (corner, i))).ToLookup(pair => pair.corner, pair => pair.i);
        bool IsMeeting((int, int) corner, int line) => lines[corner].Any(other => other != line && (BusLine.All[line].Turns.Contains(corner) || BusLine.All[other].Turns.Contains(corner) || !Parallel(paths[line], paths[other], corner)));
        var served = paths.Select((path, i) => path.Where(corner => BusLine.All[i].Turns.Contains(corner) || IsMeeting(corner, i)).ToHashSet()).ToList();
        while (true)
        {
            var count = CountStops(paths, served);
            if (count == StopCount) return served;
            if (count > StopCount) throw new InvalidOperationException($"The lines need {count} stops, {StopCount} are planned.");
            AddInWidestGap(paths, served, StopCount - count);
        }
    }

    /// <summary>Both lines go the same way through this corner: no place to change, they share the street.</summary>
    private static bool Parallel(List<(int Column, int Row)> a, List<(int Column, int Row)> b, (int, int) corner)
    {
        static ((int, int), (int, int)) Neighbours(List<(int, int)> path, (int, int) corner)
        {
            var at = path.IndexOf(corner);
            var (before, after) = (path[Math.Max(at - 1, 0)], path[Math.Min(at + 1, path.Count - 1)]);
            return before.CompareTo(after) < 0 ? (before, after) : (after, before);
        }

        return Neighbours(a, corner) == Neighbours(b, corner);
    }

    private void AddInWidestGap(List<List<(int Column, int Row)>> paths, List<HashSet<(int, int)>> served, int left)
    {
        var best = (Line: -1, Corner: (0, 0), Gap: 0.0);
        for (var i = 0; i < paths.Count; i++)
        {
            var last = 0;
            for (var j = 1; j < paths[i].Count; j++)
            {
                if (!served[i].Contains(paths[i][j])) continue;
                var gap = Meters(paths[i], last, j);
                // The last odd stop can only go to the one-way loop.
                if (j - last > 1 && gap > best.Gap && (left > 1 || BusLine.All[i].IsLoop)) best = (i, paths[i][(last + j) / 2], gap);
                last = j;
            }
        }

        if (best.Line < 0) throw new InvalidOperationException("There is no corner left for another stop.");
        for (var i = 0; i < paths.Count; i++)
        {
            if (i == best.Line || (left > 6 && paths[i].Contains(best.Corner))) served[i].Add(best.Corner);
        }
    }

    private double Meters(List<(int Column, int Row)> path, int from, int to)
    {
        var meters = 0.0;
        for (var i = from; i < to; i++) meters += (At(path[i + 1]) - At(path[i])).Length;
        return meters;
    }

    private static int CountStops(List<List<(int Column, int Row)>> paths, List<HashSet<(int, int)>> served)
    {
        var stops = new HashSet<(int, int, int, int)>();
        for (var i = 0; i < paths.Count; i++)
        {
            Add(paths[i], served[i]);
            if (!BusLine.All[i].IsLoop) Add([.. Enumerable.Reverse(paths[i])], served[i]);
        }

        return stops.Count;

        void Add(List<(int Column, int Row)> path, HashSet<(int, int)> at)
        {
            for (var j = 0; j < path.Count; j++)
            {
                if (!at.Contains(path[j])) continue;
                var (x, y) = Step(path, j);
                stops.Add((path[j].Column, path[j].Row, x, y));
            }
        }
    }

    /// <summary>The way a bus comes to this corner; at the first corner, the way it leaves.</summary>
    private static (int X, int Y) Step(List<(int Column, int Row)> path, int at)
    {
        var (from, to) = at == 0 ? (path[0], path[1]) : (path[at - 1], path[at]);
        return (Math.Sign(to.Column - from.Column), Math.Sign(to.Row - from.Row));
    }

    private BusRun Run(Seeded draw, BusLine line, int direction, string headsign, List<(int Column, int Row)> path, HashSet<(int, int)> served)
    {
        var calls = new List<(BusStop, double)>();
        var meters = 0.0;
        for (var i = 0; i < path.Count; i++)
        {
            if (i > 0) meters += (At(path[i]) - At(path[i - 1])).Length;
            if (served.Contains(path[i])) calls.Add((StopAt(draw, path, i), Math.Max(0, meters - BeforeCornerMeters)));
        }

        return new BusRun(line, direction, headsign, [.. path.Select(At)], calls);
    }

    private BusStop StopAt(Seeded draw, List<(int Column, int Row)> path, int at)
    {
        var (x, y) = Step(path, at);
        var corner = path[at];
        var key = (_grid.CornerNode(corner.Column, corner.Row), x, y);
        if (_stops.TryGetValue(key, out var known)) return known;
        // On the street, a little before the corner; the first stop of a line a little after it.
        var other = At(path[at == 0 ? 1 : at - 1]);
        var here = At(corner);
        var spot = here + (other - here) * ((at == 0 ? AfterCornerMeters : BeforeCornerMeters) / (other - here).Length);
        var wheelchair = draw.Below(10) switch { < 7 => "1", < 9 => "", _ => "2" };
        return _stops[key] = new BusStop($"HF{_stops.Count + 1:000}", NameOf(corner), spot, wheelchair);
    }

    private static string NameOf((int Column, int Row) corner) =>
        corner == (15, 14) ? "Market Square" : $"{Short(CityPlan.ColumnNames[corner.Column])} & {Short(CityPlan.RowNames[corner.Row])}";

    private static string Short(string street) => street[..street.LastIndexOf(' ')];

    private Spot At((int Column, int Row) corner) => _grid.Nodes[_grid.CornerNode(corner.Column, corner.Row)];
}
