using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>GET and POST of a list: a page in HSDS's envelope, or everything in a stream; filters add up.</summary>
internal sealed class ReadList(HsdsList list, DirectoryDatabase database, HsdsSearch search, Starts starts, HsdsReach reach, TimeProvider clock)
{
    private static readonly byte[] Newline = "\n"u8.ToArray();

    public async Task AnswerAsync(HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var request = await HsdsRequest.ReadAsync(context.Request, list.Key, cancellation);
        var start = request.Text("start") is { } named ? await starts.Find(named, cancellation) : null;
        if (start is null && request.Text("start") is not null) request.Fail<int>("start", "There is no neighborhood, school or stop of this key or name.");
        var question = ListQuestion.Read(request, list, start?.Point, clock.GetUtcNow());
        if (request.Errors.Count > 0)
        {
            await TypedResults.ValidationProblem(request.Errors).ExecuteAsync(context);
            return;
        }

        await using var snapshot = await DirectorySnapshot.OpenAsync(database, cancellation);
        if (Conditional.IsKnown(context, snapshot, $"{request.Line} {question.Moment(snapshot, clock.GetUtcNow())}")) return;
        var (filter, minutes) = await CompleteAsync(snapshot, question, request, cancellation);
        if (request.Errors.Count > 0)
        {
            await TypedResults.ValidationProblem(request.Errors).ExecuteAsync(context);
            return;
        }

        var isAll = question.IsStream || question.IsWhole;
        var (offset, limit) = (isAll ? 0 : question.Offset, isAll ? (int?)null : question.PerPage);
        var (found, ranks) = await FindAsync(snapshot, question, filter, offset, limit, cancellation);
        var explanation = question.Explains ? new Explanation(request, ranks, minutes) : null;
        if (question.IsStream) await StreamAsync(context, snapshot, question, found, explanation, cancellation);
        else await PageAsync(context, snapshot, question, found, explanation, cancellation);
    }

    private async Task<(ResourceList Found, IReadOnlyDictionary<Guid, SearchRank>? Ranks)> FindAsync(
        DirectorySnapshot snapshot, ListQuestion question, ResourceFilter filter, int offset, int? limit, CancellationToken cancellation)
    {
        if (question.Search is not { } text) return (await ResourceList.LoadAsync(snapshot.Connection, list.Kind, filter, offset, limit, cancellation), null);
        if (list.Kind is ListedResource.Taxonomy or ListedResource.TaxonomyTerm)
        {
            var titles = await search.FindTitlesAsync(text, list.Kind, cancellation);
            return await OrderAsync([.. titles.Select(title => title.Id)], titles.ToDictionary(title => title.Id, title => title.Rank));
        }

        // Words alone are paged by the search itself; with filters beside them, or for what only the list knows, the list keeps the search's order.
        var isAlone = filter == new ResourceFilter { Words = filter.Words } && list.Kind != ListedResource.Organization && !question.IsMinimal;
        var (total, hits) = await search.FindAsync(text, list.Kind, null, isAlone ? offset : 0, isAlone ? limit : null, cancellation);
        var ranks = hits.ToDictionary(hit => hit.Id, hit => hit.Rank);
        return isAlone ? (new ResourceList(total, [.. hits.Select(hit => new ListedItem(hit.Id, null, null))]), ranks) : await OrderAsync([.. hits.Select(hit => hit.Id)], ranks);

        async Task<(ResourceList, IReadOnlyDictionary<Guid, SearchRank>?)> OrderAsync(Guid[] found, IReadOnlyDictionary<Guid, SearchRank> ranked) =>
            (await ResourceList.LoadAsync(snapshot.Connection, list.Kind, filter with { Found = found }, offset, limit, cancellation), ranked);
    }

