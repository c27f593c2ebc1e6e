namespace ResourceMatch.Checker.Raw;

/// <summary>A point in degrees; NaN = unknown.</summary>
internal readonly record struct LatLon(double Latitude, double Longitude)
{
    public static readonly LatLon Unknown = new(double.NaN, double.NaN);

    public bool IsKnown => !double.IsNaN(Latitude) && !double.IsNaN(Longitude) && (Latitude, Longitude) is not (0d, 0d);
}

/// <summary>Walking and driving by the published terms: straight lines on a sphere of 6,371,000 m, times 1.3.</summary>
internal static class Earth
{
    public const double Detour = 1.3;
    public const double WalkMetersPerSecond = 1.2;
    public const double DriveMetersPerSecond = 9;
    public const int ParkSeconds = 120;

    public static double StraightMeters(LatLon a, LatLon b)
    {
        double Radians(double degrees) => degrees * Math.PI / 180;
        var half = Math.Pow(Math.Sin(Radians(b.Latitude - a.Latitude) / 2), 2)
            + Math.Cos(Radians(a.Latitude)) * Math.Cos(Radians(b.Latitude)) * Math.Pow(Math.Sin(Radians(b.Longitude - a.Longitude) / 2), 2);
        return 2 * 6_371_000 * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    /// <summary>Metres really walked.</summary>
    public static double WalkedMeters(LatLon a, LatLon b) => StraightMeters(a, b) * Detour;

    public static int WalkSeconds(LatLon a, LatLon b) => (int)Math.Ceiling(WalkedMeters(a, b) / WalkMetersPerSecond);

    public static int DriveSeconds(LatLon a, LatLon b) => (int)Math.Ceiling(StraightMeters(a, b) * Detour / DriveMetersPerSecond) + ParkSeconds;
}
