using System.Globalization;

namespace ResourceMatch.Bench;

/// <summary>How fast this machine is beside the one that the goals in milliseconds were set on, by the one program that was timed on both: bound.</summary>
internal static class Machine
{
    private const int Runs = 5;

    // What bound took there, milliseconds an origin for every minute of two hours.
    private static readonly Dictionary<string, double> WhereGoalsWereSet = new() { ["carta"] = 0.34, ["poa_eptc"] = 3.28, ["cdmx"] = 12.4 };

    /// <summary>Runs bound now and sets the report's pace. The least of several runs counts, so that other work on the machine makes no goal easier.</summary>
    public static void Measure(Bound bound, FeedCase feed, Report report)
    {
        if (!WhereGoalsWereSet.TryGetValue(feed.Name, out var there)) return;
        var from = feed.FromSeconds / 60;
        var here = Enumerable.Range(0, Runs).Select(_ => bound.Run(feed, 24, from, from + (FeedCase.WindowSeconds / 60))).Min();
        report.Pace = here / there;
        report.Add("pace of this machine", string.Create(CultureInfo.InvariantCulture, $"{report.Pace:0.00}: bound takes {Meter.Text(here)} ms an origin on {feed.Name}, and took {Meter.Text(there)} where the goals were set"));
    }
}
