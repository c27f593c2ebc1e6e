using System.Globalization;
using System.Text;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.SampleCity.Ground;

/// <summary>Areas, water, park and schools as one GeoJSON FeatureCollection, one feature a line.</summary>
internal static class GeoJson
{
    public static string Write(AreaGrid areas, StreetGrid streets, IReadOnlyList<School> schools)
    {
        List<string> features =
        [
            .. areas.Neighborhoods.Concat(areas.Tracts).Select(AreaFeature),
            Feature("""{"kind":"water","key":"heron-river","name":"Heron River"}""", Polygon(Banks())),
            Feature("""{"kind":"park","key":"heron-park","name":"Heron Park"}""", Polygon(Park(streets))),
            .. schools.Select(SchoolFeature),
        ];
        return "{\"type\":\"FeatureCollection\",\"name\":\"Heron Ferry (invented)\",\"features\":[\n" + string.Join(",\n", features) + "\n]}\n";
    }

    /// <summary>A polygon's geometry, closed; used for the areas that services are limited to as well.</summary>
    public static string Polygon(IReadOnlyList<GeoPoint> ring) =>
        "{\"type\":\"Polygon\",\"coordinates\":[[" + string.Join(",", ring.Append(ring[0]).Select(Position)) + "]]}";

    private static string AreaFeature(Area area) => Feature(
        string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"{{area.Kind}}","key":"{{area.Key}}","name":"{{area.Name}}","children":{{area.People.Children}},"poverty_children":{{area.People.PovertyChildren}},"households":{{area.People.Households}},"no_vehicle_households":{{area.People.NoVehicleHouseholds}},"limited_english_people":{{area.People.LimitedEnglishPeople}}}"""),
        Polygon([.. area.Ring.Select(CityPlan.ToPoint)]));

    private static string SchoolFeature(School school) => Feature(
        $$"""{"kind":"school","key":"{{school.Key}}","name":"{{school.Name}}","grades":"{{school.Grades}}","address":"{{school.Site.Address}}"}""",
        "{\"type\":\"Point\",\"coordinates\":" + Position(school.Site.Point) + "}");

    private static List<GeoPoint> Banks()
    {
        var half = new Spot(0, CityPlan.RiverHalfWidthMeters);
        return [.. CityPlan.RiverLine.Select(spot => CityPlan.ToPoint(spot - half)), .. CityPlan.RiverLine.Reverse().Select(spot => CityPlan.ToPoint(spot + half))];
    }

    private static List<GeoPoint> Park(StreetGrid streets) =>
        [.. OsmXml.ParkOutline(streets, StreetGrid.ParkWest, StreetGrid.ParkSouth, StreetGrid.ParkEast, StreetGrid.ParkNorth)
            .SkipLast(1).Select(node => CityPlan.ToPoint(streets.Nodes[node - 1]))];

    private static string Feature(string properties, string geometry) => $$"""{"type":"Feature","properties":{{properties}},"geometry":{{geometry}}}""";

    private static string Position(GeoPoint point) => string.Create(CultureInfo.InvariantCulture, $"[{point.Longitude:0.00000},{point.Latitude:0.00000}]");
}
