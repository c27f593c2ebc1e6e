using System.Text.Json;

namespace ResourceMatch.Checker.Raw;

/// <summary>The rings of a GeoJSON polygon or multipolygon.</summary>
internal sealed class RawArea
{
    private readonly List<List<LatLon[]>> polygons = [];

    /// <returns>Null when the text is no polygon: then nobody can be judged by it.</returns>
    public static RawArea? Find(string geoJson)
    {
        if (string.IsNullOrWhiteSpace(geoJson)) return null;
        using var document = JsonDocument.Parse(geoJson);
        var root = document.RootElement;
        if (root.TryGetProperty("geometry", out var geometry)) root = geometry;
        var coordinates = root.GetProperty("coordinates");
        var area = new RawArea();
        switch (root.GetProperty("type").GetString())
        {
            case "Polygon":
                area.polygons.Add(Rings(coordinates));
                return area;
            case "MultiPolygon":
                area.polygons.AddRange(coordinates.EnumerateArray().Select(Rings));
                return area;
            default:
                return null;
        }
    }

    /// <summary>Even number of borders crossed on the way east = outside.</summary>
    public bool Contains(LatLon point) => polygons.Any(rings => rings.Sum(ring => Crossings(ring, point)) % 2 == 1);

    private static int Crossings(LatLon[] ring, LatLon point)
    {
        var crossed = 0;
        for (var i = 0; i < ring.Length - 1; i++)
        {
            var (a, b) = (ring[i], ring[i + 1]);
            if (a.Latitude > point.Latitude == b.Latitude > point.Latitude) continue;
            var longitude = a.Longitude + (point.Latitude - a.Latitude) / (b.Latitude - a.Latitude) * (b.Longitude - a.Longitude);
            if (longitude > point.Longitude) crossed++;
        }

        return crossed;
    }

    private static List<LatLon[]> Rings(JsonElement polygon) =>
        [.. polygon.EnumerateArray().Select(ring => ring.EnumerateArray().Select(point => new LatLon(point[1].GetDouble(), point[0].GetDouble())).ToArray())];
}
