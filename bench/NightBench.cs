using System.Collections.Concurrent;
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
    private const int WarmUp = 100;
    private const int Chunk = 250;

    public static void Run(FeedCase feed, int households, Report report)
    {
        DateOnly[] dates = feed.Name == "cdmx" ? [feed.Date] : [feed.Date, NextOf(feed.Date, DayOfWeek.Saturday), NextOf(feed.Date, DayOfWeek.Sunday)];
        report.Begin(string.Create(CultureInfo.InvariantCulture, $"{feed.Name}: a night of {households:N0} households, {Answering:N0} candidates each of {Places:N0} services, {dates.Length} dates, {Threads} threads"));
        var timetable = feed.Load();
        var city = new BenchCity(timetable, Places, Answering, WholeDistrict);
        var network = feed.NetworkOf(timetable);
        var limits = new Limits();
        var grid = new StopGrid([timetable]);
        var wanted = city.Candidates.Take(Answering).SelectMany(place => grid.Within(place.Point!.Value.Latitude, place.Point.Value.Longitude, limits.WalkMeters).Select(near => near.Stop));
        var wantedStops = new WantedStops(timetable.StopCount, wanted);
        var profiles = new NightProfiles(network, dates, wantedStops, limits.OneWayMinutes * 60, 1L << 29);
        // Some chunks of the whole district in the night's own order, spread evenly over it: as thickly settled as the whole, so that what they cost, the whole costs in proportion.
        // Of routing a little too much is counted: neighboring chunks share the profiles at their borders.
        int[] all = [.. Enumerable.Range(0, WholeDistrict).OrderBy(home => SpaceCurve.PlaceOf(city.HouseholdOf(home).Home!.Value))];
        Match(all[..WarmUp]);
        List<int[]> chunks = [.. Enumerable.Range(0, (households + Chunk - 1) / Chunk).Select(number => all.AsSpan((int)((long)number * WholeDistrict / ((households + Chunk - 1) / Chunk)), Chunk).ToArray())];
        households = chunks.Count * Chunk;
        var (cpu, start, before) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp(), profiles.Searched);
        var kept = 0L;
        Parallel.ForEach(Partitioner.Create(chunks, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Threads }, chunk => Interlocked.Add(ref kept, Match(chunk)));
        var (wall, spent, searched) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu, profiles.Searched - before);
        var search = SearchMilliseconds(network, dates, wantedStops, limits);
        report.Add("took", string.Create(CultureInfo.InvariantCulture, $"{wall.TotalSeconds:0.0} s, processor {spent.TotalSeconds:0.0} s: {spent.TotalMilliseconds / households:0.00} ms a household; {kept:N0} verdicts kept"));
        report.Add("of it routing", string.Create(CultureInfo.InvariantCulture, $"{searched:N0} profiles searched, {search:0.00} ms each: {search * searched / households:0.00} ms a household; the stops of the feed have {dates.Length * 2L * timetable.StopCount:N0}"));
        var minutes = spent.TotalMinutes * WholeDistrict / households / Threads;
        report.Add("100,000 households would take", string.Create(CultureInfo.InvariantCulture, $"{minutes:0.0} min on {Threads} processors, {minutes / report.Pace:0.0} at the pace of the goals"), feed.Name == "cdmx" ? "≤ 25 min" : "≤ 6 min");
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
