namespace ResourceMatch.Transit;

/// <summary>Finds the nearest place on a street. Pieces of streets lie in cells of about 100 m, each in every cell that it passes.</summary>
/// <remarks>Immutable; safe to share. Not across the 180th meridian.</remarks>
internal sealed class SnapGrid
{
    private const double CellMeters = 100;
    private const double RowParts = CellMeters / GreatCircle.MetersPerDegree * StreetSource.PartsPerDegree;

    // More cells than this beyond three for each piece: no streets of a town look like that.
    private const long ToleratedCells = 20_000_000;

    private readonly StreetArrays arrays;
    private readonly double columnParts;
    private readonly long[] cells;
    private readonly int[] cellBase;
    private readonly int[] pieces;
    private readonly int[] edges;

    /// <exception cref="InvalidDataException">The streets pass too many cells.</exception>
    public SnapGrid(StreetArrays arrays)
    {
        this.arrays = arrays;
        // Columns as wide as rows are high at the streets' middle latitude.
        var middle = arrays.VertexLatitudes.Length == 0 ? 0 : (arrays.VertexLatitudes.Min() / 2.0) + (arrays.VertexLatitudes.Max() / 2.0);
        columnParts = RowParts / Math.Max(0.01, Math.Cos(double.DegreesToRadians(middle / StreetSource.PartsPerDegree)));
        var (keys, passing) = Passing();
        Array.Sort(keys, passing);
        pieces = new int[keys.Length];
        edges = new int[keys.Length];
        var (starts, firsts) = (new List<long>(), new List<int>());
        for (var i = 0; i < keys.Length; i++)
        {
            (edges[i], pieces[i]) = passing[i];
            if (i == 0 || keys[i] != keys[i - 1])
            {
                starts.Add(keys[i]);
                firsts.Add(i);
            }
        }

        firsts.Add(keys.Length);
        (cells, cellBase) = ([.. starts], [.. firsts]);
    }

    /// <summary>The nearest place on a piece that any of the uses may step onto, within the limit; of equally near ones the first in the arrays.</summary>
    public StreetPoint? Nearest(double latitude, double longitude, StreetUse mask, double limitMeters)
    {
        var shrink = Math.Cos(double.DegreesToRadians(latitude));
        var ringMeters = Math.Max(1, Math.Min(CellMeters, columnParts / StreetSource.PartsPerDegree * GreatCircle.MetersPerDegree * shrink));
        var here = new Plane(latitude, longitude, shrink);
        var (row, column) = (RowOf(latitude * StreetSource.PartsPerDegree), ColumnOf(longitude * StreetSource.PartsPerDegree));
        var best = new Found(double.PositiveInfinity, -1, -1, 0);
        // A ring of cells lies at least its number less one away, so a place nearer than that cannot be beaten.
        for (var ring = 0; (ring - 1) * ringMeters <= Math.Min(limitMeters, best.Meters); ring++)
        {
            for (var r = row - ring; r <= row + ring; r++)
            {
                var isEdge = r == row - ring || r == row + ring;
                for (var c = column - ring; c <= column + ring; c += isEdge || ring == 0 ? 1 : 2 * ring)
                {
                    Look(CellOf(r, c), here, mask, ref best);
                }
            }
        }

        return best.Meters <= limitMeters ? PointOf(best) : null;
    }

    private void Look(long cell, in Plane here, StreetUse mask, ref Found best)
    {
        var place = Array.BinarySearch(cells, cell);
        if (place < 0)
        {
            return;
        }

        for (var i = cellBase[place]; i < cellBase[place + 1]; i++)
        {
            if (((StreetUse)arrays.EdgeSnap[edges[i]] & mask) == 0)
            {
                continue;
            }

            var piece = pieces[i];
            var (meters, share) = here.To(
                arrays.VertexLatitudes[piece], arrays.VertexLongitudes[piece], arrays.VertexLatitudes[piece + 1], arrays.VertexLongitudes[piece + 1]);
            if (meters < best.Meters || (meters <= best.Meters && piece < best.Piece))
            {
                best = new Found(meters, edges[i], piece, share);
            }
        }
    }

