using ResourceMatch.Checker.Raw;
using ResourceMatch.Checker.Search;

namespace ResourceMatch.Checker.Tests;

/// <summary>A small town by dice: loops, zero-minute hops, trips that overtake, repeated stops, walks between stops.</summary>
internal sealed class RandomTown
{
    private readonly Random dice;

    public RandomTown(int seed)
    {
        dice = new Random(seed);
        var stops = new List<string> { "stop_id,stop_name,stop_lat,stop_lon" };
        for (var i = 0; i < 8; i++) stops.Add(FormattableString.Invariant($"s{i},s{i},{Degrees()},{10 + Degrees()}"));
        (A, B) = (new LatLon(Degrees(), 10 + Degrees()), new LatLon(Degrees(), 10 + Degrees()));
        var trips = new List<string> { "route_id,service_id,trip_id" };
        var times = new List<string> { "trip_id,arrival_time,departure_time,stop_id,stop_sequence" };
        for (var trip = 0; trip < 14; trip++)
        {
            trips.Add($"r,all,t{trip}");
            var now = dice.Next(8 * 60, 11 * 60);
            for (int call = 0, calls = dice.Next(2, 6); call < calls; call++)
            {
                times.Add($"t{trip},{now / 60}:{now % 60:00}:00,{now / 60}:{now % 60:00}:00,s{dice.Next(8)},{call}");
                now += dice.Next(0, 12);
            }
        }

        Feed = new RawFeed(RawFiles.Of(new Dictionary<string, string>
        {
            ["agency.txt"] = "agency_timezone\nAmerica/New_York",
            ["stops.txt"] = string.Join('\n', stops),
            ["calendar.txt"] = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nall,1,1,1,1,1,1,1,20260101,20261231",
            ["trips.txt"] = string.Join('\n', trips),
            ["stop_times.txt"] = string.Join('\n', times),
        }));
    }

    public LatLon A { get; }

    public LatLon B { get; }

    public RawFeed Feed { get; }

    /// <summary>Every chain of rides is followed, however foolish; then only the useful ways are kept.</summary>
    public IReadOnlyList<Way> WaysByTryingEverything()
    {
        var hops = Feed.Trips.Values.SelectMany(trip => Enumerable.Range(0, trip.Times.Count).SelectMany(i => Enumerable.Range(i + 1, trip.Times.Count - i - 1).Select(j =>
            (From: trip.Times[i].StopId, To: trip.Times[j].StopId, Board: trip.Times[i].Departure, Alight: trip.Times[j].Arrival)))).Distinct().ToList();
        var ways = new HashSet<Way>();
        var seen = new HashSet<(int Leave, string Stop, int Time)>();
        var open = new Stack<(int Leave, string Stop, int Time)>();
        foreach (var hop in hops.Where(hop => IsNear(A, hop.From))) Push((hop.Board - Seconds(A, hop.From), hop.To, hop.Alight));
        while (open.TryPop(out var state))
        {
            if (IsNear(B, state.Stop)) ways.Add(new Way(state.Leave, state.Time + Seconds(B, state.Stop)));
            foreach (var hop in hops)
            {
                var walk = hop.From == state.Stop ? 0 : Earth.WalkSeconds(Feed.Stops[state.Stop].Point, Feed.Stops[hop.From].Point);
                if ((hop.From == state.Stop || IsNear(Feed.Stops[state.Stop].Point, hop.From)) && hop.Board >= state.Time + walk + 120) Push((state.Leave, hop.To, hop.Alight));
            }
        }

        return [.. ways.Where(way => !ways.Any(other => other != way && other.Leave >= way.Leave && other.Arrive <= way.Arrive)).OrderBy(way => way.Leave)];

        void Push((int Leave, string Stop, int Time) state)
        {
            if (seen.Add(state)) open.Push(state);
        }
    }

    private bool IsNear(LatLon point, string stop) => Earth.WalkedMeters(point, Feed.Stops[stop].Point) <= 1_200;

    private int Seconds(LatLon point, string stop) => Earth.WalkSeconds(point, Feed.Stops[stop].Point);

    private double Degrees() => 0.01 + dice.Next(0, 3_000) / SmallWorld.MetersPerDegree;
}
