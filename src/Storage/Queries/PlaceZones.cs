using Npgsql;

namespace ResourceMatch.Storage.Queries;

/// <summary>Which time zone places keep: that of the nearest stop's feed within 200 km.</summary>
public static class PlaceZones
{
    private const string OfLocations =
        """
        select l.id, n.time_zone from directory.location l
         cross join lateral (select f.time_zone, s.point from directory.stop s join directory.feed_version f on f.id = s.feed_version_id and f.live
                              order by s.point_3857 <-> l.point_3857 limit 1) n
         where l.point is not null and st_distancesphere(l.point, n.point) < 200000
        """;

    private const string OfFirstFeed = "select time_zone from directory.feed_version where live order by key limit 1";

    /// <returns>By location; those without a point, or far from every stop, are missing.</returns>
    public static async Task<IReadOnlyDictionary<Guid, TimeZoneInfo>> LoadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(OfLocations, connection, transaction);
        return await ReadAsync(command, cancellation);
    }

    /// <returns>The same for some locations.</returns>
    public static async Task<IReadOnlyDictionary<Guid, TimeZoneInfo>> LoadAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid[] locations, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(OfLocations + " and l.id = any($1)", connection, transaction) { Parameters = { new() { Value = locations } } };
        return await ReadAsync(command, cancellation);
    }

    private static async Task<Dictionary<Guid, TimeZoneInfo>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        Dictionary<Guid, TimeZoneInfo> zones = [];
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(reader.GetString(1), out var zone)) zones[reader.GetGuid(0)] = zone;
        }

        return zones;
    }

    /// <returns>The zone of the first live feed, for places without a point; null = there is no feed.</returns>
    public static async Task<TimeZoneInfo?> FindOfFirstFeedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(OfFirstFeed, connection);
        return await command.ExecuteScalarAsync(cancellation) is string name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
    }
}
