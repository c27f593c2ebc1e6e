using ResourceMatch.Domain.Places;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;
using Journey = ResourceMatch.Matching.Outings.Journey;

namespace ResourceMatch.Matching.Plans;

/// <summary>The ways of a plan: between the household's ends and its places as the engine found them, and between two places, searched when first asked for.</summary>
/// <remarks>Ways between places keep the same terms: same walks, same limits, the shorter one while bags are carried. Not thread-safe.</remarks>
internal sealed class PlanTravel(HouseholdTravel travel, IReadOnlyList<Candidate> places)
{
    private readonly Dictionary<(DateOnly Date, int WalkMeters), ProfileSearch?> searches = [];
    private readonly Dictionary<(DateOnly Date, Span Free, GeoPoint From, int WalkMeters), DayProfile?> profiles = [];
    private readonly Dictionary<int, HashSet<StopIndex>> stops = [];
    private readonly JourneyDrawer drawer = new(travel.Network);

    /// <summary>Profiles searched for ways between places: the unit of work that counts.</summary>
    public int ProfileCount => profiles.Values.OfType<DayProfile>().Count();

    /// <summary>Between the ends of a free time and a place; on foot and by rides first, with a car that too.</summary>
    public IReadOnlyList<DayWays> Find(DateOnly date, DaySegment segment, Candidate place, bool bags) =>
        travel.ListWaysTo(place, date, bags, segment.StartsAt, segment.EndsAt);

    /// <summary>Between two places.</summary>
    public Hop Find(DateOnly date, Span free, GeoPoint from, GeoPoint to, bool bags, TravelMode mode)
    {
        if (mode == TravelMode.Car) return new Hop([], Drive(from, to) is { } drive ? travel.Ground.DriveSeconds(drive.Meters) : null);
        var limit = travel.BackMeters(bags);
        var walk = travel.Ground.Walk(from, to, from.MetersTo(to)) is { } measured && measured.Meters <= limit ? travel.Network.Options.WalkSeconds(measured.Meters) : (int?)null;
        return new Hop(WayList.There(ProfileFrom(date, free, from, limit), travel.Network.StopsOf(to, travel.OptionsFor(limit))), walk);
    }

    public Journey Draw(DateOnly date, GeoPoint from, GeoPoint to, bool bags, Way? way, TravelMode mode, int leaveSeconds, int arriveSeconds)
    {
        if (way is not { } ride)
        {
            return JourneyDrawer.DrawDirect(mode, (mode == TravelMode.Car ? Drive(from, to) : travel.Ground.Walk(from, to, from.MetersTo(to)))!.Value, leaveSeconds, arriveSeconds);
        }

        var options = travel.OptionsFor(travel.BackMeters(bags));
        return drawer.Draw(date, options, travel.Network.StopsOf(from, options), [ride.PlaceWalk], ride.LeaveSeconds, leaveSeconds, arriveSeconds)
            with { Walking = travel.Ground.WalkingBetween(from, to) };
    }

    private Measured? Drive(GeoPoint from, GeoPoint to) => travel.Ground.Drive(from, to, from.MetersTo(to), isBack: false);

    private DayProfile? ProfileFrom(DateOnly date, Span free, GeoPoint from, int walkMeters)
    {
        var key = (date, free, from, walkMeters);
        if (profiles.TryGetValue(key, out var known)) return known;
        return profiles[key] = SearchOf(date, walkMeters) is { } search && travel.Network.StopsOf(from, travel.OptionsFor(walkMeters)) is { Length: > 0 } access
            ? search.Out(access, new TimeWindow(free.FromSeconds, free.UntilSeconds), StopsOf(walkMeters))
            : null;
    }

    private ProfileSearch? SearchOf(DateOnly date, int walkMeters)
    {
        if (searches.TryGetValue((date, walkMeters), out var known)) return known;
        return searches[(date, walkMeters)] = travel.Network.FindDay(date, travel.OptionsFor(walkMeters)) is { } day ? new ProfileSearch(day) : null;
    }

    /// <summary>No way is kept to a stop near none of the places.</summary>
    private HashSet<StopIndex> StopsOf(int walkMeters) => stops.TryGetValue(walkMeters, out var known)
        ? known
        : stops[walkMeters] = [.. places.SelectMany(place => travel.Network.StopsOf(place.Point!.Value, travel.OptionsFor(walkMeters))).Select(walk => walk.Stop)];
}
