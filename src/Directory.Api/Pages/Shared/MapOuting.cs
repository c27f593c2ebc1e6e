using System.Text.Json;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>
/// An outing as the map's script reads it: n = the pin's text, s = [lon, lat] of its places, t and b = there and back, each leg's kind, colour, ends and where a ride's path is read.
/// An end that is null is the home, which stands in the page once.
/// </summary>
internal static class MapOuting
{
    /// <param name="name">Number or letter on the pin.</param>
    /// <param name="places">In the order of visiting.</param>
    /// <param name="there">The way to each place; empty = no trip is known.</param>
    /// <param name="back">From the last place.</param>
    /// <param name="ends">Where it starts and ends; null = home.</param>
    public static string Of(string? name, IReadOnlyList<(double Lat, double Lon)> places, IReadOnlyList<JourneyView> there, JourneyView? back, (GeoPoint? Start, GeoPoint? End) ends)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(there);
        var points = places.Select(place => Point(place.Lon, place.Lat)).ToList();
        return JsonSerializer.Serialize(new
        {
            n = name,
            s = points,
            t = there.SelectMany((way, index) => Legs(way, index == 0 ? Point(ends.Start) : points[index - 1], points[index])),
            b = back is null ? [] : Legs(back, points[^1], Point(ends.End)),
        });
    }

    /// <summary>The point of an outing's end that is not the home.</summary>
    public static GeoPoint? EndOf(Domain.Needs.Household household, Matching.Outings.OutingEnd end)
    {
        ArgumentNullException.ThrowIfNull(household);
        return end switch { Matching.Outings.OutingEnd.School => household.SchoolPoint, Matching.Outings.OutingEnd.Work => household.Work, _ => null };
    }

    private static IEnumerable<object?[]> Legs(JourneyView journey, double[]? start, double[]? end) =>
        journey.Legs.Select((leg, index) =>
        {
            var from = Point(leg.FromLon, leg.FromLat) ?? (index == 0 ? start : null);
            var to = Point(leg.ToLon, leg.ToLat) ?? (index == journey.Legs.Count - 1 ? end : null);
            return leg.Kind == "ride" ? new object?[] { "r", leg.Color, from, to, RidePath(leg) } : [leg.Kind[..1], null, from, to];
        });

    private static string RidePath(LegView leg) =>
        "/tiles/ride" + QueryString.Create(new Dictionary<string, string?> { ["feed"] = leg.Feed, ["line"] = leg.Line, ["from"] = leg.FromStopId, ["to"] = leg.ToStopId });

    private static double[]? Point(GeoPoint? point) => point is { } known ? Point(known.Longitude, known.Latitude) : null;

    private static double[]? Point(double? lon, double? lat) => lon is { } x && lat is { } y ? [Math.Round(x, 5), Math.Round(y, 5)] : null;
}
