using System.Text.Json;
using NetTopologySuite.Geometries;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Importers.Notices;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Areas;

/// <summary>Reads a GeoJSON FeatureCollection of neighborhoods, wards, tracts, water, parks and schools, one feature at a time.</summary>
/// <remarks>
/// Properties: kind, key, name and, where known, figures under the names of <see cref="AreaColumns"/>. A feature that cannot be used is left out with a notice
/// that names the feature and the field; where more than a fifth of them cannot, the file is refused.
/// </remarks>
public static class AreaReader
{
    private const int MaxItemBytes = 64 << 20;

    private static readonly JsonReaderOptions Reading = new() { MaxDepth = 64, AllowTrailingCommas = true };

    /// <param name="kind">What every feature is, whatever it says itself: neighborhood, ward or tract. Null = each says so.</param>
    /// <exception cref="ImportRefusedException">The file is no FeatureCollection, or too little of it can be used.</exception>
    public static AreaCollection Read(string path, NoticeLog notices, string? kind = null)
    {
        var name = Path.GetFileName(path);
        List<AreaRow> areas = [];
        List<SchoolRow> schools = [];
        var place = 0;
        try
        {
            using var stream = File.OpenRead(path);
            var items = new JsonItems(stream, Reading, "features", MaxItemBytes);
            var seen = new HashSet<(string, string)>();
            for (; items.ReadNext() is { } feature; place++)
            {
                if (new AreaFeature(feature, name, $"features[{place}]", notices).Read(kind) is not { } area) continue;
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

        if (areas.Count + schools.Count == 0) throw Refuse(name, "no_areas", $"{name} has no usable area: a FeatureCollection is expected, whose features have a geometry, a key, a name and a kind.{FirstOf(notices)}");
        var bad = place - areas.Count - schools.Count;
        return kind is null || bad <= MostBadShare * place
            ? new AreaCollection(areas, schools)
            : throw Refuse(name, "too_many_bad_features", $"{bad} of the {place} features of {name} cannot be used, so nothing of it was stored.{FirstOf(notices)}");
    }

    // Areas that are missing by mistake would take the figures of a whole quarter with them.
    private const double MostBadShare = 0.2;

    private static string FirstOf(NoticeLog notices) => notices.Summarize() is [{ Examples: [var first, ..] }, ..] ? $" The first: {first}" : "";

    private static ImportRefusedException Refuse(string file, string kind, string message) => new(new Notice(file, null, null, NoticeSeverity.Refusal, kind, message));
}

/// <summary>What an areas file holds.</summary>
public sealed record AreaCollection(IReadOnlyList<AreaRow> Areas, IReadOnlyList<SchoolRow> Schools);
