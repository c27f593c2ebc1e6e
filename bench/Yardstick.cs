using System.Globalization;
using System.Text.Json;
using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Transit;

namespace ResourceMatch.Bench;

/// <summary>Our searches beside other programs in one run, on the same explicit day of a feed, with every answer compared: a range RAPTOR in C++ (bound.cpp), a slow oracle, the npm package minotor.</summary>
/// <remarks>The folder of these programs is named on the command line and is no part of this repository. Nothing is done where it, Python or a C++ compiler is missing.</remarks>
internal sealed class Yardstick(Bound bound, string folder, string work, Report report)
{
    private const int Passes = 5;

    private static readonly DayOptions AsAgreed = new() { Walking = WalkingSource.Feed, ChangeSeconds = 0 };

    public void Run(FeedCase feed)
    {
        report.Begin($"{feed.Name}, {feed.Date:yyyy-MM-dd}, beside others: one explicit day, {FeedCase.OriginCount} origins, walks of transfers.txt, no time to change");
        var place = bound.Prepare(feed);
        var norm = Path.Combine(place, "norm.zip");
        report.Add("norm.zip to ready", Meter.Measure(() => Day(GtfsFeed.Load(norm).Timetable, feed), 5, 4), feed.Name == "cdmx" ? 900 : null);
        var day = Day(GtfsFeed.Load(norm).Timetable, feed);
        StopIndex[] origins = [.. File.ReadLines(Path.Combine(place, "origins.txt")).Where(line => line.Length > 0).Select(id => day.FindStop(id)!.Value)];
        var (from, until) = (feed.FromSeconds / 60, (feed.FromSeconds + FeedCase.WindowSeconds) / 60);
        Compare("one departure", 1.6, day, origins, [feed.FromSeconds], () => bound.Run(feed, 8, from, from + 1));
        Compare("two hours by the minute", 1.5, day, origins, feed.Minutes, () => bound.Run(feed, 24, from, until));
        Minotor(feed, place, norm, day, origins);
        CheckOracle(feed, place, day, origins);
        bound.Run(feed, 24, from, until, "bound.csv");
        report.Add("every minute against bound", Answers.Compare(Path.Combine(place, "bound.csv"), day, origins, feed.Minutes));
        File.Delete(Path.Combine(place, "bound.csv"));
    }

    private static NetworkDay Day(Timetable timetable, FeedCase feed) => ((DayOutcome.Ready)NetworkDay.For([timetable], feed.Date, AsAgreed)).Day;

    /// <summary>Theirs and ours by turns, so that both meet the same machine.</summary>
    private void Compare(string what, double goal, NetworkDay day, StopIndex[] origins, int[] departures, Func<double> theirs)
    {
        var search = new RaptorSearch(day);
        IReadOnlyList<StopWalk>[] access = [.. origins.Select(day.ListWalksFrom)];
        Meter.Measure(Ours, 3, 3);
        List<double> ratios = [];
        List<double> ownTimes = [];
        List<double> otherTimes = [];
        for (var pass = 0; pass < Passes; pass++)
        {
            otherTimes.Add(theirs());
            ownTimes.Add(Enumerable.Range(0, 3).Select(_ => MillisecondsOf(Ours)).Min() / origins.Length);
            ratios.Add(ownTimes[^1] / otherTimes[^1]);
        }

        report.Add(what, string.Create(CultureInfo.InvariantCulture,
            $"ours {Meter.Text(Meter.Median(ownTimes))} ms an origin, bound {Meter.Text(Meter.Median(otherTimes))} ms: {Meter.Median(ratios):0.00}x ({ratios.Min():0.00}–{ratios.Max():0.00})"), FormattableString.Invariant($"≤ {goal}x"));

        object? Ours()
        {
            foreach (var walks in access)
            {
                if (departures.Length == 1) search.FindArrivals(walks, departures[0]);
                else search.FindArrivals(walks, departures, static (_, _) => { });
            }

            return null;
        }
    }

    private static double MillisecondsOf(Func<object?> run)
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        GC.KeepAlive(run());
        return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private void CheckOracle(FeedCase feed, string place, NetworkDay day, StopIndex[] origins)
    {
        var answers = Path.Combine(place, "oracle.csv");
        var minute = (feed.FromSeconds / 60).ToString(CultureInfo.InvariantCulture);
        if (!File.Exists(answers)) Outside.Run(folder, "python3", "oracle.py", place, minute, minute, "1", answers);
        report.Add("one departure against the oracle", Answers.Compare(answers, day, origins, [feed.FromSeconds]));
    }

    private void Minotor(FeedCase feed, string place, string norm, NetworkDay day, StopIndex[] origins)
    {
        var packages = Path.Combine(work, "minotor");
        Directory.CreateDirectory(packages);
        if (!Directory.Exists(Path.Combine(packages, "node_modules", "minotor")) && Outside.Run(packages, "npm", "install", "--no-audit", "--no-fund", "--loglevel=error", "minotor@1.0.7") is null)
        {
            report.Add("minotor", "not compared: npm is missing");
            return;
        }

        File.Copy(Path.Combine(folder, "peer-minotor.mjs"), Path.Combine(packages, "peer-minotor.mjs"), overwrite: true);
        var minute = feed.FromSeconds / 60;
        var said = Outside.Run(
            packages, "node", "peer-minotor.mjs", place, feed.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), minute.ToString(CultureInfo.InvariantCulture),
            (minute + 1).ToString(CultureInfo.InvariantCulture), "1", "-", FeedCase.OriginCount.ToString(CultureInfo.InvariantCulture), norm)!;
        using var json = JsonDocument.Parse(said);
        var theirs = json.RootElement.GetProperty("mean_ms").GetDouble();
        var search = new RaptorSearch(day);
        var own = Meter.Measure(() =>
        {
            foreach (var origin in origins) search.FindArrivals(day.ListWalksFrom(origin), feed.FromSeconds);
            return null;
        }).MedianWall / origins.Length;
        report.Add("one departure beside minotor 1.0.7", string.Create(CultureInfo.InvariantCulture, $"ours {Meter.Text(own)} ms, minotor {Meter.Text(theirs)} ms: {theirs / own:0}x as fast"), "≥ 30x");
    }
}
