namespace ResourceMatch.SampleCity.Ground;

/// <summary>A grid whose inner corners are moved a little, and whose line at y = 0 follows the river: areas that look drawn by people and still fit without gaps.</summary>
internal sealed class BentGrid
{
    private readonly Spot[,] _corners;
    private readonly int _river;

    public BentGrid(Seeded draw, double[] xs, double[] ys, double bendMeters)
    {
        _river = Array.IndexOf(ys, 0);
        _corners = new Spot[xs.Length, ys.Length];
        for (var j = 0; j < ys.Length; j++)
        {
            for (var i = 0; i < xs.Length; i++)
            {
                var x = xs[i] + (i == 0 || i == xs.Length - 1 ? 0 : Math.Round(draw.Between(-bendMeters, bendMeters)));
                var y = ys[j] + (j == 0 || j == ys.Length - 1 ? 0 : Math.Round(draw.Between(-bendMeters, bendMeters)));
                _corners[i, j] = new Spot(x, j == _river ? CityPlan.RiverAt(x) : y);
            }
        }
    }

    /// <summary>The outline, counter-clockwise from the south-west, of the cells from column <paramref name="west"/> up to but without <paramref name="east"/>, and so for rows.</summary>
    public List<Spot> Ring(int west, int south, int east, int north)
    {
        var ring = Side(west, east, south);
        for (var j = south + 1; j < north; j++) ring.Add(_corners[east, j]);
        ring.AddRange(Enumerable.Reverse(Side(west, east, north)));
        for (var j = north - 1; j > south; j--) ring.Add(_corners[west, j]);
        return ring;
    }

    private List<Spot> Side(int west, int east, int row)
    {
        var side = new List<Spot> { _corners[west, row] };
        for (var i = west + 1; i <= east; i++)
        {
            var (from, to) = (_corners[i - 1, row], _corners[i, row]);
            if (row == _river) side.AddRange(CityPlan.RiverLine.Where(bend => bend.X > from.X && bend.X < to.X));
            side.Add(to);
        }

        return side;
    }
}
