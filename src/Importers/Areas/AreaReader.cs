using System.Text.Json;
using NetTopologySuite.Geometries;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Areas;

/// <summary>Reads a GeoJSON FeatureCollection of neighborhoods, tracts, water, parks and schools, one feature at a time.</summary>
/// <remarks>Properties: kind, key, name and, where known, children, poverty_children, households, no_vehicle_households, limited_english_people. A feature that cannot be used is left out with a notice.</remarks>
public static class AreaReader
{
    private const int MaxItemBytes = 64 << 20;

    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 64, AllowTrailingCommas = true };

    /// <exception cref="ImportRefusedException">The file is no FeatureCollection.</exception>
    public static AreaCollection Read(string path, NoticeLog notices)
    {
        var name = Path.GetFileName(path);
        List<AreaRow> areas = [];
        List<SchoolRow> schools = [];
        try
        {
            using var stream = File.OpenRead(path);
            var items = new JsonItems(stream, Reading, "features", MaxItemBytes);
            var seen = new HashSet<(string, string)>();
            for (var place = 0; items.ReadNext() is { } feature; place++)
            {
                if (Read(feature, name, $"features[{place}]", notices) is not { } area) continue;
                if (!seen.Add((area.Kind, area.Key))) Tell("duplicate_key", $"{area.Kind} {area.Key} stands there twice; the first was kept.");
                else if (area.Kind != "school") areas.Add(area);
                else if (area.Geometry is Point point) schools.Add(new SchoolRow(area.Key, area.Name, point));
                else Tell("wrong_type", "A school must be a point. It was left out.");

                void Tell(string kind, string message) => notices.Add(new Notice(name, null, $"features[{place}]", NoticeSeverity.Error, kind, message));
            }
        }
        catch (JsonException error)
        {
            throw Refuse(name, "broken_json", $"{name} is no whole GeoJSON (line {error.LineNumber + 1}). Ask for it again.");
        }

        return areas.Count + schools.Count > 0 ? new AreaCollection(areas, schools) : throw Refuse(name, "no_areas", $"{name} has no usable area: a FeatureCollection whose features have kind, key and name is expected.");
    }

    private static AreaRow? Read(JsonElement feature, string file, string place, NoticeLog notices)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return Drop("missing_required_value", "The feature has no properties.");
        }

        var (kind, key, name) = (Text("kind"), Text("key"), Text("name"));
        if (kind is not ("neighborhood" or "tract" or "water" or "park" or "school")) return Drop("wrong_type", "kind must be neighborhood, tract, water, park or school.");
        if (key is null || name is null) return Drop("missing_required_value", "key and name must be given.");
        string? problem = null;
        var geometry = feature.TryGetProperty("geometry", out var json) ? GeoJson.FindGeometry(json, out problem) : null;
        if (geometry is null) return Drop("wrong_type", problem ?? "The feature has no geometry.");
        return new AreaRow(kind, key, name, geometry, Count("children"), Count("poverty_children"), Count("households"), Count("no_vehicle_households"), Count("limited_english_people"));

        string? Text(string field) => properties.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()) ? value.GetString() : null;

        int? Count(string field)
        {
            if (!properties.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null) return null;
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0) return count;
            notices.Add(new Notice(file, null, $"{place}.{field}", NoticeSeverity.Warning, "wrong_type", "A whole number from 0 on is expected; it was left out."));
            return null;
        }

        AreaRow? Drop(string noticeKind, string message)
        {
            notices.Add(new Notice(file, null, place, NoticeSeverity.Error, noticeKind, message + " It was left out."));
            return null;
        }
    }

    private static ImportRefusedException Refuse(string file, string kind, string message) => new(new Notice(file, null, null, NoticeSeverity.Refusal, kind, message));
}

/// <summary>What an areas file holds.</summary>
public sealed record AreaCollection(IReadOnlyList<AreaRow> Areas, IReadOnlyList<SchoolRow> Schools);
