using ResourceMatch.Storage;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Api.Maps;

/// <summary>GET /tiles/{layer}/{z}/{x}/{y}.mvt: the map's vector tiles, made by PostGIS for everyone alike.</summary>
/// <remarks>A browser keeps a tile and asks again by its ETag, which holds the version of what the layer shows; so a changed directory is seen at once and an unchanged one costs no drawing.</remarks>
internal static class Tiles
{
    private const string MediaType = "application/vnd.mapbox-vector-tile";

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/tiles/{layer}/{z:int}/{x:int}/{y:int}.mvt", HandleAsync).WithName("Tile").WithTags("Maps").WithSummary("A Mapbox vector tile of one layer: areas, streets, water, lines, stops or services.")
            .AllowAnonymous();

    private static async Task<IResult> HandleAsync(string layer, int z, int x, int y, HttpContext context, DirectoryDatabase database, CancellationToken cancellation)
    {
        if (!TileLayer.IsTile(z, x, y) || TileLayer.Find(layer) is not { } found) return TypedResults.NotFound();
        var tag = $"\"{found.Name}-{await found.GetVersionAsync(database, cancellation)}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "public, max-age=60";
        if (context.Request.Headers.IfNoneMatch.Contains(tag)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Bytes(await found.DrawAsync(database, z, x, y, cancellation), MediaType);
    }
}
