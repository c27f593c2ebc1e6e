using Microsoft.AspNetCore.Http.HttpResults;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>GET /hsds/services/{id}: one service, fully nested.</summary>
internal static class GetService
{
    public static void Map(RouteGroupBuilder hsds) =>
        hsds.MapGet("/services/{id}", HandleAsync).WithName("HsdsService").WithSummary("One service with everything that hangs on it.")
            .Produces<ServiceDocument>().ProducesProblem(StatusCodes.Status404NotFound);

    // The id is text here: one that is no UUID is merely not there.
    private static async Task<Results<JsonHttpResult<ServiceDocument>, NotFound>> HandleAsync(string id, DirectoryDb db, CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var key)) return TypedResults.NotFound();
        var graphs = await ServiceGraphs.LoadAsync(db, [new Id<Service>(key)], cancellation);
        return graphs.Services is [var service] ? TypedResults.Json(HsdsWriting.Full(service, graphs), HsdsFormat.Options) : TypedResults.NotFound();
    }
}
