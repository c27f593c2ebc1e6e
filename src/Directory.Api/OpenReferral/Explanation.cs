using System.Text.Json;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>Why an item is in a list: each parameter that decided, what was asked, and the number that was found (our field "explain").</summary>
/// <param name="ranks">By resource: how the search ranked it; null = nothing was searched.</param>
/// <param name="minutes">By service at a location; null = no way was asked about.</param>
internal sealed class Explanation(HsdsRequest request, IReadOnlyDictionary<Guid, SearchRank>? ranks, IReadOnlyDictionary<Guid, int>? minutes)
{
    private static readonly string[] NoReasons = ["page", "per_page", "format", "minimal", "full", "full_service", "metadata", "explain", "lat", "lon"];

    private readonly string[] asked = [.. request.Names.Except(NoReasons).Order(StringComparer.Ordinal)];
    private ILookup<Guid, Guid>? placesOf;

    /// <summary>Looks up which places the items have, where a way was asked about.</summary>
    public async Task PrepareAsync(DirectorySnapshot snapshot, IReadOnlyList<ListedItem> items, CancellationToken cancellation)
    {
        if (minutes is null) return;
        const string Column = "service_id";
        var rows = await ResourceRows.LoadAsync(snapshot.Connection, [new ResourceRows.Question("service_at_location", ["id"], Column, [.. items.Select(item => item.Id)])], cancellation);
        placesOf = rows[0].ToLookup(row => row.By, row => row.Id);
    }

    public void Write(Utf8JsonWriter json, ListedItem item)
    {
        json.WriteStartArray("explain");
        foreach (var name in asked)
        {
            json.WriteStartObject();
            json.WriteString("parameter", name);
            // Where somebody starts is theirs to know: it is not repeated.
            if (name != "start") json.WriteString("asked", request.Text(name));
            if (name is "radius_m" or "proximity" or "start" && item.DistanceMeters is { } meters) json.WriteNumber("distance_m", Math.Round(meters));
            if (name is "max_minutes" or "arrive_by" or "car" && MinutesOf(item.Id) is { } found) json.WriteNumber("minutes", found);
            if (name == "search" && ranks?.GetValueOrDefault(item.Id) is { } rank) WriteRank(json, rank);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRank(Utf8JsonWriter json, SearchRank rank)
    {
        json.WriteNumber("score", Math.Round(rank.Total, 4));
        json.WriteStartArray("parts");
        foreach (var part in rank.Parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteNumber("value", Math.Round(part.Value, 4));
            json.WriteNumber("weight", part.Weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private int? MinutesOf(Guid id)
    {
        if (minutes is null) return null;
        if (minutes.TryGetValue(id, out var direct)) return direct;
        var reached = (placesOf?[id] ?? []).Where(minutes.ContainsKey).Select(place => minutes[place]).ToList();
        return reached.Count == 0 ? null : reached.Min();
    }
}
