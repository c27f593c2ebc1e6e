using NetTopologySuite.Geometries;
using ResourceMatch.Domain.Places;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Imports;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Gtfs;

/// <summary>import gtfs: reads and compiles a feed and makes it live in one step, or says why not.</summary>
public static class GtfsImport
{
    /// <param name="path">A zip or a folder.</param>
    /// <param name="key">The feed's key; null = the name of the file or folder.</param>
    /// <param name="isConfirmed">A person has said that a feed with half the trips of the live one, or fewer, is right.</param>
    /// <exception cref="ImportRefusedException">Nothing of it can be ridden, or it lost half of its trips and is held for a person to confirm; the version that was live stays.</exception>
    public static async Task<GtfsImportResult> RunAsync(
        DirectoryDatabase database, string path, string? key, TimeProvider clock, IProgress<GtfsProgress>? progress, CancellationToken cancellation, bool isConfirmed = false)
    {
        key ??= KeyOf(path);
        var feed = GtfsFeed.Load(path, progress: progress, cancellation: cancellation);
        FeedOutcome outcome;
        try
        {
            var row = Row(key, Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), feed.Timetable);
            outcome = await FeedImport.StoreAsync(database, row, clock, cancellation, Osm.StreetImport.MakeStopWalks, isConfirmed);
        }
        catch (FeedHeldException held)
        {
            throw FeedFiles.Refuse(
                "trips.txt", "many_trips_lost",
                $"This feed has {held.Trips:N0} trips, the live one of {key} has {held.LiveTrips:N0}: half or more are gone, so nothing was changed. If the agency really runs so little now, import it again with --confirm.", held);
        }

        return new GtfsImportResult(key, feed.Timetable, outcome, feed.Notices);
    }

    /// <summary>The key that a path gives when none is named: its last part without an ending, at most 100 letters.</summary>
    public static string KeyOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return name.Length == 0 ? "gtfs" : name.Length > 100 ? name[..100] : name;
    }

    internal static FeedRow Row(string key, string sourceName, Timetable timetable)
    {
        var stops = Enumerable.Range(0, timetable.StopCount).Select(place => timetable.GetStop(new StopIndex(place))).Select(Row).ToList();
        var lines = Enumerable.Range(0, timetable.LineCount).Select(place => timetable.GetLine(new LineIndex(place))).ToList();
        var agency = timetable.FeedName.Length > 0 ? timetable.FeedName : lines.Select(line => line.AgencyName).FirstOrDefault(name => name.Length > 0) ?? key;
        return new FeedRow(
            key, sourceName, Storable(agency), timetable.TimeZone.Id, timetable.FirstServiceDate, timetable.LastServiceDate, timetable.TripCount, TimetableSnapshot.Write(timetable),
            stops, [.. lines.Select(Row)], timetable.ListLineShapes().Select(shape => Row(timetable, shape)));
    }

    private static StopRow Row(TransitStop stop) => new(
        Storable(stop.Id), Storable(stop.Name),
        stop.Wheelchair switch { Accessibility.Yes => true, Accessibility.No => false, _ => null },
        stop.HasPoint ? new GeoPoint(stop.Longitude, stop.Latitude).ToPoint() : null);

    private static LineRow Row(TransitLine line) => new(
        Storable(line.Id), Storable(line.ShortName), Storable(line.LongName), Storable(line.Color), Storable(line.TextColor), line.RouteType);

    private static LineShapeRow Row(Timetable timetable, LineShape shape) => new(
        Storable(timetable.GetLine(shape.Line).Id), shape.Direction,
        new LineString([.. shape.Points.Select(point => new Coordinate(point.Longitude, point.Latitude))]) { SRID = GeoPoint.Srid });

    private static string Storable(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}

/// <param name="Key">The key under which it was stored.</param>
public sealed record GtfsImportResult(string Key, Timetable Timetable, FeedOutcome Outcome, NoticeLog Notices);
