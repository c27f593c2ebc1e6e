using System.Collections.Concurrent;
using ResourceMatch.Domain.Places;
using ResourceMatch.Matching.Judging;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>A feed by the key under which it is kept.</summary>
public sealed record KeyedFeed(string Key, Timetable Timetable);

/// <summary>The feeds and streets that serve one region, and the days made of them: shared by every household that starts there.</summary>
/// <remarks>Keeps at most <see cref="MaxDays"/> days; a place's stops are found once. Without feeds it only walks and drives. Thread-safe.</remarks>
public sealed class TravelNetwork
{
    /// <summary>Days kept at once; one day is one date with one walking limit and one kind of walker.</summary>
    public const int MaxDays = 96;

    private readonly ConcurrentDictionary<(DateOnly Date, DayOptions Options), Lazy<DayInUse?>> days = new();
    private readonly ConcurrentQueue<(DateOnly Date, DayOptions Options)> oldestFirst = new();
    private readonly PlaceAccess access;
    private readonly bool hasRidesToPhoneFor;
    private readonly Timetable[] timetables;

    /// <param name="feeds">Empty = no bus at all.</param>
    /// <param name="options">Pace, detour and change time.</param>
    /// <param name="zone">The places' time zone where no feed tells it; null = UTC.</param>
    /// <param name="streets">Streets, and the stops of the same feeds in the same order on them; null = straight lines times the detour factor.</param>
    public TravelNetwork(IReadOnlyList<KeyedFeed> feeds, MatchOptions? options = null, TimeZoneInfo? zone = null, StreetGround? streets = null)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        Feeds = feeds;
        Options = options ?? new MatchOptions();
        Streets = streets;
        timetables = [.. feeds.Select(feed => feed.Timetable)];
        TimeZone = feeds.Count > 0 ? timetables[0].TimeZone : zone ?? TimeZoneInfo.Utc;
        access = new PlaceAccess(timetables, streets);
        hasRidesToPhoneFor = Array.Exists(timetables, timetable => timetable.HasRidesToPhoneFor);
    }

    public IReadOnlyList<KeyedFeed> Feeds { get; }

    public MatchOptions Options { get; }

    /// <summary>Null = walks and drives are straight lines times the detour factor.</summary>
    public StreetGround? Streets { get; }

    /// <summary>The zone in which all seconds count: the first feed's.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>The first date with bus times; null without feeds.</summary>
    public DateOnly? ValidFrom => timetables.Length == 0 ? null : timetables.Min(timetable => timetable.FirstServiceDate);

    /// <summary>The last date with bus times; null without feeds.</summary>
    public DateOnly? ValidTo => timetables.Length == 0 ? null : timetables.Max(timetable => timetable.LastServiceDate);

    /// <summary>Whether any feed has bus times for the date.</summary>
    public bool Covers(DateOnly date) => Array.Exists(timetables, timetable => timetable.Covers(date));

    /// <summary>How a day is made for somebody: the walking limit holds between stops too.</summary>
    /// <remarks>What makes no difference is taken out, so that alike families share their days: without streets a pram goes wherever feet go, and without rides to phone for nobody phones.</remarks>
    public DayOptions OptionsFor(int walkMeters, Walker walker, bool callAhead = false) => new()
    {
        Walking = Streets is null ? WalkingSource.Line : WalkingSource.Streets,
        MaxWalkMeters = walkMeters,
        WalkMetersPerSecond = Options.WalkMetersPerSecond,
        DetourFactor = Options.DetourFactor,
        ChangeSeconds = Options.ChangeSeconds,
        Walker = Streets is null && walker == Walker.Pram ? Walker.OnFoot : walker,
        CallAhead = callAhead && hasRidesToPhoneFor,
    };

    /// <summary>The day of a date, made once and kept; null when no feed covers the date.</summary>
    public NetworkDay? FindDay(DateOnly date, DayOptions options) => FindDayInUse(date, options)?.Day;

    /// <summary>The stops that a place, or a home, can be reached from within the options' walking limit; remembered, for many families go to the same places.</summary>
    public IReadOnlyList<StopWalk> WalksAround(GeoPoint place, DayOptions options) => access.WalksOf(place, options);

    /// <summary>Working memory of matches that are done.</summary>
    internal ConcurrentBag<SweepMemory> Idle { get; } = [];

    internal DayInUse? FindDayInUse(DateOnly date, DayOptions options) => days.GetOrAdd((date, options), Make).Value;

    internal StopWalk[] StopsOf(GeoPoint place, DayOptions options) => access.WalksOf(place, options);

    /// <summary>The same, found anew and not remembered: for a family's own points.</summary>
    internal StopWalk[] FindStops(GeoPoint point, DayOptions options) => access.FindWalks(point, options);

    internal StreetPoint? SnapOf(GeoPoint point, Walker walker) => access.SnapOf(point, walker);

    internal StreetPoint? CarSnapOf(GeoPoint point) => access.CarSnapOf(point);

    internal double WalkedMeters(GeoPoint from, GeoPoint to) => from.MetersTo(to) * Options.DetourFactor;

    /// <summary>Walked metres to the nearest stop, however far; null when there is none. Asked only to tell how much too far it is.</summary>
    internal double? NearestStopMeters(GeoPoint point, DayOptions options) => access.NearestMeters(point, options);

    private Lazy<DayInUse?> Make((DateOnly Date, DayOptions Options) key)
    {
        oldestFirst.Enqueue(key);
        // Oldest out first: days are asked for in order and seldom again.
        while (oldestFirst.Count > MaxDays && oldestFirst.TryDequeue(out var oldest)) days.TryRemove(oldest, out _);
        return new Lazy<DayInUse?>(() => NetworkDay.For(timetables, key.Date, key.Options, Streets?.Stops) is DayOutcome.Ready ready ? new DayInUse(ready.Day) : null);
    }
}

/// <summary>A day, and searches over it that are lent to one thread after the other.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class DayInUse(NetworkDay day)
{
    private readonly ConcurrentBag<ProfileSearch> idle = [];
    private readonly ConcurrentDictionary<GeoPoint, StopWalk[]> alight = new();
    private readonly ConcurrentDictionary<GeoPoint, StopWalk[]> board = new();

    public NetworkDay Day { get; } = day;

    public DayProfile Search(ProfileRequest request)
    {
        var search = idle.TryTake(out var known) ? known : new ProfileSearch(Day);
        var profile = request.IsBack ? search.Back(request.Walks, request.Window) : search.Out(request.Walks, request.Window);
        idle.Add(search);
        return profile;
    }

    /// <summary>Of a place's stops those at which it pays to alight (on the way there) or to board (on the way back) on this day; the others change no way.</summary>
    /// <param name="place">Its point.</param>
    /// <param name="walks">All of its stops within the day's walking limit.</param>
    /// <param name="isBack">The way home from the place.</param>
    public StopWalk[] UsefulStops(GeoPoint place, StopWalk[] walks, bool isBack)
    {
        var known = isBack ? board : alight;
        return known.TryGetValue(place, out var useful) ? useful : known[place] = [.. AccessDominance.Keep(Day, walks, isBack: !isBack)];
    }
}
