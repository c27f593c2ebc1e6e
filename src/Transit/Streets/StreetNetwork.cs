namespace ResourceMatch.Transit;

/// <summary>The streets of a region as a graph, for people on foot, with a pram, in a wheelchair, and for cars.</summary>
/// <remarks>Made by <see cref="StreetCompiler"/> or read by <see cref="StreetSnapshot"/>. Exact terms in README.md beside this file. Immutable; safe to share.</remarks>
public sealed class StreetNetwork
{
    /// <summary>Farther from a street than this nobody is taken to be on the streets.</summary>
    public const int SnapLimitMeters = 300;

    private readonly SnapGrid grid;
    private readonly (double South, double West, double North, double East) box;

    /// <exception cref="InvalidDataException">The streets together are too long for their number to be streets.</exception>
    internal StreetNetwork(StreetArrays arrays)
    {
        Arrays = arrays;
        Searches = new SearchPool(this);
        grid = new SnapGrid(arrays);
        box = Box(arrays);
        var count = arrays.EdgeFrom.Length;
        OutBase = new int[arrays.JunctionCount + 1];
        for (var edge = 0; edge < count; edge++)
        {
            OutBase[arrays.EdgeFrom[edge] + 1]++;
            OutBase[arrays.EdgeTo[edge] + 1]++;
        }

        for (var junction = 0; junction < arrays.JunctionCount; junction++)
        {
            OutBase[junction + 1] += OutBase[junction];
        }

        Out = new StreetEnd[2 * count];
        var next = OutBase[..^1];
        for (var edge = 0; edge < count; edge++)
        {
            var (from, to, length, use) = (arrays.EdgeFrom[edge], arrays.EdgeTo[edge], arrays.LengthOf(edge), (StreetUse)arrays.EdgeUse[edge]);
            Out[next[from]++] = new StreetEnd(to, length, use);
            Out[next[to]++] = new StreetEnd(from, length, StreetUses.Reverse(use));
        }
    }

    /// <summary>Nodes at which streets meet or end.</summary>
    public int JunctionCount => Arrays.JunctionCount;

    /// <summary>Streets between two of them.</summary>
    public int EdgeCount => Arrays.EdgeFrom.Length;

    /// <summary>What it was made of, and what of it each may use.</summary>
    public StreetCounts Counts => Arrays.Counts;

    internal StreetArrays Arrays { get; }

    /// <summary>Where in <see cref="Out"/> a junction's streets begin.</summary>
    internal int[] OutBase { get; }

    internal StreetEnd[] Out { get; }

    internal SearchPool Searches { get; }

    /// <summary>Whether a point lies in the streets' bounding box, or about so many meters around it.</summary>
    public bool IsAround(double latitude, double longitude, double withinMeters = SnapLimitMeters)
    {
        var rows = withinMeters / GreatCircle.MetersPerDegree;
        // Meridians lie closest together at the end that is farther from the equator.
        var columns = rows / Math.Max(0.01, Math.Cos(double.DegreesToRadians(Math.Min(89, Math.Max(Math.Abs(box.South), Math.Abs(box.North)) + rows))));
        return latitude >= box.South - rows && latitude <= box.North + rows && longitude >= box.West - columns && longitude <= box.East + columns;
    }

    /// <returns>The nearest place on a street that this walker may use; null = there is none within <see cref="SnapLimitMeters"/>, or no point.</returns>
    public StreetPoint? Snap(double latitude, double longitude, Walker walker) => Nearest(latitude, longitude, StreetUses.Of(walker));

    /// <returns>The nearest place on a street where cars drive, in any direction; null as for <see cref="Snap"/>.</returns>
    public StreetPoint? SnapForCar(double latitude, double longitude) => Nearest(latitude, longitude, StreetUses.Car);

    private StreetPoint? Nearest(double latitude, double longitude, StreetUse mask) =>
        IsAround(latitude, longitude) ? grid.Nearest(latitude, longitude, mask, SnapLimitMeters) : null;

    private static (double, double, double, double) Box(StreetArrays arrays)
    {
        const double Parts = StreetSource.PartsPerDegree;
        return arrays.VertexLatitudes.Length == 0
            ? (double.NaN, double.NaN, double.NaN, double.NaN)
            : (arrays.VertexLatitudes.Min() / Parts, arrays.VertexLongitudes.Min() / Parts, arrays.VertexLatitudes.Max() / Parts, arrays.VertexLongitudes.Max() / Parts);
    }
}

/// <summary>A street as seen from the junction at one of its ends.</summary>
/// <param name="To">The junction at the other end.</param>
/// <param name="Use">Forward = away from here.</param>
internal readonly record struct StreetEnd(int To, int Centimeters, StreetUse Use);
