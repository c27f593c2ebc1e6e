using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>One household's ways to places and home again: each day is searched once out and once back, and every place is read off those two profiles.</summary>
/// <remarks>Use one for all needs of a household; not thread-safe (the network behind it is).</remarks>
public sealed class HouseholdTravel
{
    private readonly TravelNetwork network;
    private readonly Dictionary<(DateOnly Date, int WalkMeters, bool IsBack), DayProfile?> profiles = [];
    private readonly Dictionary<(GeoPoint Place, DateOnly Date, int BackMeters), IReadOnlyList<DayWays>> ways = [];
    private readonly Dictionary<int, IReadOnlyList<StopWalk>> homeWalks = [];
    private readonly JourneyDrawer drawer;

    public HouseholdTravel(TravelNetwork network, Household household)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(household);
        this.network = network;
        Household = household;
        drawer = new JourneyDrawer(network);
    }

    public Household Household { get; }

    /// <summary>How walks from the home are measured.</summary>
    public Walking Walking { get; }

    /// <summary>Profiles searched so far: two for each date and pair of walking limits.</summary>
    public int ProfileCount => profiles.Values.OfType<DayProfile>().Count();

    /// <summary>Patterns scanned by them, the unit of work that does not depend on the machine.</summary>
    public long PatternsScanned => profiles.Values.OfType<DayProfile>().Sum(profile => profile.Counters.PatternsScanned);

    internal DayClock ClockOf(DateOnly date) => new(new ServiceDay(date, network.TimeZone));

    internal bool HasTimetable(DateOnly date) => network.Covers(date);

    /// <summary>By foot and transit first; with a car that too.</summary>
    internal IReadOnlyList<DayWays> ListWaysTo(Candidate candidate, DateOnly date, bool carries)
    {
        var key = (candidate.Point!.Value, date, BackMeters(carries));
        if (ways.TryGetValue(key, out var known)) return known;
        IReadOnlyList<DayWays> made = Household.HasCar ? [Walk(key.Value, date, key.Item3), Drive(key.Value)] : [Walk(key.Value, date, key.Item3)];
        return ways[key] = made;
    }

    internal Journey DrawThere(Candidate candidate, DateOnly date, OutingPlan plan)
    {
        var place = candidate.Point!.Value;
        if (plan.There is null) return drawer.DrawDirect(Household.Home!.Value, place, plan.DirectMode, plan.LeaveHomeSeconds, plan.ArrivePlaceSeconds);
        var options = DayOptionsFor(Household.Limits.WalkMeters);
        return drawer.Draw(date, options, HomeWalks(options), network.WalksAroundPlace(place, options), plan.LeaveHomeSeconds, plan.LeaveHomeSeconds, plan.ArrivePlaceSeconds);
    }

    internal Journey DrawBack(Candidate candidate, DateOnly date, OutingPlan plan, bool carries)
    {
        var place = candidate.Point!.Value;
        if (plan.Back is not { } back) return drawer.DrawDirect(place, Household.Home!.Value, plan.DirectMode, plan.LeavePlaceSeconds, plan.ArriveHomeSeconds);
        var options = DayOptionsFor(BackMeters(carries));
        return drawer.Draw(date, options, network.WalksAroundPlace(place, options), HomeWalks(options), back.LeaveSeconds, plan.LeavePlaceSeconds, plan.ArriveHomeSeconds);
    }

    /// <summary>Which end has no stop within the limit, and how far the nearest is.</summary>
    internal Reason WhyNoStop(Candidate candidate, bool carrying)
    {
        var options = DayOptionsFor(carrying ? BackMeters(true) : Household.Limits.WalkMeters);
        var limitMinutes = Minutes.Down(network.Options.WalkSeconds(options.MaxWalkMeters));
        var isHome = HomeWalks(options).Count == 0;
        var end = isHome ? Household.Home!.Value : candidate.Point!.Value;
        return network.NearestStopMeters(end) is { } meters
            ? new Reason.StopTooFar(isHome ? "Home" : "Place", Minutes.Up(network.Options.WalkSeconds(meters)), limitMinutes)
            : WhyNoWalk(candidate);
    }

    internal Reason WhyNoTimetable(Candidate candidate) =>
        network is { ValidFrom: { } from, ValidTo: { } to } ? new Reason.NoTimetable(from, to) : WhyNoWalk(candidate);

    private Reason.TooFar WhyNoWalk(Candidate candidate) => new(
        Minutes.Up(network.Options.WalkSeconds(network.WalkedMeters(Household.Home!.Value, candidate.Point!.Value))),
        Math.Min(Household.Limits.OneWayMinutes, Minutes.Down(network.Options.WalkSeconds(Household.Limits.WalkMeters))));

    /// <summary>Nobody walks farther with bags than without.</summary>
    private int BackMeters(bool carries) => carries ? Math.Min(Household.Limits.CarryMeters, Household.Limits.WalkMeters) : Household.Limits.WalkMeters;

    private DayOptions DayOptionsFor(int walkMeters) => network.OptionsFor(walkMeters, Household.NeedsStepFree);

    private IReadOnlyList<StopWalk> HomeWalks(DayOptions options) =>
        homeWalks.TryGetValue(options.MaxWalkMeters, out var known) ? known : homeWalks[options.MaxWalkMeters] = network.WalksAround(Household.Home!.Value, options);

    private DayWays Walk(GeoPoint place, DateOnly date, int backMeters)
    {
        var meters = network.WalkedMeters(Household.Home!.Value, place);
        var seconds = network.Options.WalkSeconds(meters);
        var (thereOptions, backOptions) = (DayOptionsFor(Household.Limits.WalkMeters), DayOptionsFor(backMeters));
        return new DayWays
        {
            There = WayList.There(ProfileOf(date, thereOptions, isBack: false), network.WalksAroundPlace(place, thereOptions)),
            Back = WayList.Back(ProfileOf(date, backOptions, isBack: true), network.WalksAroundPlace(place, backOptions)),
            DirectThereSeconds = meters <= Household.Limits.WalkMeters ? seconds : null,
            DirectBackSeconds = meters <= backMeters ? seconds : null,
            HasStopsThere = HomeWalks(thereOptions).Count > 0 && network.WalksAroundPlace(place, thereOptions).Count > 0,
            HasStopsBack = HomeWalks(backOptions).Count > 0 && network.WalksAroundPlace(place, backOptions).Count > 0,
            HasTimetable = network.Covers(date),
        };
    }

    private DayWays Drive(GeoPoint place)
    {
        var seconds = (int)Math.Ceiling(network.WalkedMeters(Household.Home!.Value, place) / network.Options.DriveMetersPerSecond) + network.Options.ParkSeconds;
        return new DayWays { DirectThereSeconds = seconds, DirectBackSeconds = seconds, DirectMode = TravelMode.Car };
    }

    private DayProfile? ProfileOf(DateOnly date, DayOptions options, bool isBack)
    {
        var key = (date, options.MaxWalkMeters, isBack);
        if (profiles.TryGetValue(key, out var known)) return known;
        return profiles[key] = HomeWalks(options) is { Count: > 0 } walks && network.FindDay(date, options) is { } day ? Search(day, walks, isBack) : null;
    }

    /// <summary>All of the time between the day's first and last free moment at once; each free time takes its part.</summary>
    private DayProfile Search(NetworkDay day, IReadOnlyList<StopWalk> walks, bool isBack)
    {
        var clock = new DayClock(day.ServiceDay);
        var free = Household.FreeTimes.Where(free => free.Day == day.Date.DayOfWeek).ToList();
        var window = Household.FreeTimes.Count == 0
            ? new TimeWindow(clock.SecondsOf(0), clock.SecondsOf(1_440))
            : new TimeWindow(clock.SecondsOf(free.Min(each => each.FromMinute)), clock.SecondsOf(free.Max(each => each.UntilMinute)));
        var search = new ProfileSearch(day);
        return isBack ? search.Back(walks, window) : search.Out(walks, window);
    }
}