    private async Task<(ResourceFilter Filter, IReadOnlyDictionary<Guid, int>? Minutes)> CompleteAsync(
        DirectorySnapshot snapshot, ListQuestion question, HsdsRequest request, CancellationToken cancellation)
    {
        var filter = question.Filter;
        if (question.Postcode is { } postcode)
        {
            if (await ResourceList.FindPostcodeAsync(snapshot.Connection, postcode, cancellation) is { } centre)
            {
                filter = filter with { InServiceArea = centre, Near = question.ProximityMeters is null ? filter.Near : centre, RadiusMeters = question.ProximityMeters ?? filter.RadiusMeters };
            }
            else
            {
                request.Fail<int>("postcode", "No place of this directory has this postcode, so nobody can say what is near it.");
            }
        }

        IReadOnlyDictionary<Guid, int>? minutes = null;
        if (question.Travel is { } travel)
        {
            minutes = await reach.FindAsync(travel, cancellation);
            filter = filter with { Places = [.. minutes.Keys] };
        }

        if (!question.MustBeAccessible) return (filter, minutes);
        var accessible = await reach.FindStepFreeAsync(cancellation);
        return (filter with { Places = filter.Places is { } reached ? [.. reached.Where(accessible.Contains)] : [.. accessible] }, minutes);
    }

    private static async Task PageAsync(
        HttpContext context, DirectorySnapshot snapshot, ListQuestion question, ResourceList found, Explanation? explanation, CancellationToken cancellation)
    {
        // Everything is loaded before the first byte: what fails still answers with its own status.
        var graph = question.IsMinimal ? null : await HsdsGraph.LoadAsync(snapshot, question.Shape, [.. found.Items.Select(item => item.Id)], question.WithMetadata, cancellation);
        if (explanation is not null) await explanation.PrepareAsync(snapshot, found.Items, cancellation);
        var output = context.Response.BodyWriter;
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = HsdsWriting.Open(output);
        var (perPage, page) = question.IsWhole ? (Math.Max(1, found.TotalItems), 1) : (question.PerPage, question.Page);
        var pages = Math.Max(1, (found.TotalItems + perPage - 1) / perPage);
        json.WriteStartObject();
        json.WriteNumber("total_items", found.TotalItems);
        json.WriteNumber("total_pages", pages);
        json.WriteNumber("page_number", page);
        json.WriteNumber("size", found.Items.Count);
        json.WriteBoolean("first_page", page == 1);
        json.WriteBoolean("last_page", page >= pages);
        json.WriteBoolean("empty", found.Items.Count == 0);
        json.WriteStartArray("contents");
        var writing = graph is null ? null : new HsdsWriting(graph, question.WithMetadata);
        foreach (var item in found.Items)
        {
            WriteItem(json, writing, item, explanation);
            if (json.BytesPending > 1 << 16)
            {
                await json.FlushAsync(cancellation);
                await output.FlushAsync(cancellation);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
        await output.FlushAsync(cancellation);
    }

    private static async Task StreamAsync(
        HttpContext context, DirectorySnapshot snapshot, ListQuestion question, ResourceList found, Explanation? explanation, CancellationToken cancellation)
    {
        context.Response.ContentType = "application/x-ndjson";
        var output = context.Response.BodyWriter;
        await using var json = HsdsWriting.Open(output);
        if (question.IsMinimal)
        {
            foreach (var item in found.Items) await LineAsync(output, json, null, item, explanation, cancellation);
            return;
        }

        var at = 0;
        await foreach (var (graph, ids) in HsdsStream.LoadAsync(snapshot, question.Shape, [.. found.Items.Select(item => item.Id)], question.WithMetadata, cancellation))
        {
            var writing = new HsdsWriting(graph, question.WithMetadata);
            for (var index = 0; index < ids.Length; index++) await LineAsync(output, json, writing, found.Items[at++], explanation, cancellation);
        }

        await output.FlushAsync(cancellation);
    }

    private static async ValueTask LineAsync(PipeWriter output, Utf8JsonWriter json, HsdsWriting? writing, ListedItem item, Explanation? explanation, CancellationToken cancellation)
    {
        WriteItem(json, writing, item, explanation);
        json.Flush();
        json.Reset();
        output.Write(Newline);
        if (output.UnflushedBytes > 1 << 16) await output.FlushAsync(cancellation);
    }

    private static void WriteItem(Utf8JsonWriter json, HsdsWriting? writing, ListedItem item, Explanation? explanation)
    {
        Action<Utf8JsonWriter>? more = explanation is null ? null : writer => explanation.Write(writer, item);
        if (writing is not null)
        {
            writing.Write(json, item.Id, more);
            return;
        }

        json.WriteStartObject();
        json.WriteString("id", item.Id);
        if (item.ChangedAt is { } changed) json.WriteString("modified_date", changed);
        more?.Invoke(json);
        json.WriteEndObject();
    }
}
