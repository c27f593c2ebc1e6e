using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;
using Journey = ResourceMatch.Matching.Outings.Journey;

namespace ResourceMatch.Matching.Plans;

/// <summary>The ways among a household's ends and the places of its plan, one date and free time at a time; each is searched when first asked for.</summary>
/// <remarks>Ways between places are found as the engine finds those of the home: same walks, same limits, the shorter one while bags are carried. Not thread-safe.</remarks>
internal sealed class PlanTravel(TravelNetwork network, Household household, IReadOnlyList<GeoPoint> places)
{
    private readonly Dictionary<(DateOnly Date, int WalkMeters), ProfileSearch?> searches = [];
    private readonly Dictionary<(DateOnly Date, Span Free, GeoPoint From, int WalkMeters), DayProfile?> profiles = [];
    private readonly Dictionary<(GeoPoint Point, int WalkMeters), IReadOnlyList<StopWalk>> walks = [];
    private readonly JourneyDrawer drawer = new(network);
    private readonly Ground ground = new(network, household);

    /// <summary>Profiles searched so far: the unit of work that counts.</summary>
    public int ProfileCount => profiles.Values.OfType<DayProfile>().Count();

    public DayClock ClockOf(DateOnly date) => new(new ServiceDay(date, network.TimeZone));

    /// <summary>All ways between two points within a free time; by car or else on foot and by rides.</summary>
    public Hop Find(DateOnly date, Span free, GeoPoint from, GeoPoint to, bool bags, TravelMode mode)
    {
        if (mode == TravelMode.Car) return new Hop([], ground.Drive(from, to, from.MetersTo(to), isBack: false) is { } drive ? ground.DriveSeconds(drive.Meters) : null);
        var limit = LimitOf(bags);
        return new Hop(WayList.There(ProfileFrom(date, free, from, limit), WalksOf(to, limit)), ground.Walk(from, to, from.MetersTo(to)) is { } walk && walk.Meters <= limit ? network.Options.WalkSeconds(walk.Meters) : null);
    }

    public Journey Draw(DateOnly date, GeoPoint from, GeoPoint to, bool bags, Way? way, TravelMode directMode, int leaveSeconds, int arriveSeconds)
    {
        var straight = from.MetersTo(to);
        if (way is not { } ride)
        {
            var measured = directMode == TravelMode.Car ? ground.Drive(from, to, straight, isBack: false) : ground.Walk(from, to, straight);
            return JourneyDrawer.DrawDirect(directMode, measured!.Value, leaveSeconds, arriveSeconds);
        }

        var limit = LimitOf(bags);
        return drawer.Draw(date, OptionsOf(limit), WalksOf(from, limit), WalksOf(to, limit), ride.LeaveSeconds, leaveSeconds, arriveSeconds) with { Walking = ground.WalkingBetween(from, to) };
    }

    private int LimitOf(bool bags) => bags ? Math.Min(household.Limits.CarryMeters, household.Limits.WalkMeters) : household.Limits.WalkMeters;

    private DayOptions OptionsOf(int walkMeters) => network.OptionsFor(walkMeters, ground.Walker, household.CanCallAhead);

    private IReadOnlyList<StopWalk> WalksOf(GeoPoint point, int walkMeters) => walks.TryGetValue((point, walkMeters), out var known)
        ? known
        : walks[(point, walkMeters)] = network.WalksAround(point, OptionsOf(walkMeters));

    private DayProfile? ProfileFrom(DateOnly date, Span free, GeoPoint from, int walkMeters)
    {
        var key = (date, free, from, walkMeters);
        if (profiles.TryGetValue(key, out var known)) return known;
        return profiles[key] = SearchOf(date, walkMeters) is { } search && WalksOf(from, walkMeters) is { Count: > 0 } access
            ? search.Out(access, new TimeWindow(free.FromSeconds, free.UntilSeconds), StopsOf(walkMeters))
            : null;
    }

    private ProfileSearch? SearchOf(DateOnly date, int walkMeters)
    {
        if (searches.TryGetValue((date, walkMeters), out var known)) return known;
        return searches[(date, walkMeters)] = network.FindDay(date, OptionsOf(walkMeters)) is { } day ? new ProfileSearch(day) : null;
    }

    /// <summary>No way is kept to a stop near none of the points.</summary>
    private HashSet<StopIndex> StopsOf(int walkMeters) =>
        [.. places.Concat(new[] { household.Home, household.SchoolPoint, household.Work }.OfType<GeoPoint>()).SelectMany(point => WalksOf(point, walkMeters)).Select(walk => walk.Stop)];
}
