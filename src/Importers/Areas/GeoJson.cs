using System.Text.Json;
using NetTopologySuite.Geometries;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.Importers.Areas;

/// <summary>GeoJSON (RFC 7946) to geometry: points, lines, polygons and their multiples, WGS 84, two dimensions. No collections.</summary>
internal static class GeoJson
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), GeoPoint.Srid);

    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 32 };

    /// <param name="text">A geometry, or a feature with one.</param>
    /// <param name="problem">One sentence when null is returned.</param>
    public static Geometry? FindGeometry(string text, out string? problem)
    {
        try
        {
            using var json = JsonDocument.Parse(text, Limits);
            return FindGeometry(json.RootElement, out problem);
        }
        catch (JsonException)
        {
            problem = "The area is no GeoJSON.";
            return null;
        }
    }

    public static Geometry? FindGeometry(JsonElement json, out string? problem)
    {
        problem = null;
        try
        {
            if (json.ValueKind != JsonValueKind.Object) throw new FormatException("it is no object");
            var type = Member(json, "type") is { ValueKind: JsonValueKind.String } word ? word.GetString() : throw new FormatException("its type is no text");
            if (type == "Feature") return FindGeometry(Member(json, "geometry"), out problem);
            var coordinates = Member(json, "coordinates");
            return type switch
            {
                "Point" => Factory.CreatePoint(ReadPosition(coordinates)),
                "LineString" => Factory.CreateLineString(ReadPositions(coordinates, 2)),
                "Polygon" => Whole(ReadPolygon(coordinates)),
                "MultiPolygon" => Whole(Factory.CreateMultiPolygon([.. Items(coordinates).Select(ReadPolygon)])),
                "MultiLineString" => Factory.CreateMultiLineString([.. Items(coordinates).Select(line => Factory.CreateLineString(ReadPositions(line, 2)))]),
                _ => throw new FormatException($"its type {type} is not read"),
            };
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            problem = $"The GeoJSON cannot be used: {error.Message}.";
            return null;
        }
    }

    // A bow-tie would answer wrongly for half of its inside; the small repair keeps its area.
    private static Geometry Whole(Geometry area)
    {
        if (area.IsValid) return area;
        var repaired = area.Buffer(0);
        repaired.SRID = GeoPoint.Srid;
        return repaired.IsEmpty ? throw new FormatException("its rings enclose nothing") : repaired;
    }

    private static Polygon ReadPolygon(JsonElement rings)
    {
        var all = Items(rings).Select(ring => Factory.CreateLinearRing(Closed(ReadPositions(ring, 3)))).ToArray();
        return all.Length > 0 ? Factory.CreatePolygon(all[0], all[1..]) : throw new FormatException("a polygon has no ring");
    }

    private static Coordinate[] Closed(Coordinate[] ring) => ring[0].Equals2D(ring[^1]) ? ring : [.. ring, ring[0].Copy()];

    private static Coordinate[] ReadPositions(JsonElement positions, int least)
    {
        var all = Items(positions).Select(ReadPosition).ToArray();
        return all.Length >= least ? all : throw new FormatException($"{all.Length} points where {least} are needed");
    }

    private static Coordinate ReadPosition(JsonElement position)
    {
        if (position.ValueKind != JsonValueKind.Array || position.GetArrayLength() < 2 || position[0].ValueKind != JsonValueKind.Number || position[1].ValueKind != JsonValueKind.Number) throw new FormatException("a position is no pair of numbers");
        var (longitude, latitude) = (position[0].GetDouble(), position[1].GetDouble());
        if (!(Math.Abs(longitude) <= 180) || !(Math.Abs(latitude) <= 90)) throw new FormatException("a position is not in degrees, longitude first");
        return new Coordinate(longitude, latitude);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement array) =>
        array.ValueKind == JsonValueKind.Array ? array.EnumerateArray() : throw new FormatException("coordinates are no list");

    private static JsonElement Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value : throw new FormatException($"it has no {name}");
}
