using System.Text.Json;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>Why an item is in a list: each parameter that decided, what was asked, and the number that was found (our field "explain").</summary>
/// <param name="minutes">By service at a location; null = no way was asked about.</param>
internal sealed class Explanation(HsdsRequest request, ListQuestion question, IReadOnlyDictionary<Guid, int>? minutes)
{
    private static readonly string[] NoReasons = ["page", "per_page", "format", "minimal", "full", "full_service", "metadata", "explain", "lat", "lon"];

    private readonly string[] asked = [.. request.Names.Except(NoReasons).Order(StringComparer.Ordinal)];
    private readonly Dictionary<Guid, int> places = (question.Filter.Found ?? []).Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index + 1);
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
            if (name == "search" && places.TryGetValue(item.Id, out var place)) json.WriteNumber("place", place);
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
