using Npgsql;

namespace ResourceMatch.Storage.Queries;

/// <summary>A layer of the map as PostGIS draws it (ST_AsMVT), from the public schema alone.</summary>
/// <remarks>Only public places with a point are drawn; a hidden or area-only place is in no tile. Immutable; safe to share.</remarks>
public sealed class TileLayer
{
    /// <summary>Deepest zoom; MapLibre enlarges the tiles of this one beyond it.</summary>
    public const int MaxZoom = 16;

    private readonly string part;

    private TileLayer(string name, string part, string select, string from, int minimumZoom = 0)
    {
        Name = name;
        this.part = part;
        // The box is no join but a condition, so that it reaches the index below a grouping too.
        Sql = $"""
            with drawn as (
              select {select}, st_asmvtgeom(g.shape, st_tileenvelope($1, $2, $3), 4096, 64, true) as geom
                from ({from}) as g
               where g.shape && st_tileenvelope($1, $2, $3, margin => 1.0 / 64) and $1 >= {minimumZoom})
            select coalesce(st_asmvt(drawn, '{name}', 4096, 'geom'), '') from drawn where geom is not null
            """;
    }

    public static IReadOnlyList<TileLayer> All { get; } =
    [
        new("areas", "map", "g.kind, g.key, g.name", "select kind, key, name, geometry_3857 as shape from directory.area where kind <> 'water'"),
        new("water", "map", "g.name", "select name, geometry_3857 as shape from directory.area where kind = 'water'"),
        new("streets", "map", "g.kind, g.name", "select kind, name, geometry_3857 as shape from directory.street", 10),
        new("lines", "feeds", "g.feed, g.line_id, g.name, g.color, g.direction",
            """
            select f.key as feed, l.line_id, coalesce(l.short_name, l.long_name, l.line_id) as name, l.color, p.direction, p.geometry_3857 as shape
              from directory.line_shape p join directory.line l using (feed_version_id, line_id) join directory.feed_version f on f.id = p.feed_version_id and f.live
            """),
        new("stops", "feeds", "g.feed, g.stop_id, g.name, g.wheelchair",
            """
            select f.key as feed, s.stop_id, s.name, s.wheelchair, s.point_3857 as shape
              from directory.stop s join directory.feed_version f on f.id = s.feed_version_id and f.live
            """, 11),
        // One point for each place; the services there by name, the first one's id to open.
        new("services", "listings", "g.location_id, g.service_id, g.name, g.services, g.needs",
            """
            select l.id::text as location_id, min(v.id::text) as service_id, coalesce(l.name, min(v.name)) as name, count(distinct v.id)::int as services,
                   string_agg(distinct n.need, ',' order by n.need) as needs, l.point_3857 as shape
              from directory.location l join directory.service_at_location p on p.location_id = l.id
              join directory.service v on v.id = p.service_id and v.status = 'active' left join directory.service_need n on n.service_id = v.id
             where l.location_visibility = 'public' and l.point is not null
             group by l.id, l.point_3857
            """),
    ];

    public string Name { get; }

    /// <summary>$1 zoom, $2 column, $3 row.</summary>
    internal string Sql { get; }

    public static TileLayer? Find(string name) => All.FirstOrDefault(layer => layer.Name == name);

    /// <summary>Whether there is such a tile in the pyramid, not deeper than <see cref="MaxZoom"/>.</summary>
    public static bool IsTile(int z, int x, int y) => z is >= 0 and <= MaxZoom && x >= 0 && y >= 0 && x < 1 << z && y < 1 << z;

    /// <summary>Grows with every change of what the layer shows.</summary>
    public async Task<long> GetVersionAsync(DirectoryDatabase database, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.Public.CreateCommand("select version from directory.directory_version where part = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = part });
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <returns>A Mapbox vector tile; empty where nothing is drawn.</returns>
    public async Task<byte[]> DrawAsync(DirectoryDatabase database, int z, int x, int y, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.Public.CreateCommand(Sql);
        foreach (var number in new[] { z, x, y }) command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });
        return await command.ExecuteScalarAsync(cancellation) as byte[] ?? [];
    }
}
