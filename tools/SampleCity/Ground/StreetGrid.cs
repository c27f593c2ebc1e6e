namespace ResourceMatch.SampleCity.Ground;

internal enum StreetKind
{
    Main,
    Residential,
    Lane,
    Footpath,
    Steps,
}

/// <summary>One piece of street between two neighbouring nodes.</summary>
internal sealed record Street(int From, int To, string Name, StreetKind Kind, bool Bridge, int FirstNumber)
{
    /// <summary>Its pavement says wheelchair=no.</summary>
    public bool NoWheelchair { get; init; }

    /// <summary>Cars go from From to To alone.</summary>
    public bool OneWay { get; init; }
}

/// <summary>The streets of the city: a bent grid, cut by the river and the park, with lanes inside the blocks and footpaths along the water.</summary>
internal sealed class StreetGrid
{
    // Between these columns and rows lies the park; its inner streets are paths.
    public const int ParkWest = 16, ParkEast = 19, ParkSouth = 18, ParkNorth = 20;

    private static readonly string[] LaneWords =
    [
        "Robin", "Wren", "Heron", "Plover", "Swift", "Otter", "Beaver", "Clover", "Fern", "Violet", "Poppy", "Barley", "Rye", "Mint", "Sage", "Basil",
        "Anchor", "Rope", "Sail", "Kiln", "Brick", "Cooper", "Weaver", "Mason", "Candle", "Button", "Copper", "Pewter", "Slate", "Pebble", "Brook", "Spring",
    ];

    private static readonly string[] LaneKinds = ["Lane", "Court", "Row", "Place", "Way"];

    private readonly Dictionary<(int Column, int Row), int> _corners = [];
    private readonly Dictionary<(int, int), int> _middles = [];

    public StreetGrid(ulong seed)
    {
        var draw = new Seeded(seed, "streets");
        PlaceCorners(draw);
        DrawGrid(draw);
        DrawLanes(draw);
        DrawPark();
        DrawRiverWalks();
        DrawBarriers(new Seeded(seed, "barriers"));
    }

    public List<Spot> Nodes { get; } = [];

    public List<Street> Streets { get; } = [];

    /// <summary>The node of a crossing of the grid.</summary>
    public int CornerNode(int column, int row) => _corners[(column, row)];

    public bool HasCorner(int column, int row) => _corners.ContainsKey((column, row));

    /// <summary>Streets in which something may have a house number.</summary>
    public IEnumerable<Street> Addressable => Streets.Where(street => street is { Bridge: false, Kind: not (StreetKind.Footpath or StreetKind.Steps) });

    private void PlaceCorners(Seeded draw)
    {
        for (var row = 0; row < CityPlan.Rows; row++)
        {
            for (var column = 0; column < CityPlan.Columns; column++)
            {
                var bent = CityPlan.Corner(column, row) + new Spot(draw.Between(-30, 30), draw.Between(-30, 30));
                var fromRiver = Math.Abs(bent.Y - CityPlan.RiverAt(bent.X));
                if (fromRiver < CityPlan.RiverHalfWidthMeters + 35) continue;
                _corners[(column, row)] = Add(bent);
            }
        }
    }

    private void DrawGrid(Seeded draw)
    {
        for (var row = 0; row < CityPlan.Rows; row++)
        {
            for (var column = 0; column < CityPlan.Columns; column++)
            {
                if (!_corners.TryGetValue((column, row), out var here)) continue;
                if (_corners.TryGetValue((column + 1, row), out var east) && !InPark(column, row, column + 1, row) && !Crosses(here, east))
                    Connect(draw, here, east, CityPlan.RowNames[row], row is 6 or 8 or 9 or 10 or 14 or 17 or 22, 100 * column);
                ConnectNorth(draw, column, row, here);
            }
        }
    }

    private void ConnectNorth(Seeded draw, int column, int row, int here)
    {
        if (_corners.TryGetValue((column, row + 1), out var north) && !Crosses(here, north))
        {
            if (!InPark(column, row, column, row + 1)) Connect(draw, here, north, CityPlan.ColumnNames[column], column is 7 or 12 or 15 or 20 or 23, 100 * row);
            return;
        }

        // The bank: only three columns have a bridge, and it may leap over a corner that fell into the water.
        var bridge = CityPlan.BridgeColumns.ToList().IndexOf(column);
        var over = _corners.ContainsKey((column, row + 1)) ? row + 1 : row + 2;
        if (bridge < 0 || !_corners.TryGetValue((column, over), out var far) || !Crosses(here, far)) return;
        Streets.Add(new Street(here, far, CityPlan.BridgeNames[bridge], StreetKind.Main, true, 0));
    }

    private void Connect(Seeded draw, int from, int to, string name, bool main, int firstNumber)
    {
        // Some quiet streets were never joined up; the rest of the grid keeps every corner reachable.
        var edge = CityPlan.RowNames[0] == name || CityPlan.RowNames[^1] == name || CityPlan.ColumnNames[0] == name || CityPlan.ColumnNames[^1] == name;
        if (draw.Percent(5) && !main && !edge && firstNumber % 300 == 100) return;
        Streets.Add(new Street(from, to, name, main ? StreetKind.Main : StreetKind.Residential, false, firstNumber));
    }

