using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>GET /hsds/services: a page of services; filters add up.</summary>
internal static class ListServices
{
    private const int StreamedAtOnce = 200;

    public static void Map(RouteGroupBuilder hsds) =>
        hsds.MapGet("/services", HandleAsync).WithName("HsdsServices").WithSummary("A page of services; format=ndjson streams all of them, one a line.")
            .Produces<PageDocument<ServiceDocument>>().ProducesValidationProblem();

    private static async Task<IResult> HandleAsync([AsParameters] ServiceQuery query, DirectoryDatabase database, CancellationToken cancellation)
    {
        if (!query.TryRead(out var wanted, out var errors)) return TypedResults.ValidationProblem(errors);
        if (wanted.IsStream) return TypedResults.Stream(body => StreamAsync(body, database, wanted, cancellation), "application/x-ndjson");
        var page = await ServicePage.LoadAsync(database, wanted.Filter, wanted.Offset, wanted.IsMinimal && !wanted.IsPaged ? null : wanted.PerPage, cancellation);
        var perPage = wanted.IsMinimal && !wanted.IsPaged ? Math.Max(1, page.TotalItems) : wanted.PerPage;
        if (wanted.IsMinimal)
        {
            return Json(PageDocument<MinimalService>.From([.. page.Items.Select(item => new MinimalService(item.Id.Value, item.ChangedAt))], page.TotalItems, wanted.Page, perPage));
        }

        return Json(PageDocument<ServiceDocument>.From(await WriteAsync(database, page.Items, wanted.IsFull, cancellation), page.TotalItems, wanted.Page, perPage));
    }

    private static async Task StreamAsync(Stream body, DirectoryDatabase database, ServiceQuery.Wanted wanted, CancellationToken cancellation)
    {
        var all = await ServicePage.LoadAsync(database, wanted.Filter, 0, null, cancellation);
        foreach (var some in all.Items.Chunk(StreamedAtOnce))
        {
            foreach (var service in await WriteAsync(database, some, wanted.IsFull, cancellation))
            {
                await JsonSerializer.SerializeAsync(body, service, HsdsFormat.Options, cancellation);
                await body.WriteAsync("\n"u8.ToArray(), cancellation);
            }
        }
    }

    private static async Task<IReadOnlyList<ServiceDocument>> WriteAsync(
        DirectoryDatabase database, IReadOnlyList<ServicePageItem> items, bool isFull, CancellationToken cancellation)
    {
        await using var db = database.OpenDirectory();
        List<Id<Service>> ids = [.. items.Select(item => item.Id)];
        if (!isFull) return [.. (await ServiceGraphs.LoadShortAsync(db, ids, cancellation)).Select(HsdsWriting.Short)];
        var graphs = await ServiceGraphs.LoadAsync(db, ids, cancellation);
        return [.. graphs.Services.Select(service => HsdsWriting.Full(service, graphs))];
    }

    private static JsonHttpResult<T> Json<T>(T document) => TypedResults.Json(document, HsdsFormat.Options);

    internal sealed record MinimalService(Guid Id, DateTimeOffset ModifiedDate);
}

/// <summary>HSDS's envelope of a page.</summary>
public sealed record PageDocument<T>(
    int TotalItems, int TotalPages, int PageNumber, int Size, bool FirstPage, bool LastPage, bool Empty, IReadOnlyList<T> Contents)
{
    public static PageDocument<T> From(IReadOnlyList<T> contents, int totalItems, int page, int perPage)
    {
        ArgumentNullException.ThrowIfNull(contents);
        var pages = Math.Max(1, (totalItems + perPage - 1) / perPage);
        return new PageDocument<T>(totalItems, pages, page, contents.Count, page == 1, page >= pages, contents.Count == 0, contents);
    }
}
