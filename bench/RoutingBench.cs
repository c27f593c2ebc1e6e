using System.Globalization;
using ResourceMatch.Transit;

namespace ResourceMatch.Bench;

/// <summary>Zip and snapshot to ready; one departure, a window and a whole day from some stops.</summary>
internal static class RoutingBench
{
    public static void Run(FeedCase feed, Report report)
    {
        report.Begin($"{feed.Name}, {feed.Date:yyyy-MM-dd}");
        var (zipGoal, snapshotGoal, dayGoal) = feed.Name switch { "carta" => (120d, 50d, 25d), "cdmx" => (350, 50, 450), _ => (double.NaN, double.NaN, double.NaN) };
        report.Add("zip to ready, one date", Meter.Measure(() => feed.DayOf(feed.Load()), 7, 4), Goal(zipGoal));
        var timetable = feed.Load();
        var snapshot = TimetableSnapshot.Write(timetable);
        report.Add("snapshot to ready, one date", Meter.Measure(() => feed.DayOf(TimetableSnapshot.Read(snapshot))), Goal(snapshotGoal), Count("bytes", snapshot.Length));
        var day = feed.DayOf(timetable);
        Search(feed, day, report, Goal(dayGoal));
        report.Add("resident day", string.Create(CultureInfo.InvariantCulture, $"{day.ResidentBytes / 1048576.0:0.0} MiB for {day.StopTimeCount:N0} stop times: {(double)day.ResidentBytes / day.StopTimeCount:0.0} bytes each"), "≤ 12");
        report.Memory();
    }

    private static void Search(FeedCase feed, NetworkDay day, Report report, double? dayGoal)
    {
        var origins = FeedCase.OriginsOf(day);
        IReadOnlyList<StopWalk>[] access = [.. origins.Select(day.ListWalksFrom)];
        var search = new RaptorSearch(day);
        var next = 0;
        report.Add("one departure, one to all", Meter.Measure(() => search.FindArrivals(access[next++ % access.Length], feed.FromSeconds).Length, 60), null, SampleCounters.Text(SampleCounters.OneDeparture(feed, day)));
        var minutes = feed.Minutes;
        report.Add("two hours by the minute, one to all", Meter.Measure(() =>
        {
            search.FindArrivals(access[next++ % access.Length], minutes, static (_, _) => { });
            return null;
        }, 30), null, SampleCounters.Text(SampleCounters.Window(feed, day)));
        var profiles = new ProfileSearch(day);
        report.Add("whole day, out and back, one to all", Meter.Measure(() =>
        {
            var walks = access[next++ % access.Length];
            return (profiles.Out(walks, SampleCounters.WholeDay), profiles.Back(walks, SampleCounters.WholeDay));
        }, 30, 3), dayGoal, SampleCounters.Text(SampleCounters.BothWays(feed, day)));
    }

    private static double? Goal(double goal) => double.IsNaN(goal) ? null : goal;

    private static string Count(string what, long number) => string.Create(CultureInfo.InvariantCulture, $"{what} {number:N0}");
}
