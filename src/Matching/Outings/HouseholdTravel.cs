using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>One household's ways to places and home again: each day is searched once out and once back for each of its ends, and every place is read off those profiles.</summary>
/// <remarks>Use one for all needs of a household; not thread-safe (the network behind it is).</remarks>
public sealed class HouseholdTravel
{
    private readonly TravelNetwork network;
    private readonly ProfileSource? source;
    private readonly Dictionary<(DateOnly Date, OutingEnd End, int WalkMeters, bool IsBack), DayProfile?> profiles = [];
    private readonly Dictionary<(GeoPoint Place, DateOnly Date, int BackMeters, OutingEnd Start, OutingEnd End), DayWays[]> ways = [];
    private readonly Dictionary<DateOnly, (DayClock Clock, DaySegment[] Segments)> dates = [];
    private readonly Dictionary<int, DayOptions> options = [];
    private readonly Dictionary<(OutingEnd End, int WalkMeters), StopWalk[]> ownStops = [];
    private readonly JourneyDrawer drawer;

    /// <param name="network">The feeds and streets around the home.</param>
    /// <param name="household">Whose ways.</param>
    /// <param name="profiles">Where day profiles come from; null = they are searched.</param>
    public HouseholdTravel(TravelNetwork network, Household household, ProfileSource? profiles = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(household);
        this.network = network;
        source = profiles;
        Household = household;
        Ground = new Ground(network, household);
        drawer = new JourneyDrawer(network);
    }

    public Household Household { get; }

    /// <summary>How walks from the home are measured: along streets where the home lies near one that this family can use.</summary>
    public Walking Walking => Household.Home is { } home && Ground.IsOnStreets(home) ? Walking.Streets : Walking.Line;

    /// <summary>Profiles made so far: for each date and pair of walking limits one from and one to each end in use.</summary>
    public int ProfileCount => profiles.Values.OfType<DayProfile>().Count();

    /// <summary>Patterns scanned by them, the unit of work that does not depend on the machine.</summary>
    public long PatternsScanned => profiles.Values.OfType<DayProfile>().Sum(profile => profile.Counters.PatternsScanned);

    /// <summary>The quickest way from home to a point without a car, door to door, whenever it leaves within the day's free times; null = no way within the walking limit.</summary>
    /// <remarks>For lists of many places: one search of the day serves them all. Hours and the way back are not looked at; a match does that.</remarks>
    public int? FindQuickestSeconds(GeoPoint place, DateOnly date)
    {
        var quickest = DirectSeconds(place, OutingEnd.Home, isBack: false, carries: false);
        if (ProfileOf(date, OutingEnd.Home, isBack: false, carries: false) is not { } profile) return quickest;
        foreach (var walk in network.StopsOf(place, OptionsFor(Household.Limits.WalkMeters)))
        {
            foreach (var entry in profile.At(walk.Stop))
            {
                var seconds = entry.ArriveSeconds + walk.WalkSeconds - entry.LeaveSeconds;
                if (quickest is null || seconds < quickest) quickest = seconds;
            }
        }

        return quickest;
    }

    internal TravelNetwork Network => network;

    /// <summary>Whether the profiles given to it are the same objects for dates on which they are the same: then one date can speak for others.</summary>
    public bool SharesProfiles { get; init; }

    internal Ground Ground { get; }

    internal DayClock ClockOf(DateOnly date) => DateOf(date).Clock;

    /// <summary>The date's free times, cut where a child must be fetched.</summary>
    internal DaySegment[] SegmentsOf(DateOnly date) => DateOf(date).Segments;

    internal bool HasTimetable(DateOnly date) => network.Covers(date);

    /// <summary>Nobody walks farther with bags than without.</summary>
    internal int BackMeters(bool carries) => carries ? Math.Min(Household.Limits.CarryMeters, Household.Limits.WalkMeters) : Household.Limits.WalkMeters;

    internal DayOptions OptionsFor(int walkMeters) =>
        options.TryGetValue(walkMeters, out var known) ? known : options[walkMeters] = network.OptionsFor(walkMeters, Ground.Walker, Household.CanCallAhead);

    internal GeoPoint PointOf(OutingEnd end) => DaySegment.PointOf(Household, end)!.Value;

