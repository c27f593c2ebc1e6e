namespace ResourceMatch.Transit;

/// <summary>Distances on a sphere of 6,371,000 m.</summary>
public static class GreatCircle
{
    /// <summary>The earth's radius that all our distances use.</summary>
    public const double EarthRadiusMeters = 6_371_000;

    /// <summary>Length of one degree of latitude.</summary>
    public const double MetersPerDegree = EarthRadiusMeters * Math.PI / 180;

    /// <summary>The haversine distance between two points in degrees. NaN in, NaN out.</summary>
    public static double DistanceMeters(double latitudeA, double longitudeA, double latitudeB, double longitudeB)
    {
        var phiA = double.DegreesToRadians(latitudeA);
        var phiB = double.DegreesToRadians(latitudeB);
        var sinLatitude = Math.Sin((phiB - phiA) / 2);
        var sinLongitude = Math.Sin(double.DegreesToRadians(longitudeB - longitudeA) / 2);
        var haversine = (sinLatitude * sinLatitude) + (Math.Cos(phiA) * Math.Cos(phiB) * sinLongitude * sinLongitude);
        return 2 * EarthRadiusMeters * Math.Asin(Math.Sqrt(Math.Min(1, haversine)));
    }
}
