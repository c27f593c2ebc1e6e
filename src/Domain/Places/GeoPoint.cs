using System.Globalization;
using NetTopologySuite.Geometries;

namespace ResourceMatch.Domain.Places;

/// <summary>A point on the earth, WGS 84, in degrees. The only place where points are built and measured.</summary>
/// <remarks>Order is longitude, latitude. (0, 0) counts as missing: feeds and spreadsheets write it for "unknown". Immutable.</remarks>
public readonly record struct GeoPoint
{
    /// <summary>The mean earth radius that every straight-line distance here uses.</summary>
    public const double EarthRadiusMeters = 6_371_000;

    /// <summary>The spatial reference of everything that is stored.</summary>
    public const int Srid = 4326;

    public GeoPoint(double longitude, double latitude)
    {
        if (!(longitude is >= -180 and <= 180)) throw new ArgumentOutOfRangeException(nameof(longitude), longitude, "Longitude must be -180 to 180.");
        if (!(latitude is >= -90 and <= 90)) throw new ArgumentOutOfRangeException(nameof(latitude), latitude, "Latitude must be -90 to 90.");
        Longitude = longitude;
        Latitude = latitude;
    }

    public double Longitude { get; }

    public double Latitude { get; }

    /// <returns>The point, or null when it is out of range, not a number, or (0, 0).</returns>
    public static GeoPoint? Find(double? longitude, double? latitude) =>
        longitude is >= -180 and <= 180 && latitude is >= -90 and <= 90 && (longitude, latitude) is not (0d, 0d)
            ? new GeoPoint(longitude.Value, latitude.Value)
            : null;

    public static GeoPoint From(Point point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new GeoPoint(point.X, point.Y);
    }

    /// <summary>Reads "LAT,LON" in degrees, the order in which people write it.</summary>
    public static bool TryParseLatLon(string? text, out GeoPoint point)
    {
        point = default;
        var parts = (text ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length != 2
            || !double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            || Find(longitude, latitude) is not { } found) return false;
        point = found;
        return true;
    }

    public Point ToPoint() => new(Longitude, Latitude) { SRID = Srid };

    /// <summary>Great-circle distance (haversine), metres.</summary>
    public double MetersTo(GeoPoint other)
    {
        double latitude1 = double.DegreesToRadians(Latitude), latitude2 = double.DegreesToRadians(other.Latitude);
        var sinLatitude = Math.Sin((latitude2 - latitude1) / 2);
        var sinLongitude = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var h = sinLatitude * sinLatitude + Math.Cos(latitude1) * Math.Cos(latitude2) * sinLongitude * sinLongitude;
        return 2 * EarthRadiusMeters * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>Whether <see cref="MetersTo"/> is more than so many metres, told without trigonometry where the degrees alone tell it.</summary>
    public bool IsFartherThan(double meters, GeoPoint other)
    {
        // The straight way is no shorter than its part along the meridian, and no longer than that and the part along the equator together; the margins hold off rounding.
        var north = EarthRadiusMeters * double.DegreesToRadians(Math.Abs(other.Latitude - Latitude));
        if (north > (meters * 1.000_001) + 0.01) return true;
        var east = EarthRadiusMeters * double.DegreesToRadians(Math.Abs(other.Longitude - Longitude));
        return north + east > (meters * 0.999_999) - 0.01 && MetersTo(other) > meters;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Latitude},{Longitude}");
}
