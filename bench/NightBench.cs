using System.Diagnostics;
using System.Globalization;
using ResourceMatch.Api.Features.Night;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Outings;
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
        var wantedStops = new WantedStops(timetable.StopCount, wanted);
        var profiles = new NightProfiles(network, dates, wantedStops, limits.OneWayMinutes * 60, 1L << 29);
        // Neighbors together, as the night sorts them: they share their stops' profiles.
        int[] order = [.. Enumerable.Range(0, households).OrderBy(home => Math.Floor(city.HouseholdOf(home).Home!.Value.Latitude * 100)).ThenBy(home => city.HouseholdOf(home).Home!.Value.Longitude)];
        var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var kept = 0L;
        Parallel.ForEach(order.Chunk(250), new ParallelOptions { MaxDegreeOfParallelism = Threads }, chunk => Interlocked.Add(ref kept, Match(chunk)));
        var (wall, spent) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu);
        report.Add("took", string.Create(CultureInfo.InvariantCulture, $"{wall.TotalSeconds:0.0} s, processor {spent.TotalSeconds:0.0} s; {profiles.Searched:N0} profiles searched; {kept:N0} verdicts kept"));

        // The two parts by themselves, on one thread and warm: wall time would count whoever else uses the machine.
        int[] last = [.. order.TakeLast(250)];
        Match(last);
        cpu = Environment.CpuUsage.TotalTime;
        Match(last);
        var each = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / last.Length;
        var (search, searched) = (SearchMilliseconds(network, dates, wantedStops, limits), profiles.Searched);
        var all = dates.Length * 2L * timetable.StopCount;
        report.Add("a profile, a household", string.Create(CultureInfo.InvariantCulture, $"{search:0.00} ms to search one of at most {all:N0} profiles ({searched:N0} so far); {each:0.00} ms to join and judge a household"));
        var minutes = ((search * all) + (each * WholeDistrict)) / Threads / 60_000;
        report.Add("100,000 households would take", string.Create(CultureInfo.InvariantCulture, $"{minutes:0.0} min on {Threads} processors, {search * all / Threads / 60_000:0.0} of it routing"), feed.Name == "cdmx" ? "≤ 25 min" : "≤ 6 min");
        report.Memory();

        int Match(int[] homes)
        {
            var joining = new NightJoining(profiles);
            List<PlaceVerdict> verdicts = [];
            var found = 0;
            foreach (var home in homes)
            {
                var travel = joining.Begin(city.HouseholdOf(home));
                foreach (var date in dates)
                {
                    verdicts.Clear();
                    city.Engine.Judge(travel, BenchCity.Need, date, 1, verdicts);
                    found += verdicts.Count(verdict => verdict.State == PlaceState.Kept);
                }
            }

            return found;
        }
    }

    private static double SearchMilliseconds(TravelNetwork network, DateOnly[] dates, WantedStops wanted, Limits limits)
    {
        var count = 0;
        var spent = TimeSpan.Zero;
        foreach (var date in dates)
        {
            foreach (var isBack in (bool[])[false, true])
            {
                var day = network.FindDay(date, network.OptionsFor(isBack ? limits.CarryMeters : limits.WalkMeters, Walker.OnFoot))!;
                var search = new ProfileSearch(day);
                var window = new TimeWindow(0, 86_400);
                var cpu = Environment.CpuUsage.TotalTime;
                foreach (var stop in FeedCase.OriginsOf(day))
                {
                    StopProfile.Find(search, stop, isBack, window, wanted, limits.OneWayMinutes * 60);
                    count++;
                }

                spent += Environment.CpuUsage.TotalTime - cpu;
            }
        }

        return spent.TotalMilliseconds / count;
    }

    private static DateOnly NextOf(DateOnly date, DayOfWeek day) => date.AddDays(((int)day - (int)date.DayOfWeek + 7) % 7);
}
