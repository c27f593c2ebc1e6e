using Microsoft.AspNetCore.Http.HttpResults;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Features.Upkeep;

/// <summary>GET /api/listings/{id}/history: each field's change, and with as_of the listing as it was then. Public values alone, and of editors only the kind.</summary>
public static class GetHistory
{
    /// <summary>Changes that one answer holds, the latest.</summary>
    private const int MostChanges = 1_000;

    public static void Map(RouteGroupBuilder listings) => listings.MapGet("/{id}/history", Handle)
        .WithName("GetListingHistory")
        .WithSummary("Who changed what of a listing, when, from what to what; with as_of the listing as it was at that instant.");

    public static async Task<Results<Ok<HistoryView>, RedirectHttpResult, NotFound>> Handle(
        Id<Service> id, DateTimeOffset? as_of, DirectoryDatabase database, HttpRequest request, CancellationToken cancellation)
    {
        var history = await ListingHistory.LoadAsync(database.Public, id.Value, isPrivate: false, cancellation);
        if (history.Now.Count == 0 && await MergedIds.Find(database, id.Value, cancellation) is { } kept) return TypedResults.Redirect($"/api/listings/{kept}/history{request.QueryString}");
        if (history.Entries.Count == 0) return TypedResults.NotFound();
        return TypedResults.Ok(new HistoryView(
            id,
            [.. history.Entries.Take(MostChanges).Select(entry => new ChangeView(entry.Entity, entry.Id, entry.At, entry.Action, entry.Field.Length == 0 ? null : entry.Field, entry.Previous, entry.Replacement, entry.By))],
            as_of,
            as_of is { } at ? [.. history.AsOf(at).Select(RowView.From)] : null));
    }

    /// <param name="Rows">Only with as_of. Empty = it did not exist then.</param>
    public sealed record HistoryView(Id<Service> Id, IReadOnlyList<ChangeView> Changes, DateTimeOffset? AsOf, IReadOnlyList<RowView>? Rows);

    /// <param name="Field">Null where the whole resource came or went.</param>
    public sealed record ChangeView(string Entity, Guid EntityId, DateTimeOffset At, string Action, string? Field, string Previous, string Replacement, string By);

    public sealed record RowView(string Entity, Guid Id, IReadOnlyDictionary<string, string> Fields)
    {
        public static RowView From(ListingRow row)
        {
            ArgumentNullException.ThrowIfNull(row);
            return new RowView(row.Entity, row.Id, row.Fields);
        }
    }
}