    /// <summary>By foot and transit first; with a car that too.</summary>
    internal IReadOnlyList<DayWays> ListWaysTo(Candidate candidate, DateOnly date, bool carries, OutingEnd start = OutingEnd.Home, OutingEnd end = OutingEnd.Home)
    {
        var key = (candidate.Point!.Value, date, BackMeters(carries), start, end);
        if (ways.TryGetValue(key, out var known)) return known;
        return ways[key] = Household.HasCar ? [Walk(key.Value, date, carries, start, end), Drive(key.Value, start, end)] : [Walk(key.Value, date, carries, start, end)];
    }

    /// <summary>The profile between one of the ends and all stops; null = no timetable, or no stop near enough.</summary>
    internal DayProfile? ProfileOf(DateOnly date, OutingEnd end, bool isBack, bool carries)
    {
        var dayOptions = OptionsFor(isBack ? BackMeters(carries) : Household.Limits.WalkMeters);
        var key = (date, end, dayOptions.MaxWalkMeters, isBack);
        if (profiles.TryGetValue(key, out var known)) return known;
        return profiles[key] = network.Covers(date) && StopsAround(end, dayOptions) is { Length: > 0 } walks
            ? Make(date, dayOptions, end, walks, isBack)
            : null;
    }

    /// <summary>The stops around one of the household's own points: kept no longer than this, for nobody else asks for them.</summary>
    private StopWalk[] StopsAround(OutingEnd end, DayOptions dayOptions)
    {
        var key = (end, dayOptions.MaxWalkMeters);
        return ownStops.TryGetValue(key, out var known) ? known : ownStops[key] = network.FindStops(PointOf(end), dayOptions);
    }

    /// <summary>The day that a profile of this date lies on; null = no timetable.</summary>
    internal DayInUse? FindDay(DateOnly date, bool isBack, bool carries) => network.FindDayInUse(date, OptionsFor(isBack ? BackMeters(carries) : Household.Limits.WalkMeters));

    internal Journey DrawThere(GeoPoint place, DateOnly date, DaySegment segment, OutingPlan plan)
    {
        if (plan.There is not { } there) return DrawDirect(segment.StartsAt, place, plan.DirectMode, plan.LeaveHomeSeconds, plan.ArrivePlaceSeconds, isBack: false);
        var dayOptions = OptionsFor(Household.Limits.WalkMeters);
        return drawer.Draw(date, dayOptions, StopsAround(segment.StartsAt, dayOptions), [there.PlaceWalk], there.LeaveSeconds, plan.LeaveHomeSeconds, plan.ArrivePlaceSeconds)
            with { Walking = Ground.WalkingBetween(PointOf(segment.StartsAt), place) };
    }

    internal Journey DrawBack(GeoPoint place, DateOnly date, DaySegment segment, OutingPlan plan, bool carries)
    {
        if (plan.Back is not { } back) return DrawDirect(segment.EndsAt, place, plan.DirectMode, plan.LeavePlaceSeconds, plan.ArriveHomeSeconds, isBack: true);
        var dayOptions = OptionsFor(BackMeters(carries));
        return drawer.Draw(date, dayOptions, [back.PlaceWalk], StopsAround(segment.EndsAt, dayOptions), back.LeaveSeconds, plan.LeavePlaceSeconds, plan.ArriveHomeSeconds)
            with { Walking = Ground.WalkingBetween(place, PointOf(segment.EndsAt)) };
    }

    /// <summary>Which end has no stop within the limit, and how far the nearest is.</summary>
    internal Reason WhyNoStop(Candidate candidate, bool carrying)
    {
        var dayOptions = OptionsFor(carrying ? BackMeters(true) : Household.Limits.WalkMeters);
        var limitMinutes = Minutes.Down(network.Options.WalkSeconds(dayOptions.MaxWalkMeters));
        var isHome = StopsAround(OutingEnd.Home, dayOptions).Length == 0;
        var end = isHome ? Household.Home!.Value : candidate.Point!.Value;
        return network.NearestStopMeters(end, dayOptions) is { } meters
            ? new Reason.StopTooFar(isHome ? "Home" : "Place", Minutes.Up(network.Options.WalkSeconds(meters)), limitMinutes)
            : WhyNoWalk(candidate);
    }

    internal Reason WhyNoTimetable(Candidate candidate) =>
        network is { ValidFrom: { } from, ValidTo: { } to } ? new Reason.NoTimetable(from, to) : WhyNoWalk(candidate);

