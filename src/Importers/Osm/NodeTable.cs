using NetTopologySuite.Geometries;
using ResourceMatch.Domain.Places;
using ResourceMatch.Transit;

namespace ResourceMatch.Importers.Osm;

/// <summary>The points of the nodes that streets need; all others pass by.</summary>
/// <param name="needed">Ids in order, each once.</param>
internal sealed class NodeTable(long[] needed)
{
    private readonly int[] places = [.. Enumerable.Repeat(-1, needed.Length)];
    private int next;

    public StreetSource Source { get; } = new();

    /// <summary>Keeps the point of a node that is needed; of a repeated node the first counts.</summary>
    /// <returns>False = no point on earth.</returns>
    public bool Add(long id, double latitude, double longitude)
    {
        if (GeoPoint.Find(longitude, latitude) is null) return false;
        if (Find(id) is >= 0 and var place && places[place] < 0) places[place] = Source.AddNode(latitude, longitude);
        return true;
    }

    /// <summary>The node's place in <see cref="Source"/>, or -1.</summary>
    public int PlaceOf(long id) => Find(id) is >= 0 and var place ? places[place] : -1;

    public Coordinate CoordinateOf(int place)
    {
        var (latitude, longitude) = Source.PointOf(place);
        return new Coordinate(longitude, latitude);
    }

    // Files have their nodes in order: the one that is looked for next lies at or after the last, or is not needed.
    private int Find(long id)
    {
        if (next < needed.Length && needed[next] < id && next + 1 < needed.Length && needed[next + 1] >= id) next++;
        if (next < needed.Length && needed[next] == id) return next;
        if (next > 0 && next < needed.Length && needed[next - 1] < id && id < needed[next]) return -1;
        var place = Array.BinarySearch(needed, id);
        next = Math.Min(place < 0 ? ~place : place, Math.Max(0, needed.Length - 1));
        return place;
    }
}
