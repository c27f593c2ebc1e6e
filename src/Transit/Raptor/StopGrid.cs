namespace ResourceMatch.Transit;

/// <summary>Finds the stops near a point. Stops without a point are never found.</summary>
/// <remarks>Cells of about 300 m; counts stops as a <see cref="NetworkDay"/> over the same feeds does. Immutable; safe to share.</remarks>
public sealed class StopGrid
{
    private const double CellDegrees = 300 / GreatCircle.MetersPerDegree;

    private readonly double[] latitudes;
    private readonly double[] longitudes;
    private readonly Dictionary<(int Row, int Column), int[]> cells;

    /// <summary>A grid over the stops of some feeds, one feed after the other.</summary>
    public StopGrid(IReadOnlyList<Timetable> feeds)
        : this([.. feeds.SelectMany(feed => feed.Arrays.StopLatitudes)], [.. feeds.SelectMany(feed => feed.Arrays.StopLongitudes)])
    {
    }

    internal StopGrid(double[] latitudes, double[] longitudes)
    {
        this.latitudes = latitudes;
        this.longitudes = longitudes;
        cells = Enumerable.Range(0, latitudes.Length)
            .Where(stop => !double.IsNaN(latitudes[stop]))
            .GroupBy(stop => CellOf(latitudes[stop], longitudes[stop]))
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The stops within a straight distance of a point, nearest first.</summary>
    public IReadOnlyList<(StopIndex Stop, double StraightMeters)> Within(double latitude, double longitude, double radiusMeters)
    {
        var found = new List<(StopIndex Stop, double StraightMeters)>();
        var (row, column) = CellOf(latitude, longitude);
        var rows = (int)Math.Ceiling(radiusMeters / GreatCircle.MetersPerDegree / CellDegrees);
        // Meridians lie closer together towards the poles, so more cells are needed there.
        var shrink = Math.Max(0.01, Math.Cos(double.DegreesToRadians(Math.Min(89, Math.Abs(latitude) + (rows * CellDegrees)))));
        var columns = (int)Math.Ceiling(rows / shrink);
        for (var r = row - rows; r <= row + rows; r++)
        {
            for (var c = column - columns; c <= column + columns; c++)
            {
                foreach (var stop in cells.GetValueOrDefault((r, c), []))
                {
                    if (GreatCircle.DistanceMeters(latitude, longitude, latitudes[stop], longitudes[stop]) is var meters && meters <= radiusMeters)
                    {
                        found.Add((new StopIndex(stop), meters));
                    }
                }
            }
        }

        found.Sort((a, b) => a.StraightMeters.CompareTo(b.StraightMeters) is var order and not 0 ? order : a.Stop.Value.CompareTo(b.Stop.Value));
        return found;
    }

    /// <summary>The walks between a point and the stops around it, nearest first, by the straight line, detour factor and speed of the options; <paramref name="maxWalkMeters"/> counts walked meters.</summary>
    public IReadOnlyList<StopWalk> WalksFrom(double latitude, double longitude, DayOptions options, double maxWalkMeters)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. Within(latitude, longitude, maxWalkMeters / options.DetourFactor).Select(near =>
            new StopWalk(near.Stop, options.WalkSeconds(options.WalkedMeters(near.StraightMeters)), (int)Math.Ceiling(options.WalkedMeters(near.StraightMeters))))];
    }

    private static (int Row, int Column) CellOf(double latitude, double longitude) =>
        ((int)Math.Floor(latitude / CellDegrees), (int)Math.Floor(longitude / CellDegrees));
}
