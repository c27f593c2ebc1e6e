using ResourceMatch.Importers.Hsds;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>GET of one resource by its id, fully nested, with its record of changes.</summary>
internal sealed class ReadOne(HsdsList list, DirectoryDatabase database)
{
    // The id is text here: one that is no UUID is merely not there.
    public async Task AnswerAsync(HttpContext context, string id)
    {
        var cancellation = context.RequestAborted;
        if (!Guid.TryParse(id, out var key))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var request = await HsdsRequest.ReadAsync(context.Request, list.Key, cancellation);
        var shape = list.ShapeOf(isFull: true, request.Flag("full_service"));
        var withMetadata = request.Text("metadata") is null || request.Flag("metadata");
        if (request.Errors.Count > 0)
        {
            await TypedResults.ValidationProblem(request.Errors).ExecuteAsync(context);
            return;
        }

        await using var snapshot = await DirectorySnapshot.OpenAsync(database, cancellation);
        var graph = await HsdsGraph.LoadAsync(snapshot, shape, [key], withMetadata, cancellation);
        if (!graph.Contains(key))
        {
            if (await MergedIds.Find(database, key, cancellation) is { } kept)
            {
                context.Response.Redirect($"/hsds/{list.Path}/{kept}{context.Request.QueryString}");
                return;
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (Conditional.IsKnown(context, snapshot, request.Line)) return;
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = HsdsWriting.Open(context.Response.BodyWriter);
        new HsdsWriting(graph, withMetadata).Write(json, key);
        await json.FlushAsync(cancellation);
        await context.Response.BodyWriter.FlushAsync(cancellation);
    }
}
