using Npgsql;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Maps;

/// <summary>GET /tiles/ride: the streets that a bus takes between two of its stops, for drawing a chosen outing. Holds stops alone, never where somebody lives.</summary>
internal static class RidePath
{
    // The piece of the line's nearest shape between both stops, in the direction of travel; without one, the straight line.
    private const string Sql = """
        with ends as (
          select v.id, a.point as start, b.point as finish
            from directory.feed_version v
            join directory.stop a on a.feed_version_id = v.id and a.stop_id = $3 and a.point is not null
            join directory.stop b on b.feed_version_id = v.id and b.stop_id = $4 and b.point is not null
           where v.live and v.key = $1),
        shapes as (
          select start, finish, (st_dump(s.geometry)).geom as shape
            from ends join directory.line l on l.feed_version_id = ends.id and $2 in (l.short_name, l.long_name, l.line_id)
            join directory.line_shape s using (feed_version_id, line_id)),
        cut as (
          select shape, st_linelocatepoint(shape, start) as begins, st_linelocatepoint(shape, finish) as ends, st_distance(shape, start) + st_distance(shape, finish) as apart
            from shapes where geometrytype(shape) = 'LINESTRING')
        select st_asgeojson(coalesce((select st_linesubstring(shape, begins, ends) from cut where begins < ends order by round(apart::numeric, 4), ends - begins limit 1), st_makeline(start, finish)), 5)
          from ends
        """;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/tiles/ride", HandleAsync).WithName("RidePath").WithTags("Maps")
            .WithSummary("GeoJSON line of a bus line's way from one stop to another.")
            .AllowAnonymous();

    private static async Task<IResult> HandleAsync(string feed, string line, string from, string to, HttpContext context, DirectoryDatabase database, CancellationToken cancellation)
    {
        await using var command = database.Public.CreateCommand(Sql);
        foreach (var text in new[] { feed, line, from, to }) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        if (await command.ExecuteScalarAsync(cancellation) is not string path) return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Text(path, "application/geo+json");
    }
}
