using System.Diagnostics;
using System.Globalization;
using ResourceMatch.Api.Features.Night;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching;
using ResourceMatch.Transit;

namespace ResourceMatch.Bench;

/// <summary>The work of a district's night without its database: profiles of access stops, joined with each home's walks, and every household judged; two threads.</summary>
internal static class NightBench
{
    private const int Places = 10_000;
    private const int Answering = 1_000;
    private const int WholeDistrict = 100_000;
    private const int Threads = 2;

    public static void Run(FeedCase feed, int households, Report report)
    {
        DateOnly[] dates = feed.Name == "cdmx" ? [feed.Date] : [feed.Date, NextOf(feed.Date, DayOfWeek.Saturday), NextOf(feed.Date, DayOfWeek.Sunday)];
        report.Begin(string.Create(CultureInfo.InvariantCulture, $"{feed.Name}: a night of {households:N0} households, {Answering:N0} candidates each of {Places:N0} services, {dates.Length} dates, {Threads} threads"));
        var timetable = feed.Load();
        var city = new BenchCity(timetable, Places, Answering, households);
        var network = feed.NetworkOf(timetable);
        var limits = new Limits();
        var grid = new StopGrid([timetable]);
        var wanted = city.Candidates.Take(Answering).SelectMany(place => grid.Within(place.Point!.Value.Latitude, place.Point.Value.Longitude, limits.WalkMeters).Select(near => near.Stop));
        var profiles = new NightProfiles(network, dates, new WantedStops(timetable.StopCount, wanted), limits.OneWayMinutes * 60, 1L << 29);
        // Neighbors together, as the night sorts them: they share their stops' profiles.
        int[] order = [.. Enumerable.Range(0, households).OrderBy(home => Math.Floor(city.HouseholdOf(home).Home!.Value.Latitude * 100)).ThenBy(home => city.HouseholdOf(home).Home!.Value.Longitude)];
        var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var kept = 0L;
        Parallel.ForEach(order.Chunk(250), new ParallelOptions { MaxDegreeOfParallelism = Threads }, chunk =>
        {
            var joining = new NightJoining(profiles);
            List<PlaceVerdict> verdicts = [];
            foreach (var home in chunk)
            {
                var travel = joining.Begin(city.HouseholdOf(home));
                verdicts.Clear();
                foreach (var date in dates) city.Engine.Judge(travel, BenchCity.Need, date, 1, verdicts);
                Interlocked.Add(ref kept, verdicts.Count(verdict => verdict.State == PlaceState.Kept));
            }
        });
        var (wall, spent) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu);
        var each = (spent - profiles.SearchTime).TotalMilliseconds / households;
        report.Add("took", string.Create(CultureInfo.InvariantCulture, $"{wall.TotalSeconds:0.0} s, processor {spent.TotalSeconds:0.0} s; {profiles.Searched:N0} profiles searched in {profiles.SearchTime.TotalSeconds:0.0} s; {each:0.00} ms a household besides; {kept:N0} verdicts kept"));
        var minutes = (profiles.SearchTime.TotalMilliseconds + (each * WholeDistrict)) / Threads / 60_000;
        report.Add("100,000 households would take", string.Create(CultureInfo.InvariantCulture, $"{minutes:0.0} min on {Threads} processors (profiles once, the rest in proportion)"), feed.Name == "cdmx" ? "≤ 25 min" : "≤ 6 min");
        report.Memory();
    }

    private static DateOnly NextOf(DateOnly date, DayOfWeek day) => date.AddDays(((int)day - (int)date.DayOfWeek + 7) % 7);
}
