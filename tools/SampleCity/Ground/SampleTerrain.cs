using ResourceMatch.Domain.Places;
using ResourceMatch.SampleCity.Buses;

namespace ResourceMatch.SampleCity.Ground;

/// <summary>The invented city as ground: every address lies on one of its streets, 15 m from the middle of the road.</summary>
internal sealed class SampleTerrain : Terrain
{
    private readonly StreetGrid _streets;
    private readonly AreaGrid _areas;
    private readonly List<(Street Street, string Hood)> _addressable;
    private readonly Dictionary<string, List<Street>> _byHood;
    private readonly List<Street> _busy;
    private readonly HashSet<string> _taken = [];

    private readonly StopPlan _stops;

    public SampleTerrain(ulong seed, StreetGrid streets, AreaGrid areas, StopPlan stops)
    {
        (_streets, _areas, _stops) = (streets, areas, stops);
        _addressable = [.. streets.Addressable.Select(street => (street, areas.NeighborhoodOf(Middle(street)).Key))];
        _byHood = _addressable.GroupBy(each => each.Hood).ToDictionary(group => group.Key, group => group.Select(each => each.Street).ToList());
        // Agencies rent where a bus passes, mostly.
        _busy = [.. _addressable.Select(each => each.Street).Where(street => stops.MetersFrom(Middle(street)) < 400)];
        Wards = [.. areas.Wards.Select((ring, i) => new Ward($"Ward {i + 1}", [.. ring.Select(CityPlan.ToPoint)]))];
        var draw = new Seeded(seed, "schools");
        Schools =
        [
            NewSchool(draw, "mill-creek", "Mill Creek Elementary School", 0, 5, "mill-creek"),
            NewSchool(draw, "harbor", "Harbor Elementary School", 0, 5, "harbor"),
            NewSchool(draw, "southside", "Southside Elementary School", 0, 5, "southside"),
            NewSchool(draw, "riverbend-middle", "Riverbend Middle School", 6, 8, "old-town"),
            NewSchool(draw, "summit-middle", "Summit Middle School", 6, 8, "summit"),
            NewSchool(draw, "heron-ferry-high", "Heron Ferry High School", 9, 12, "market-square"),
        ];
    }

    public override string CityName => CityPlan.Name;

    public override string State => CityPlan.State;

    public override IReadOnlyList<string> PlaceNames => [.. _areas.Neighborhoods.Select(hood => hood.Name)];

    public override IReadOnlyList<Ward> Wards { get; }

    public override IReadOnlyList<School> Schools { get; }

    public override (string Name, double Meters) NearestStop(GeoPoint point) =>
        _stops.Stops.Select(stop => (stop.Name, stop.Point.MetersTo(point))).MinBy(stop => stop.Item2);

    public override Site ServiceSite(Seeded draw) =>
        AddressIn(draw, draw.Percent(86) ? _busy : [.. _addressable.Select(each => each.Street)]);

    public override Site Home(Seeded draw)
    {
        var hood = _areas.Neighborhoods[draw.PickWeighted([.. _areas.Neighborhoods.Select(area => area.People.Children)])];
        return AddressIn(draw, _byHood[hood.Key]);
    }

    private School NewSchool(Seeded draw, string key, string name, int first, int last, string hood) =>
        new(key, name, first, last, AddressIn(draw, [.. _byHood[hood].Where(_busy.Contains)]));

    private const int MostTries = 200;

    private Site AddressIn(Seeded draw, List<Street> streets)
    {
        for (var tries = 1; ; tries++)
        {
            var street = draw.Pick(streets);
            var (from, to) = (_streets.Nodes[street.From], _streets.Nodes[street.To]);
            var along = draw.Between(0.12, 0.88);
            var side = draw.Below(2);
            var way = to - from;
            var right = new Spot(way.Y / way.Length, -way.X / way.Length);
            var spot = from + way * along + right * (side == 0 ? 15 : -15);
            // A street cut in two by a lane counts 50 numbers a half, an uncut one 100.
            var numbers = way.Length < 300 ? 25 : 50;
            var number = street.FirstNumber + 2 * (int)(along * numbers) + side;
            var address = $"{Math.Max(number, 2 + side)} {street.Name}";
            // A city of tens of thousands of services has more of them than doors: then some share one.
            if (!_taken.Add(address) && tries < MostTries) continue;
            var hood = _areas.NeighborhoodOf(spot);
            var zip = _areas.Neighborhoods.ToList().FindIndex(area => area.Key == hood.Key) + 1;
            return new Site(CityPlan.ToPoint(spot), address, hood.Key, $"004{zip:00}");
        }
    }

    private Spot Middle(Street street) => Spot.Middle(_streets.Nodes[street.From], _streets.Nodes[street.To]);
}
