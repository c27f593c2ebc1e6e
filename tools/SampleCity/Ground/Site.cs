using ResourceMatch.Domain.Places;

namespace ResourceMatch.SampleCity.Ground;

/// <summary>An invented address.</summary>
/// <param name="Neighborhood">Key of the neighborhood.</param>
internal sealed record Site(GeoPoint Point, string Address, string Neighborhood, string PostalCode);

/// <summary>A part of the town whose residents some services are kept to.</summary>
internal sealed record Ward(string Name, IReadOnlyList<GeoPoint> Ring)
{
    /// <summary>Even-odd rule; a point on the border may fall on either side.</summary>
    public bool Holds(GeoPoint point)
    {
        var inside = false;
        for (int i = 0, j = Ring.Count - 1; i < Ring.Count; j = i++)
        {
            var (a, b) = (Ring[i], Ring[j]);
            if (a.Latitude > point.Latitude != b.Latitude > point.Latitude
                && point.Longitude < (b.Longitude - a.Longitude) * (point.Latitude - a.Latitude) / (b.Latitude - a.Latitude) + a.Longitude)
                inside = !inside;
        }

        return inside;
    }
}

internal sealed record School(string Key, string Name, int FirstGrade, int LastGrade, Site Site)
{
    public string Grades => FirstGrade == 0 ? $"K-{LastGrade}" : $"{FirstGrade}-{LastGrade}";
}

/// <summary>The ground on which services and families are put: the invented city, or the stops of a real feed.</summary>
internal abstract class Terrain
{
    public abstract string CityName { get; }

    public abstract string State { get; }

    /// <summary>Names of its parts, for the names of organizations.</summary>
    public abstract IReadOnlyList<string> PlaceNames { get; }

    public abstract IReadOnlyList<Ward> Wards { get; }

    public abstract IReadOnlyList<School> Schools { get; }

    /// <summary>The nearest stop and how far it is, in a straight line.</summary>
    public abstract (string Name, double Meters) NearestStop(GeoPoint point);

    /// <summary>An address where a service may be.</summary>
    public abstract Site ServiceSite(Seeded draw);

    /// <summary>An address where a family may live, more often where more children do.</summary>
    public abstract Site Home(Seeded draw);
}
