using System.Globalization;
using System.Text.Json;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Points and bounds as the map's script reads them.</summary>
internal static class MapView
{
    private const double MarginDegrees = 0.01;

    /// <summary>"[lon,lat]", or null.</summary>
    public static string? PointOf(GeoPoint? point) =>
        point is { } known ? string.Create(CultureInfo.InvariantCulture, $"[{known.Longitude:0.#####},{known.Latitude:0.#####}]") : null;

    /// <summary>[[name, lon, lat], …] of the neighborhoods.</summary>
    public static string NamesOf(IReadOnlyList<Start> starts) =>
        JsonSerializer.Serialize(starts.Where(start => start.Kind == "neighborhood").Select(start => new object[] { start.Name, Math.Round(start.Point.Longitude, 4), Math.Round(start.Point.Latitude, 4) }));

    /// <summary>"[west,south,east,north]" around all named places and the start; the whole earth when there is none.</summary>
    public static string Around(IReadOnlyList<Start> starts, GeoPoint? home)
    {
        ArgumentNullException.ThrowIfNull(starts);
        var points = starts.Select(start => start.Point).Concat(home is { } known ? [known] : []).ToList();
        if (points.Count == 0) return "[-170,-60,170,75]";
        double west = points.Min(point => point.Longitude) - MarginDegrees, east = points.Max(point => point.Longitude) + MarginDegrees;
        double south = points.Min(point => point.Latitude) - MarginDegrees, north = points.Max(point => point.Latitude) + MarginDegrees;
        return string.Create(CultureInfo.InvariantCulture, $"[{west:0.####},{south:0.####},{east:0.####},{north:0.####}]");
    }
}
