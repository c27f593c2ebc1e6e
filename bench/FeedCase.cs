using ResourceMatch.Importers.Gtfs;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Bench;

/// <summary>A feed, a date of it, and the window that is asked.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Path">A zip or folder.</param>
/// <param name="FromSeconds">Begin of two hours.</param>
internal sealed record FeedCase(string Name, string Path, DateOnly Date, int FromSeconds)
{
    public const int WindowSeconds = 7_200;

    /// <summary>How many stops are asked from, spread evenly over the feed.</summary>
    public const int OriginCount = 30;

    public static FeedCase Sample(string samples) => new("sample", System.IO.Path.Combine(samples, "gtfs"), new DateOnly(2026, 11, 24), 8 * 3600);

    /// <summary>The real feeds of a data folder, those that are there.</summary>
    public static IReadOnlyList<FeedCase> Real(string data) =>
    [
        .. new[]
        {
            new FeedCase("carta", System.IO.Path.Combine(data, "gtfs", "carta_chattanooga.zip"), new DateOnly(2026, 5, 13), 8 * 3600),
            new FeedCase("cdmx", System.IO.Path.Combine(data, "gtfs", "cdmx.zip"), new DateOnly(2019, 5, 14), 8 * 3600),
            new FeedCase("poa_eptc", System.IO.Path.Combine(data, "gtfs", "poa_eptc.zip"), new DateOnly(2019, 5, 13), 14 * 3600),
        }.Where(each => File.Exists(each.Path)),
    ];

    public Timetable Load() => GtfsFeed.Load(Path).Timetable;

    public NetworkDay DayOf(Timetable timetable, DayOptions? options = null) => ((DayOutcome.Ready)NetworkDay.For([timetable], Date, options ?? new DayOptions())).Day;

    public TravelNetwork NetworkOf(Timetable timetable) => new([new KeyedFeed(Name, timetable)]);

    /// <summary>Leave times of the window, latest first.</summary>
    public int[] Minutes => [.. Enumerable.Range(0, WindowSeconds / 60).Select(minute => FromSeconds + WindowSeconds - 60 - (minute * 60))];

    public static StopIndex[] OriginsOf(NetworkDay day) =>
        [.. Enumerable.Range(0, OriginCount).Select(number => new StopIndex((int)((long)number * day.StopCount / OriginCount))).Distinct()];
}
