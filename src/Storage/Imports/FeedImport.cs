using System.Globalization;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;

namespace ResourceMatch.Storage.Imports;

/// <summary>A compiled feed on its way into the database. Storage knows no timetable: the snapshot is bytes to it.</summary>
/// <param name="Key">The same key replaces, another stands beside. At most 100 letters.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Snapshot">The compiled timetable as Transit writes it.</param>
public sealed record FeedRow(
    string Key, string SourceName, string Agency, string TimeZone, DateOnly ValidFrom, DateOnly ValidTo, int TripCount, byte[] Snapshot,
    IReadOnlyList<StopRow> Stops, IReadOnlyList<LineRow> Lines, IEnumerable<LineShapeRow> Shapes);

/// <param name="Wheelchair">Null = the feed does not say.</param>
/// <param name="Point">Null = the feed gives none; such a stop is not drawn.</param>
public sealed record StopRow(string Id, string Name, bool? Wheelchair, Point? Point);

/// <param name="RouteType">GTFS route_type.</param>
public sealed record LineRow(string Id, string? ShortName, string? LongName, string? Color, string? TextColor, int RouteType);

/// <param name="Direction">0 or 1; null = the feed does not say.</param>
public sealed record LineShapeRow(string LineId, int? Direction, LineString Line);

/// <summary>What the new version of a feed stands in for.</summary>
/// <param name="PreviousTrips">Null = there was none of this key.</param>
public sealed record FeedOutcome(long VersionId, int? PreviousTrips);

/// <summary>The new version has half the trips of the live one, or fewer, and nobody has confirmed it. Nothing was changed.</summary>
public sealed class FeedHeldException(int trips, int liveTrips)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{trips} trips where the live version has {liveTrips}."))
{
    /// <summary>Of the new version.</summary>
    public int Trips { get; } = trips;

    /// <summary>Of the one that is live, and stays.</summary>
    public int LiveTrips { get; } = liveTrips;
}

/// <summary>Keeps a feed version, its stops, lines, shapes and compiled timetable, and makes it live in the same transaction.</summary>
/// <remarks>Until it commits the last good version is live; a failed or killed import leaves nothing behind. The version it replaces is deleted.</remarks>
public static class FeedImport
{
    /// <summary>Held by whoever switches a feed or a street network.</summary>
    internal const long LockKey = 0x52_4D_46_45; // "RMFE": one feed switch at a time

