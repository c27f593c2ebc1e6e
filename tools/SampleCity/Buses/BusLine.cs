using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Buses;

/// <summary>A bus line of the city as it is drawn on the plan: corners of the grid that it turns at, and how often it runs.</summary>
/// <param name="HeadwayMinutes">Between buses in the rush, at other times of a weekday, on Saturday, on Sunday.</param>
internal sealed record BusLine(
    string Number,
    string Name,
    string Color,
    string TextColor,
    IReadOnlyList<(int Column, int Row)> Turns,
    string Outbound,
    string Inbound,
    (int Rush, int Day, int Saturday, int Sunday) HeadwayMinutes)
{
    public bool IsLoop => Turns[0] == Turns[^1];

    /// <summary>Runs by frequencies.txt instead of one trip for each bus.</summary>
    public bool ByFrequency => Number == "2";

    public string RouteId => "HF-" + Number;

    /// <summary>The city's six lines.</summary>
    public static readonly IReadOnlyList<BusLine> All =
    [
        new("1", "Market Street Crosstown", "14508C", "FFFFFF", [(1, 17), (7, 17), (7, 14), (23, 14), (23, 17), (29, 17)], "Eastgate", "Westgate", (20, 30, 30, 60)),
        new("2", "Broad Avenue", "A3161A", "FFFFFF", [(15, 24), (15, 1)], "Southside", "Summit", (12, 15, 20, 30)),
        new("4", "Southern Crosstown", "17613A", "FFFFFF", [(2, 8), (12, 8), (12, 10), (20, 10), (20, 6), (28, 6)], "Lower Meadow", "Ferry Landing", (20, 30, 40, 60)),
        new("7", "Orchard Hill to Dockside", "5B3A99", "FFFFFF", [(5, 22), (12, 22), (12, 14), (15, 14), (15, 9), (23, 9), (23, 2)], "Clay Hill", "Orchard Hill", (20, 30, 40, 60)),
        new("11", "Airport to Ferry Landing", "F3C56B", "1C2127", [(27, 22), (20, 22), (20, 14), (7, 14), (7, 3)], "Cedar Grove", "Airport", (20, 30, 40, 60)),
        new("20", "River Loop", "0B6E75", "FFFFFF", [(15, 14), (23, 14), (23, 8), (15, 8), (15, 14)], "River Loop by Harbor", "River Loop by Harbor", (20, 30, 30, 60)),
    ];

    /// <summary>Every corner that the line passes, in order. Corners that fell into the river are crossed on the bridge.</summary>
    public List<(int Column, int Row)> Path(StreetGrid grid)
    {
        var path = new List<(int Column, int Row)> { Turns[0] };
        foreach (var turn in Turns.Skip(1))
        {
            while (path[^1] != turn)
            {
                var (column, row) = path[^1];
                do (column, row) = (column + Math.Sign(turn.Column - column), row + Math.Sign(turn.Row - row));
                while (!grid.HasCorner(column, row));
                path.Add((column, row));
            }
        }

        return path;
    }
}
