using ResourceMatch.Importers.Notices;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>A feed that was read and compiled, and everything that was found wrong with it on the way.</summary>
/// <param name="Timetable">Ready to be searched or kept as a snapshot.</param>
/// <param name="Notices">Counts of each kind, with examples.</param>
public sealed record GtfsFeed(Timetable Timetable, NoticeLog Notices)
{
    /// <summary>Reads a zip or a folder.</summary>
    /// <param name="path">A zip file or a folder with a feed's files, in it or one folder deeper.</param>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <param name="progress">Told after each file; may be null.</param>
    /// <param name="cancellation">Looked at between files and every 65,536 rows.</param>
    /// <exception cref="ImportRefusedException">Nothing of it can be ridden, or it cannot be read at all; its notice names the file and says what to do.</exception>
    public static GtfsFeed Load(string path, GtfsReadOptions? options = null, IProgress<GtfsProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new GtfsReadOptions();
        var notices = new NoticeLog(options.ExamplesPerNotice);
        using var files = FeedFiles.Open(path, options, notices);
        var source = new GtfsReader(files, options, notices, progress, cancellation).Read();
        var compilation = TimetableCompiler.Compile(source);
        FindingNotices.Add(notices, compilation.Findings);
        if (compilation.Timetable is { } timetable)
        {
            return new GtfsFeed(timetable, notices);
        }

        throw compilation.HasTrips
            ? FeedFiles.Refuse("calendar.txt", "service_has_no_active_day", "No service of the feed runs on any date (calendar.txt, calendar_dates.txt): nothing can be routed. Ask the agency for a current feed.")
            : FeedFiles.Refuse("stop_times.txt", "unusable_trip", "No trip of the feed has two stops with times (stop_times.txt): nothing can be routed. Ask the agency for the whole feed.");
    }
}