    /// <param name="makeStopWalks">Puts the stops of the live feeds on the live streets in the same transaction; null leaves that to the hosts.</param>
    /// <param name="isConfirmed">A person has said that a version with half the trips of the live one, or fewer, is right.</param>
    /// <exception cref="FeedHeldException">It has, and nobody said so.</exception>
    public static async Task<FeedOutcome> StoreAsync(
        DirectoryDatabase database, FeedRow feed, TimeProvider clock, CancellationToken cancellation, StopWalksMaking? makeStopWalks = null, bool isConfirmed = false)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(clock);
        var run = await ImportRun.BeginAsync(database, "gtfs", feed.Key, clock.GetUtcNow(), cancellation);
        var state = "failed";
        try
        {
            var outcome = await SwitchAsync(database, feed, makeStopWalks, isConfirmed, clock.GetUtcNow(), cancellation);
            state = "done";
            return outcome;
        }
        catch (FeedHeldException)
        {
            state = "refused";
            throw;
        }
        finally
        {
            await ImportRun.EndAsync(database, run, state, clock.GetUtcNow(), new ImportReport { Counts = new { Stops = feed.Stops.Count, Lines = feed.Lines.Count, Trips = feed.TripCount } }, CancellationToken.None);
        }
    }

    private static async Task<FeedOutcome> SwitchAsync(DirectoryDatabase database, FeedRow feed, StopWalksMaking? makeStopWalks, bool isConfirmed, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RunAsync(connection, $"select pg_advisory_xact_lock({LockKey})", cancellation);
        // Under the lock, so that the version compared with is the one replaced.
        if (!isConfirmed && await FindLiveTripsAsync(connection, feed.Key, cancellation) is { } live && feed.TripCount * 2L <= live) throw new FeedHeldException(feed.TripCount, live);
        var version = await InsertAsync(connection, feed, now, cancellation);
        await CopyStopsAsync(connection, version, feed.Stops, cancellation);
        await CopyLinesAsync(connection, version, feed.Lines, cancellation);
        await CopyShapesAsync(connection, version, feed.Shapes, cancellation);
        int? previousTrips;
        await using (var replace = new NpgsqlCommand("delete from directory.feed_version where key = $1 and id <> $2 returning trip_count", connection) { Parameters = { new() { Value = feed.Key }, new() { Value = version } } })
        {
            previousTrips = await replace.ExecuteScalarAsync(cancellation) as int?;
        }

        await RunAsync(connection, $"update directory.feed_version set live = true where id = {version}", cancellation);
        if (makeStopWalks is not null) await StreetNetworkImport.RefreshStopWalksAsync(connection, makeStopWalks, cancellation);
        await RunAsync(connection, "update directory.directory_version set version = version + 1, changed_at = now() where part = 'feeds'", cancellation);
        // A place's openings are instants in the zone of the feed near it: let them be written anew.
        await RunAsync(connection, "update directory.opening_window set starts_on = null", cancellation);
        await transaction.CommitAsync(cancellation);
        return new FeedOutcome(version, previousTrips);
    }

    private static async Task<int?> FindLiveTripsAsync(NpgsqlConnection connection, string key, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select trip_count from directory.feed_version where key = $1 and live", connection) { Parameters = { new() { Value = key } } };
        return await command.ExecuteScalarAsync(cancellation) as int?;
    }

    private static async Task<long> InsertAsync(NpgsqlConnection connection, FeedRow feed, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into directory.feed_version (key, loaded_at, source_name, agency, time_zone, valid_from, valid_to, stop_count, line_count, trip_count, timetable)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id
            """, connection);
        foreach (var value in new object[] { feed.Key, now.ToUniversalTime(), feed.SourceName, feed.Agency, feed.TimeZone, feed.ValidFrom, feed.ValidTo, feed.Stops.Count, feed.Lines.Count, feed.TripCount, feed.Snapshot })
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task CopyStopsAsync(NpgsqlConnection connection, long version, IReadOnlyList<StopRow> stops, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy directory.stop (feed_version_id, stop_id, name, wheelchair, point) from stdin (format binary)", cancellation);
        foreach (var stop in stops)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(stop.Id, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(stop.Name, NpgsqlDbType.Text, cancellation);
            if (stop.Wheelchair is { } wheelchair) await copy.WriteAsync(wheelchair, NpgsqlDbType.Boolean, cancellation);
            else await copy.WriteNullAsync(cancellation);
            if (stop.Point is { } point) await copy.WriteAsync<Geometry>(point, "geometry", cancellation);
            else await copy.WriteNullAsync(cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task CopyLinesAsync(NpgsqlConnection connection, long version, IReadOnlyList<LineRow> lines, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy directory.line (feed_version_id, line_id, route_type, short_name, long_name, color, text_color) from stdin (format binary)", cancellation);
        foreach (var line in lines)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(line.Id, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(line.RouteType, NpgsqlDbType.Integer, cancellation);
            foreach (var text in new[] { line.ShortName, line.LongName, line.Color, line.TextColor })
            {
                if (text is { Length: > 0 }) await copy.WriteAsync(text, NpgsqlDbType.Text, cancellation);
                else await copy.WriteNullAsync(cancellation);
            }
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task CopyShapesAsync(NpgsqlConnection connection, long version, IEnumerable<LineShapeRow> shapes, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy directory.line_shape (feed_version_id, line_id, direction, geometry) from stdin (format binary)", cancellation);
        foreach (var shape in shapes)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(version, NpgsqlDbType.Bigint, cancellation);
            await copy.WriteAsync(shape.LineId, NpgsqlDbType.Text, cancellation);
            if (shape.Direction is { } direction) await copy.WriteAsync(direction, NpgsqlDbType.Integer, cancellation);
            else await copy.WriteNullAsync(cancellation);
            await copy.WriteAsync<Geometry>(shape.Line, "geometry", cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
