using System.Globalization;
using System.Text.Json;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Importers.Osm;
using ResourceMatch.Matching;
using ResourceMatch.Transit;

namespace ResourceMatch.Bench;

/// <summary>The work that searches and matches over the sample city take, in units that no machine changes: committed as counters.json and compared by a test.</summary>
internal static class SampleCounters
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TimeWindow WholeDay { get; } = new(0, 86_400);

    public static string FileOf(string root) => Path.Combine(root, "bench", "counters.json");

    public static SortedDictionary<string, long> Read(string root) => JsonSerializer.Deserialize<SortedDictionary<string, long>>(File.ReadAllText(FileOf(root)))!;

    public static void Write(string root, SortedDictionary<string, long> counters) => File.WriteAllText(FileOf(root), JsonSerializer.Serialize(counters, Indented) + "\n");

    /// <summary>All of them, from the files of data/samples.</summary>
    public static SortedDictionary<string, long> Compute(string samples)
    {
        var counters = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var feed = FeedCase.Sample(samples);
        var timetable = feed.Load();
        var day = feed.DayOf(timetable);
        counters["day.patterns"] = day.PatternCount;
        counters["day.runs"] = day.TripCount;
        counters["day.footpaths"] = day.FootpathCount;
        Add("oneDeparture", OneDeparture(feed, day));
        Add("window", Window(feed, day));
        Add("wholeDayBothWays", BothWays(feed, day));
        AddStreets(counters, samples, timetable);
        AddMatch(counters, feed, timetable);
        return counters;

        void Add(string what, SearchCounters work)
        {
            foreach (var (name, number) in List(work)) counters[$"{what}.{name}"] = number;
        }
    }

    public static SearchCounters OneDeparture(FeedCase feed, NetworkDay day)
    {
        var search = new RaptorSearch(day);
        foreach (var origin in FeedCase.OriginsOf(day)) search.FindArrivals(day.ListWalksFrom(origin), feed.FromSeconds);
        return search.Counters;
    }

    public static SearchCounters Window(FeedCase feed, NetworkDay day)
    {
        var search = new RaptorSearch(day);
        foreach (var origin in FeedCase.OriginsOf(day)) search.FindArrivals(day.ListWalksFrom(origin), feed.Minutes, static (_, _) => { });
        return search.Counters;
    }

    public static SearchCounters BothWays(FeedCase feed, NetworkDay day)
    {
        var search = new ProfileSearch(day);
        SearchCounters sum = default;
        foreach (var origin in FeedCase.OriginsOf(day))
        {
            var walks = day.ListWalksFrom(origin);
            sum = Sum(Sum(sum, search.Out(walks, WholeDay).Counters), search.Back(walks, WholeDay).Counters);
        }

        return sum;
    }

    /// <summary>Per origin, in one line.</summary>
    public static string Text(SearchCounters work) => string.Join(", ", List(work)
        .Where(each => each.Name is "patternsScanned" or "stopsScanned" or "tripsProbed" or "footpathsWalked")
        .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Name} {each.Number / FeedCase.OriginCount:N0}")));

    private static void AddStreets(SortedDictionary<string, long> counters, string samples, Timetable timetable)
    {
        var network = StreetCompiler.Compile(StreetReader.Read(Path.Combine(samples, "streets.osm"), new NoticeLog()).Source);
        var search = new StreetSearch(network);
        for (var stop = 0; stop < timetable.StopCount; stop += 5)
        {
            var known = timetable.GetStop(new StopIndex(stop));
            if (network.Snap(known.Latitude, known.Longitude, Walker.OnFoot) is { } point) search.Walk(point, Walker.OnFoot, 1_200);
        }

        counters["streets.junctions"] = network.JunctionCount;
        counters["streets.edges"] = network.EdgeCount;
        counters["streets.searches"] = search.Counters.Searches;
        counters["streets.nodesSettled"] = search.Counters.NodesSettled;
        counters["streets.edgesRelaxed"] = search.Counters.EdgesRelaxed;
    }

    private static void AddMatch(SortedDictionary<string, long> counters, FeedCase feed, Timetable timetable)
    {
        var city = new BenchCity(timetable, 1_000, 1_000);
        List<PlaceVerdict> verdicts = [];
        var work = city.Engine.Judge(city.TravelOf(feed.NetworkOf(timetable), 0), BenchCity.Need, feed.Date, 1, verdicts);
        counters["match.placesJudged"] = work.PlacesJudged;
        counters["match.placesSearched"] = work.PlacesSearched;
        counters["match.waysTried"] = work.WaysTried;
        counters["match.outingsTried"] = work.OutingsTried;
        counters["match.kept"] = verdicts.Count(verdict => verdict.State == PlaceState.Kept);
    }

    private static (string Name, long Number)[] List(SearchCounters work) =>
    [
        ("departures", work.Departures), ("rounds", work.Rounds), ("patternsScanned", work.PatternsScanned), ("stopsScanned", work.StopsScanned),
        ("tripsProbed", work.TripsProbed), ("arrivalsImproved", work.ArrivalsImproved), ("footpathsWalked", work.FootpathsWalked),
    ];

    private static SearchCounters Sum(SearchCounters one, SearchCounters other) => new(
        one.Departures + other.Departures, one.Rounds + other.Rounds, one.PatternsScanned + other.PatternsScanned, one.StopsScanned + other.StopsScanned,
        one.TripsProbed + other.TripsProbed, one.ArrivalsImproved + other.ArrivalsImproved, one.FootpathsWalked + other.FootpathsWalked);
}
