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
    /// <summary>How a notice of a feature ends that is not stored.</summary>
    internal const string LeftOut = " It was left out.";

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
                else Tell("wrong_type", "A school must be a point." + LeftOut);

                void Tell(string kind, string message) => notices.Add(new Notice(name, null, $"features[{place}]", NoticeSeverity.Error, kind, message));
            }
        }
        catch (JsonException error)
        {
            throw Refuse(name, "broken_json", $"Line {error.LineNumber + 1} is no JSON: the file is broken or cut off, so nothing was stored. Ask for it again.");
        }

        if (place == 0) throw Refuse(name, "no_areas", "There is no feature in it: a GeoJSON FeatureCollection is expected, whose features have a geometry, a key, a name and a kind.");
        var bad = place - areas.Count - schools.Count;
        if (bad == place) throw RefuseByFirst("no_areas");
        return kind is null || bad <= MostBadShare * place ? new AreaCollection(areas, schools) : throw RefuseByFirst("too_many_bad_features");

        // One sentence that names the first of them; the others stand among the notices.
        ImportRefusedException RefuseByFirst(string kind)
        {
            // Where many figures were wrong before it, the log has only counted it.
            var first = notices.Summarize().SelectMany(each => each.Examples).FirstOrDefault(each => each.Severity == NoticeSeverity.Error);
            var why = first is null ? "" : first.Message.Replace(LeftOut, "", StringComparison.Ordinal).TrimEnd('.') + "; ";
            return new(new Notice(name, null, first?.Field, NoticeSeverity.Refusal, kind, $"{why}{bad} of the {place} features cannot be used, so nothing was stored."));
        }
    }

    // Areas that are missing by mistake would take the figures of a whole quarter with them.
    private const double MostBadShare = 0.2;

    private static ImportRefusedException Refuse(string file, string kind, string message) => new(new Notice(file, null, null, NoticeSeverity.Refusal, kind, message));
}

/// <summary>What an areas file holds.</summary>
public sealed record AreaCollection(IReadOnlyList<AreaRow> Areas, IReadOnlyList<SchoolRow> Schools);
