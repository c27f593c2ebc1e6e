using Npgsql;
using ResourceMatch.Api.Features.Places;
using ResourceMatch.Domain.Places;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>A place that a family may start from and that may stand in a URL.</summary>
/// <param name="Kind">neighborhood, school or stop; of what was typed also address, crossing, street, ward or zip.</param>
/// <param name="Key">What <see cref="MatchRequest.Place"/> carries: market-square, school:harbor, stop:1042. A school and a neighborhood may share the bare key. Empty = it may not stand in a URL.</param>
public sealed record Start(string Kind, string Key, string Name, GeoPoint Point);

/// <summary>Finds the start points that have a name: neighborhoods, schools, stops.</summary>
/// <remarks>Reads as rm_public. Thread-safe.</remarks>
public sealed class Starts(DirectoryDatabase database, FindPlace places)
{
    // A point that surely lies inside a neighborhood, also in one shaped like a river bend.
    private const string Named = """
        select 'neighborhood' as kind, key, name, st_x(p) as lon, st_y(p) as lat, 1 as place
          from directory.area cross join lateral st_pointonsurface(geometry) as p where kind = 'neighborhood'
        union all
        select 'school', 'school:' || key, name, st_x(point), st_y(point), 2 from directory.school
        """;

    private const string Stops = """
        select 'stop' as kind, 'stop:' || stop_id as key, name, st_x(point) as lon, st_y(point) as lat, 3 as place
          from directory.stop join directory.feed_version v on v.id = feed_version_id where v.live and point is not null
        """;

    /// <summary>Neighborhoods, then schools, by name.</summary>
    public async Task<IReadOnlyList<Start>> ListNamed(CancellationToken cancellation) =>
        await Read($"{Named} order by place, name, key", null, cancellation);

    /// <returns>The place with this key or name (case does not matter), neighborhoods first, or null.</returns>
    public async Task<Start?> Find(string text, CancellationToken cancellation)
    {
        var found = await Read(
            $"select kind, key, name, lon, lat from ({Named} union all {Stops}) all_places where key = $1 or lower(name) = lower($1) order by (key = $1) desc, place, key limit 1",
            text.Trim(), cancellation);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary>What somebody typed: a named place, or an address, a crossing, a ZIP code. Ask it for posted text alone.</summary>
    /// <returns>Null = nothing like it.</returns>
    public async Task<Start?> FindTyped(string text, CancellationToken cancellation)
    {
        if (await Find(text, cancellation) is { } named) return named;
        return await places.Find(text, cancellation) is { } found ? new Start(found.Kind.ToString().ToLowerInvariant(), found.Key ?? "", found.Label, found.Point) : null;
    }

    private async Task<List<Start>> Read(string sql, string? text, CancellationToken cancellation)
    {
        await using var command = database.Public.CreateCommand(sql);
        if (text is not null) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<Start> starts = [];
        while (await rows.ReadAsync(cancellation))
        {
            if (GeoPoint.Find(rows.GetDouble(3), rows.GetDouble(4)) is { } point) starts.Add(new Start(rows.GetString(0), rows.GetString(1), rows.GetString(2), point));
        }

        return starts;
    }
}
