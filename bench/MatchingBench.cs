using ResourceMatch.Matching;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Bench;

/// <summary>One household against 1,000, 10,000 and 100,000 services on one date.</summary>
internal static class MatchingBench
{
    public static void Run(FeedCase feed, Report report)
    {
        report.Begin($"{feed.Name}: one household, {feed.Date:yyyy-MM-dd}, free all day, every place answers the need unless said");
        var timetable = feed.Load();
        var coldGoal = feed.Name switch { "carta" => 25d, "cdmx" => 450, _ => double.NaN };
        foreach (var (places, answering) in new[] { (1_000, 1_000), (10_000, 1_000), (10_000, 10_000), (100_000, 100_000) })
        {
            Measure(feed, timetable, places, answering, places == 10_000 && answering == places ? coldGoal : double.NaN, report);
        }

        report.Memory();
    }

    private static void Measure(FeedCase feed, Timetable timetable, int places, int answering, double coldGoal, Report report)
    {
        var city = new BenchCity(timetable, places, answering);
        var network = feed.NetworkOf(timetable);
        var what = answering == places ? FormattableString.Invariant($"{places:N0} services") : FormattableString.Invariant($"{answering:N0} of {places:N0} services");
        List<PlaceVerdict> verdicts = [];
        MatchCounters work = default;
        var home = 0;
        // The first match of a process finds every place's stops and openings once for all households.
        for (var each = 0; each < city.HomeCount; each++) city.Engine.Match(city.TravelOf(network, each), BenchCity.Need, feed.Date, 1);

        var cold = Meter.Measure(() => city.Engine.Match(city.TravelOf(network, home++), BenchCity.Need, feed.Date, 1), city.HomeCount, 3);
        HouseholdTravel[] travels = [.. Enumerable.Range(0, city.HomeCount).Select(each => city.TravelOf(network, each))];
        foreach (var travel in travels) city.Engine.Match(travel, BenchCity.Need, feed.Date, 1);
        var cached = Meter.Measure(() => city.Engine.Match(travels[home++ % travels.Length], BenchCity.Need, feed.Date, 1), city.HomeCount);
        var judged = Meter.Measure(() =>
        {
            verdicts.Clear();
            work = city.Engine.Judge(travels[home++ % travels.Length], BenchCity.Need, feed.Date, 1, verdicts);
            return verdicts;
        }, city.HomeCount);
        double? cachedGoal = (places, answering) switch { (10_000, 10_000) => 15, (10_000, 1_000) => 2, _ => null };
        report.Add($"{what}, day profiles and match", cold, double.IsNaN(coldGoal) ? null : coldGoal);
        report.Add($"{what}, match on cached profiles", cached, cachedGoal, FormattableString.Invariant($"searched {work.PlacesSearched:N0}, ways {work.WaysTried:N0}, outings {work.OutingsTried:N0}"));
        report.Add($"{what}, verdicts alone (as the night)", judged);
    }
}
