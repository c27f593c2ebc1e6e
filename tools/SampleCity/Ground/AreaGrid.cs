namespace ResourceMatch.SampleCity.Ground;

/// <summary>What is counted of the people of an area, as a census would.</summary>
internal sealed record Counts(int Children, int PovertyChildren, int Households, int NoVehicleHouseholds, int LimitedEnglishPeople)
{
    public static readonly Counts None = new(0, 0, 0, 0, 0);

    public static Counts operator +(Counts a, Counts b) => new(
        a.Children + b.Children, a.PovertyChildren + b.PovertyChildren, a.Households + b.Households,
        a.NoVehicleHouseholds + b.NoVehicleHouseholds, a.LimitedEnglishPeople + b.LimitedEnglishPeople);
}

internal sealed record Area(string Kind, string Key, string Name, IReadOnlyList<Spot> Ring, Counts People)
{
    public bool Holds(Spot spot)
    {
        var inside = false;
        for (int i = 0, j = Ring.Count - 1; i < Ring.Count; j = i++)
        {
            if (Ring[i].Y > spot.Y != Ring[j].Y > spot.Y
                && spot.X < (Ring[j].X - Ring[i].X) * (spot.Y - Ring[i].Y) / (Ring[j].Y - Ring[i].Y) + Ring[i].X)
                inside = !inside;
        }

        return inside;
    }
}

/// <summary>The city cut into neighborhoods, tracts and wards. Neighborhoods and tracts are two grids of their own, as they are in real life; the counts of both come from the same people.</summary>
internal sealed class AreaGrid
{
    private static readonly double[] HoodX = [-6_000, -4_200, -2_400, -700, 1_300, 3_500, 6_000];
    private static readonly double[] HoodY = [-5_000, -2_500, 0, 2_500, 5_000];

    // South-west to north-east, row by row.
    private static readonly string[] HoodNames =
    [
        "Southfield", "Cedar Grove", "Tanners Row", "Southside", "Clay Hill", "Lower Meadow",
        "Ferry Landing", "Riverside", "Old Town", "Pier", "Bridgeview", "Dockside",
        "Westgate", "Mill Creek", "Foundry", "Market Square", "Harbor", "Eastgate",
        "Northfield", "Orchard Hill", "Summit", "North Hill", "Meadowbrook", "Airport",
    ];

    // In percent, by neighborhood: people per usual tract, children in poverty, households without a vehicle, people with limited English.
    private static readonly int[] Crowd = [60, 80, 110, 120, 90, 50, 90, 120, 150, 160, 120, 80, 80, 130, 160, 150, 140, 80, 50, 80, 90, 100, 70, 40];
    private static readonly int[] Poverty = [12, 18, 38, 41, 30, 14, 22, 31, 44, 47, 33, 20, 15, 36, 45, 34, 39, 21, 8, 10, 12, 17, 11, 16];
    private static readonly int[] NoVehicle = [6, 9, 24, 28, 17, 7, 12, 20, 33, 36, 21, 11, 8, 24, 35, 31, 27, 12, 4, 5, 7, 11, 6, 8];
    private static readonly int[] LimitedEnglish = [4, 7, 19, 24, 13, 5, 8, 14, 26, 29, 15, 9, 6, 21, 27, 18, 25, 11, 3, 4, 5, 9, 4, 10];

    public AreaGrid(ulong seed)
    {
        var draw = new Seeded(seed, "areas");
        var hoodGrid = new BentGrid(draw, HoodX, HoodY, 150);
        double[] tractX = [.. Enumerable.Range(0, 11).Select(i => CityPlan.West + 1_200.0 * i)];
        double[] tractY = [-5_000, -3_333, -1_667, 0, 1_667, 3_333, 5_000];
        var tractGrid = new BentGrid(draw, tractX, tractY, 120);
        var hoods = HoodNames.Select((name, i) => new Area("neighborhood", Key(name), name, hoodGrid.Ring(i % 6, i / 6, i % 6 + 1, i / 6 + 1), Counts.None)).ToList();
        var people = new Counts[hoods.Count];
        Array.Fill(people, Counts.None);
        var tracts = new List<Area>();
        for (var i = 0; i < 60; i++)
        {
            var ring = tractGrid.Ring(i % 10, i / 10, i % 10 + 1, i / 10 + 1);
            var sum = Counts.None;
            foreach (var (hood, weight) in Shares(ring, hoods))
            {
                var part = Count(draw, hood, weight);
                people[hood] += part;
                sum += part;
            }

            tracts.Add(new Area("tract", $"tract-{i + 1:00}", $"Tract {i + 1:00}", ring, sum));
        }

        Neighborhoods = [.. hoods.Select((hood, i) => hood with { People = people[i] })];
        Tracts = tracts;
        Wards = [.. Enumerable.Range(0, 6).Select(i => (IReadOnlyList<Spot>)hoodGrid.Ring(i % 3 * 2, i / 3 * 2, i % 3 * 2 + 2, i / 3 * 2 + 2))];
    }

    public IReadOnlyList<Area> Neighborhoods { get; }

    public IReadOnlyList<Area> Tracts { get; }

    /// <summary>Six wards, each of four neighborhoods, with the neighborhoods' own borders.</summary>
    public IReadOnlyList<IReadOnlyList<Spot>> Wards { get; }

    public static string Key(string name) =>
        name.ToLowerInvariant().Replace(' ', '-');

    public Area NeighborhoodOf(Spot spot) =>
        Neighborhoods.FirstOrDefault(hood => hood.Holds(spot)) ?? Neighborhoods.MinBy(hood => (Middle(hood) - spot).Length)!;

    public static Spot Middle(Area area) => area.Ring.Aggregate(new Spot(0, 0), (sum, spot) => sum + spot) * (1.0 / area.Ring.Count);

    /// <summary>What each neighborhood holds of a tract, in 1/100 of a usual tract, by a raster of 120 m.</summary>
    private static List<(int Hood, double Weight)> Shares(IReadOnlyList<Spot> ring, List<Area> hoods)
    {
        var tract = new Area("", "", "", ring, Counts.None);
        var hits = new int[hoods.Count];
        for (var x = ring.Min(spot => spot.X) + 60; x < ring.Max(spot => spot.X); x += 120)
        {
            for (var y = ring.Min(spot => spot.Y) + 60; y < ring.Max(spot => spot.Y); y += 120)
            {
                var spot = new Spot(x, y);
                if (!tract.Holds(spot)) continue;
                var hood = hoods.FindIndex(each => each.Holds(spot));
                if (hood >= 0) hits[hood]++;
            }
        }

        // A usual tract of 1,200 x 1,667 m holds 139 points of the raster.
        return [.. hits.Select((count, hood) => (hood, count / 139.0)).Where(share => share.Item2 > 0)];
    }

    private static Counts Count(Seeded draw, int hood, double weight)
    {
        var households = (int)(900 * weight * Crowd[hood] / 100 * draw.Between(0.9, 1.1));
        var children = (int)(households * draw.Between(0.55, 0.75));
        return new Counts(
            children,
            (int)(children * Poverty[hood] / 100.0 * draw.Between(0.85, 1.15)),
            households,
            (int)(households * NoVehicle[hood] / 100.0 * draw.Between(0.85, 1.15)),
            (int)(households * 2.5 * LimitedEnglish[hood] / 100.0 * draw.Between(0.85, 1.15)));
    }
}