    private StreetPoint PointOf(Found found)
    {
        var start = arrays.VertexCentimeters[found.Piece];
        var length = arrays.VertexCentimeters[found.Piece + 1] - start;
        return new StreetPoint(found.Edge, start + (int)Math.Floor((found.Share * length) + 0.5), (int)Math.Floor((found.Meters * 100) + 0.5));
    }

    private (long[] Cells, (int Edge, int Piece)[] Pieces) Passing()
    {
        var keys = new List<long>(arrays.VertexLatitudes.Length);
        var passing = new List<(int Edge, int Piece)>(arrays.VertexLatitudes.Length);
        for (var edge = 0; edge < arrays.EdgeFrom.Length; edge++)
        {
            for (var piece = arrays.VertexBase[edge]; piece + 1 < arrays.VertexBase[edge + 1]; piece++)
            {
                AddCells(edge, piece, keys, passing);
                if (keys.Count > ToleratedCells + (3L * arrays.VertexLatitudes.Length))
                {
                    throw new InvalidDataException("The streets have too many pieces of many kilometers to be streets.");
                }
            }
        }

        return ([.. keys], [.. passing]);
    }

    /// <summary>Row by row the columns between which the piece passes; a little more than it touches does no harm.</summary>
    private void AddCells(int edge, int piece, List<long> keys, List<(int Edge, int Piece)> passing)
    {
        var (y0, x0) = ((double)arrays.VertexLatitudes[piece], (double)arrays.VertexLongitudes[piece]);
        var (y1, x1) = ((double)arrays.VertexLatitudes[piece + 1], (double)arrays.VertexLongitudes[piece + 1]);
        if (y0 > y1)
        {
            (y0, x0, y1, x1) = (y1, x1, y0, x0);
        }

        for (var row = RowOf(y0); row <= RowOf(y1); row++)
        {
            var (low, high) = (Math.Max(y0, row * RowParts), Math.Min(y1, (row + 1) * RowParts));
            var (a, b) = y1 > y0 ? (x0 + ((x1 - x0) * (low - y0) / (y1 - y0)), x0 + ((x1 - x0) * (high - y0) / (y1 - y0))) : (x0, x1);
            for (var column = ColumnOf(Math.Min(a, b) - 1); column <= ColumnOf(Math.Max(a, b) + 1); column++)
            {
                keys.Add(CellOf(row, column));
                passing.Add((edge, piece));
            }
        }
    }

    private static int RowOf(double latitudeParts) => (int)Math.Floor(latitudeParts / RowParts);

    private int ColumnOf(double longitudeParts) => (int)Math.Floor(longitudeParts / columnParts);

    private static long CellOf(int row, int column) => ((long)row << 32) | (uint)column;

    /// <param name="Share">How far along the piece, 0 to 1.</param>
    private readonly record struct Found(double Meters, int Edge, int Piece, double Share);

    /// <summary>The flat surroundings of a point, in meters: east is longitude times the cosine of the point's latitude.</summary>
    private readonly struct Plane(double latitude, double longitude, double shrink)
    {
        public (double Meters, double Share) To(int latitudeA, int longitudeA, int latitudeB, int longitudeB)
        {
            const double Parts = StreetSource.PartsPerDegree;
            var ax = ((longitudeA / Parts) - longitude) * shrink * GreatCircle.MetersPerDegree;
            var ay = ((latitudeA / Parts) - latitude) * GreatCircle.MetersPerDegree;
            var dx = (((longitudeB / Parts) - longitude) * shrink * GreatCircle.MetersPerDegree) - ax;
            var dy = (((latitudeB / Parts) - latitude) * GreatCircle.MetersPerDegree) - ay;
            var square = (dx * dx) + (dy * dy);
            var share = square > 0 ? Math.Clamp(-((ax * dx) + (ay * dy)) / square, 0, 1) : 0;
            var (x, y) = (ax + (share * dx), ay + (share * dy));
            return (Math.Sqrt((x * x) + (y * y)), share);
        }
    }
}
