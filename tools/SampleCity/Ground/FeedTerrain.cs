using System.Globalization;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.SampleCity.Ground;

/// <summary>The stops of a real feed as ground: invented addresses within a short walk of real stops, so that an engine can be tried where real buses run.</summary>
internal sealed class FeedTerrain : Terrain
{
    private const double MetersPerLatitude = 111_194.92664;
    private const int Parts = 24;

    private readonly FeedText _feed;
    private readonly List<(string Name, GeoPoint Point)> _parts;
    private int _numbers;

    public FeedTerrain(ulong seed, FeedText feed)
    {
        _feed = feed;
        var draw = new Seeded(seed, "feed");
        _parts = [.. draw.Shuffled(feed.Stops.DistinctBy(stop => Clean(stop.Name))).Take(Parts).Select(stop => (Clean(stop.Name), stop.Point))];
        Wards = [.. Enumerable.Range(0, 6).Select(Quarter)];
        Schools =
        [
            NewSchool(draw, "mill-creek", "Mill Creek Elementary School", 0, 5),
            NewSchool(draw, "harbor", "Harbor Elementary School", 0, 5),
            NewSchool(draw, "southside", "Southside Elementary School", 0, 5),
            NewSchool(draw, "riverbend-middle", "Riverbend Middle School", 6, 8),
            NewSchool(draw, "summit-middle", "Summit Middle School", 6, 8),
            NewSchool(draw, "central-high", "Central High School", 9, 12),
        ];
    }

    public override string CityName => $"Invented, along the lines of {_feed.AgencyName}";

    public override string State => CityPlan.State;

    public override IReadOnlyList<string> PlaceNames => [.. _parts.Select(part => part.Name)];

    public override IReadOnlyList<Ward> Wards { get; }

    public override IReadOnlyList<School> Schools { get; }

    public override (string Name, double Meters) NearestStop(GeoPoint point) =>
        _feed.Stops.Select(stop => (stop.Name, stop.Point.MetersTo(point))).MinBy(stop => stop.Item2);

    public override Site ServiceSite(Seeded draw) => Near(draw, draw.Percent(85) ? 250 : 900);

    public override Site Home(Seeded draw) => Near(draw, draw.Percent(80) ? 450 : 1_200);

    private School NewSchool(Seeded draw, string key, string name, int first, int last) => new(key, name, first, last, ServiceSite(draw));

    private Site Near(Seeded draw, double metersAround)
    {
        var stop = draw.Pick(_feed.Stops);
        var metersPerLongitude = MetersPerLatitude * Math.Cos(double.DegreesToRadians(stop.Point.Latitude));
        var point = new GeoPoint(
            Math.Round(stop.Point.Longitude + draw.Between(-metersAround, metersAround) / metersPerLongitude, 5),
            Math.Round(stop.Point.Latitude + draw.Between(-metersAround, metersAround) / MetersPerLatitude, 5));
        var part = _parts.Select((each, i) => (each, i)).MinBy(pair => pair.each.Point.MetersTo(point)).i;
        var address = string.Create(CultureInfo.InvariantCulture, $"{++_numbers + 100} near {Clean(stop.Name)}");
        return new Site(point, address, AreaGrid.Key(_parts[part].Name), $"004{part + 1:00}");
    }

    private Ward Quarter(int number)
    {
        var stops = _feed.Stops;
        var (west, south) = (stops.Min(stop => stop.Point.Longitude) - 0.01, stops.Min(stop => stop.Point.Latitude) - 0.01);
        var (width, height) = ((stops.Max(stop => stop.Point.Longitude) + 0.01 - west) / 3, (stops.Max(stop => stop.Point.Latitude) + 0.01 - south) / 2);
        GeoPoint At(int column, int row) => new(Math.Round(west + width * column, 5), Math.Round(south + height * row, 5));
        var (i, j) = (number % 3, number / 3);
        return new Ward($"Ward {number + 1}", [At(i, j), At(i + 1, j), At(i + 1, j + 1), At(i, j + 1)]);
    }

    /// <summary>The plain words of a stop's name, at most three, so that an invented name does not look like a copy.</summary>
    private static string Clean(string name)
    {
        var words = new string([.. name.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "Stop" : string.Join(' ', words.Take(3));
    }
}
