using ResourceMatch.Domain.Places;

namespace ResourceMatch.SampleCity.Ground;

/// <summary>A point of the city: metres east and north of its middle.</summary>
internal readonly record struct Spot(double X, double Y)
{
    public static Spot operator +(Spot a, Spot b) => new(a.X + b.X, a.Y + b.Y);

    public static Spot operator -(Spot a, Spot b) => new(a.X - b.X, a.Y - b.Y);

    public static Spot operator *(Spot a, double factor) => new(a.X * factor, a.Y * factor);

    public double Length => Math.Sqrt(X * X + Y * Y);

    public static Spot Middle(Spot a, Spot b) => (a + b) * 0.5;
}

/// <summary>What is decided about the invented city of Heron Ferry before any number is drawn: size, river, names, bridges.</summary>
/// <remarks>Columns 0..30 run north-south every 400 m from x = -6,000; rows 0..25 run east-west every 400 m from y = -5,000.</remarks>
internal static class CityPlan
{
    public const string Name = "Heron Ferry";

    /// <summary>No state of the United States has this code, and no post office the ZIP codes 004xx.</summary>
    public const string State = "XX";

    public const int Columns = 31;
    public const int Rows = 26;
    public const double BlockMeters = 400;
    public const double West = -6_000;
    public const double South = -5_000;
    public const double East = 6_000;
    public const double North = 5_000;
    public const double RiverHalfWidthMeters = 75;

    /// <summary>Open farmland, where no real bus, street or service of a sample can be mistaken for it.</summary>
    private const double MiddleLongitude = -84.45;
    private const double MiddleLatitude = 41.08;

    // Written out, not computed: sine and cosine may differ in the last bit between machines.
    private const double MetersPerLatitude = 111_194.92664;
    private const double MetersPerLongitude = 83_817.93661;

    /// <summary>Columns of the three bridges.</summary>
    public static readonly IReadOnlyList<int> BridgeColumns = [7, 15, 23];

    public static readonly IReadOnlyList<string> BridgeNames = ["Ferry Bridge", "Market Bridge", "Harbor Bridge"];

    public static readonly IReadOnlyList<string> ColumnNames =
    [
        "Westgate Avenue", "Orchard Avenue", "Sumac Avenue", "Juniper Avenue", "Hawthorn Avenue", "Birch Avenue", "Laurel Avenue", "Ferry Avenue",
        "Chestnut Avenue", "Maple Avenue", "Walnut Avenue", "Elm Avenue", "Linden Avenue", "Cedar Avenue", "Foundry Avenue", "Broad Avenue",
        "Court Avenue", "Library Avenue", "Willow Avenue", "Aspen Avenue", "Poplar Avenue", "Sycamore Avenue", "Hazel Avenue", "Harbor Avenue",
        "Dogwood Avenue", "Cypress Avenue", "Alder Avenue", "Tamarack Avenue", "Magnolia Avenue", "Spruce Avenue", "Eastgate Avenue",
    ];

    public static readonly IReadOnlyList<string> RowNames =
    [
        "Southline Road", "11th Street", "10th Street", "9th Street", "8th Street", "7th Street", "6th Street", "5th Street", "4th Street",
        "3rd Street", "2nd Street", "1st Street", "Pier Street", "River Street", "Market Street", "Mill Street", "Church Street", "School Street",
        "Spring Street", "Garden Street", "Hill Street", "Prospect Street", "Summit Street", "Meadow Street", "Farm Street", "Northline Road",
    ];

    /// <summary>The middle of the river, from west to east.</summary>
    private static readonly Spot[] River = [new(-6_000, 900), new(-3_600, 500), new(-1_500, -200), new(0, 0), new(1_500, 300), new(3_500, -300), new(6_000, -1_100)];

    public static IReadOnlyList<Spot> RiverLine => River;

    /// <summary>Where the river's middle lies at this easting.</summary>
    public static double RiverAt(double x)
    {
        var i = 1;
        while (i < River.Length - 1 && River[i].X < x) i++;
        var (a, b) = (River[i - 1], River[i]);
        return a.Y + (x - a.X) / (b.X - a.X) * (b.Y - a.Y);
    }

    public static Spot Corner(int column, int row) => new(West + BlockMeters * column, South + BlockMeters * row);

    /// <summary>Degrees, rounded to the fifth decimal (about a metre), as everything is published.</summary>
    public static GeoPoint ToPoint(Spot spot) => new(
        Math.Round(MiddleLongitude + spot.X / MetersPerLongitude, 5),
        Math.Round(MiddleLatitude + spot.Y / MetersPerLatitude, 5));
}