    private void DrawLanes(Seeded draw)
    {
        var lane = 0;
        for (var row = 4; row < CityPlan.Rows - 4; row++)
        {
            for (var column = 5; column < CityPlan.Columns - 5; column++)
            {
                var choice = draw.Below(5);
                var across = choice is 0 or 1;
                if (choice > 2 || !IsWholeBlock(column, row)) continue;
                var (from, to) = across
                    ? (Side(column, row, column, row + 1), Side(column + 1, row, column + 1, row + 1))
                    : (Side(column, row, column + 1, row), Side(column, row + 1, column + 1, row + 1));
                if (from is null || to is null) continue;
                var name = $"{LaneWords[lane % LaneWords.Length]} {LaneKinds[lane / LaneWords.Length % LaneKinds.Length]}";
                Streets.Add(new Street(from.Value, to.Value, name, StreetKind.Lane, false, 0));
                lane++;
                if (lane == LaneWords.Length * LaneKinds.Length) return;
            }
        }
    }

    private bool IsWholeBlock(int column, int row) =>
        HasCorner(column, row) && HasCorner(column + 1, row) && HasCorner(column, row + 1) && HasCorner(column + 1, row + 1)
        && !(column >= ParkWest && column < ParkEast && row >= ParkSouth && row < ParkNorth)
        && !Crosses(CornerNode(column, row), CornerNode(column, row + 1)) && !Crosses(CornerNode(column + 1, row), CornerNode(column + 1, row + 1));

    /// <summary>The middle of a side of a block, splitting its street in two; null when there is no street.</summary>
    private int? Side(int column, int row, int otherColumn, int otherRow)
    {
        var (a, b) = (CornerNode(column, row), CornerNode(otherColumn, otherRow));
        if (_middles.TryGetValue((a, b), out var known)) return known;
        var index = Streets.FindIndex(street => street.From == a && street.To == b);
        if (index < 0 || Streets[index].Bridge) return null;
        var whole = Streets[index];
        var middle = Add(Spot.Middle(Nodes[a], Nodes[b]));
        Streets[index] = whole with { To = middle };
        Streets.Insert(index + 1, whole with { From = middle, FirstNumber = whole.FirstNumber + 50 });
        return _middles[(a, b)] = middle;
    }

    private void DrawPark()
    {
        const string name = "Heron Park Path";
        const int row = ParkSouth + 1;
        for (var column = ParkWest; column < ParkEast; column++) Path(name, CornerNode(column, row), CornerNode(column + 1, row));
        foreach (var (column, inner) in new[] { (ParkWest, ParkWest + 1), (ParkEast, ParkEast - 1) })
        {
            Path(name, CornerNode(inner, row), CornerNode(column, ParkSouth));
            Path(name, CornerNode(inner, row), CornerNode(column, ParkNorth));
        }
    }

    private void DrawRiverWalks()
    {
        foreach (var bank in new[] { -1, 1 })
        {
            var name = bank < 0 ? "South River Walk" : "North River Walk";
            int? before = null;
            for (var column = CityPlan.BridgeColumns[0]; column <= CityPlan.BridgeColumns[^1]; column++)
            {
                var x = CityPlan.Corner(column, 0).X;
                var node = Add(new Spot(x, CityPlan.RiverAt(x) + bank * (CityPlan.RiverHalfWidthMeters + 20)));
                if (before is { } previous) Path(name, previous, node);
                if (column % 2 == 1) Path(name, node, NearestCorner(column, Nodes[node].Y, bank));
                before = node;
            }
        }
    }

    /// <summary>Steps as shortcuts through blocks, pavements that a wheelchair cannot use, and one-way streets. Drawn last and by dice of its own: the rest of the city keeps its bytes.</summary>
    private void DrawBarriers(Seeded draw)
    {
        var steps = 0;
        for (var row = 3; row < CityPlan.Rows - 3; row++)
        {
            for (var column = 4; column < CityPlan.Columns - 4; column++)
            {
                if (!draw.Percent(7) || !IsWholeBlock(column, row)) continue;
                var name = $"{CityPlan.ColumnNames[column].Split(' ')[0]} Steps";
                Streets.Add(new Street(CornerNode(column, row), CornerNode(column + 1, row + 1), name, StreetKind.Steps, false, 0));
                steps++;
            }
        }

        if (steps == 0) throw new InvalidOperationException("The city has no steps.");
        for (var i = 0; i < Streets.Count; i++)
        {
            var street = Streets[i];
            if (street is { Kind: StreetKind.Residential or StreetKind.Lane or StreetKind.Footpath } && draw.Percent(12)) street = street with { NoWheelchair = true };
            if (street is { Kind: StreetKind.Lane } && draw.Percent(40)) street = street with { OneWay = true };
            Streets[i] = street;
        }
    }

    private int NearestCorner(int column, double y, int bank)
    {
        var row = (int)Math.Floor((y - CityPlan.South) / CityPlan.BlockMeters);
        if (bank > 0) row++;
        while (!HasCorner(column, row) || (Nodes[CornerNode(column, row)].Y - y) * bank <= 0) row += bank;
        return CornerNode(column, row);
    }

    private void Path(string name, int from, int to) => Streets.Add(new Street(from, to, name, StreetKind.Footpath, false, 0));

    private static bool InPark(int column, int row, int otherColumn, int otherRow) =>
        column >= ParkWest && otherColumn <= ParkEast && row >= ParkSouth && otherRow <= ParkNorth
        && !(row == otherRow && row is ParkSouth or ParkNorth)
        && !(column == otherColumn && column is ParkWest or ParkEast);

    private bool Crosses(int a, int b) =>
        Nodes[a].Y > CityPlan.RiverAt(Nodes[a].X) != Nodes[b].Y > CityPlan.RiverAt(Nodes[b].X);

    private int Add(Spot spot)
    {
        Nodes.Add(spot);
        return Nodes.Count - 1;
    }
}