    private Reason.TooFar WhyNoWalk(Candidate candidate) => new(
        Minutes.Up(network.Options.WalkSeconds(network.WalkedMeters(Household.Home!.Value, candidate.Point!.Value))),
        Math.Min(Household.Limits.OneWayMinutes, Minutes.Down(network.Options.WalkSeconds(Household.Limits.WalkMeters))));

    private DayWays Walk(GeoPoint place, DateOnly date, bool carries, OutingEnd start, OutingEnd end)
    {
        var (thereOptions, backOptions) = (OptionsFor(Household.Limits.WalkMeters), OptionsFor(BackMeters(carries)));
        var (stopsThere, stopsBack) = (network.StopsOf(place, thereOptions), network.StopsOf(place, backOptions));
        return new DayWays
        {
            There = WayList.There(ProfileOf(date, start, isBack: false, carries), stopsThere),
            Back = WayList.Back(ProfileOf(date, end, isBack: true, carries), stopsBack),
            DirectThereSeconds = DirectSeconds(place, start, isBack: false, carries),
            DirectBackSeconds = DirectSeconds(place, end, isBack: true, carries),
            HasStopsThere = StopsAround(start, thereOptions).Length > 0 && stopsThere.Length > 0,
            HasStopsBack = StopsAround(end, backOptions).Length > 0 && stopsBack.Length > 0,
            HasTimetable = network.Covers(date),
        };
    }

    /// <summary>All the way on foot; null = beyond the limit of that direction.</summary>
    internal int? DirectSeconds(GeoPoint place, OutingEnd end, bool isBack, bool carries)
    {
        var from = PointOf(end);
        // Most places are far too far to walk to, and need no measuring.
        if (from.IsFartherThan((Household.Limits.WalkMeters * 1.01) + 5, place)) return null;
        return Ground.Walk(from, place, from.MetersTo(place)) is { } walk && (!isBack || walk.Meters <= BackMeters(carries)) ? network.Options.WalkSeconds(walk.Meters) : null;
    }

    /// <summary>By car; null = no way within the limit.</summary>
    internal int? DriveSeconds(GeoPoint place, OutingEnd end, bool isBack) =>
        Ground.Drive(PointOf(end), place, PointOf(end).MetersTo(place), isBack) is { } drive ? Ground.DriveSeconds(drive.Meters) : null;

    private DayWays Drive(GeoPoint place, OutingEnd start, OutingEnd end) => new()
    {
        DirectThereSeconds = DriveSeconds(place, start, isBack: false),
        DirectBackSeconds = DriveSeconds(place, end, isBack: true),
        DirectMode = TravelMode.Car,
    };

    private Journey DrawDirect(OutingEnd end, GeoPoint place, TravelMode mode, int leaveSeconds, int arriveSeconds, bool isBack)
    {
        var (point, straight) = (PointOf(end), PointOf(end).MetersTo(place));
        var measured = mode == TravelMode.Car ? Ground.Drive(point, place, straight, isBack) : Ground.Walk(point, place, straight);
        return JourneyDrawer.DrawDirect(mode, measured!.Value, leaveSeconds, arriveSeconds);
    }

    /// <summary>All of the time between the first and last moment of the day's free times at once; each takes its part.</summary>
    internal TimeWindow WindowOf(DateOnly date, OutingEnd end, bool isBack)
    {
        var spans = SegmentsOf(date).Where(segment => (isBack ? segment.EndsAt : segment.StartsAt) == end).Select(segment => segment.Free).ToList();
        return spans.Count == 0
            ? new TimeWindow(ClockOf(date).SecondsOf(0), ClockOf(date).SecondsOf(1_440))
            : new TimeWindow(spans.Min(span => span.FromSeconds), spans.Max(span => span.UntilSeconds));
    }

    private DayProfile? Make(DateOnly date, DayOptions dayOptions, OutingEnd end, StopWalk[] walks, bool isBack)
    {
        var request = new ProfileRequest(network, date, dayOptions, end, walks, WindowOf(date, end, isBack), isBack);
        return source is null ? network.FindDayInUse(date, dayOptions)?.Search(request) : source(request);
    }

    private (DayClock Clock, DaySegment[] Segments) DateOf(DateOnly date)
    {
        if (dates.TryGetValue(date, out var known)) return known;
        var clock = new DayClock(new ServiceDay(date, network.TimeZone));
        return dates[date] = (clock, DaySegment.ListOf(Household, date, clock));
    }
}
