using System.Collections.Concurrent;
using ResourceMatch.Domain.Places;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>A feed by the key under which it is kept.</summary>
public sealed record KeyedFeed(string Key, Timetable Timetable);

/// <summary>The feeds that serve one region, and the days made of them: shared by every household that starts there.</summary>
/// <remarks>Keeps at most <see cref="MaxDays"/> days; a place's stops are found once. Without feeds it only walks and drives. Thread-safe.</remarks>
public sealed class TravelNetwork
{
    /// <summary>Days kept at once; one day is one date with one walking limit.</summary>
    public const int MaxDays = 64;

    private readonly ConcurrentDictionary<(DateOnly Date, DayOptions Options), Lazy<DayOutcome>> days = new();
    private readonly ConcurrentQueue<(DateOnly Date, DayOptions Options)> oldestFirst = new();
    private readonly ConcurrentDictionary<(GeoPoint Point, int WalkMeters), IReadOnlyList<StopWalk>> placeWalks = new();
    private readonly ConcurrentDictionary<GeoPoint, double?> nearestStopMeters = new();
    private readonly Lazy<GeoPoint[]> stopPoints;
    private readonly StopGrid grid;
    private readonly Timetable[] timetables;

    /// <param name="feeds">Empty = no bus at all.</param>
    /// <param name="options">Pace, detour and change time.</param>
    /// <param name="zone">The places' time zone where no feed tells it; null = UTC.</param>
    /// <param name="streets">The streets, with the stops of these feeds in this order; null = all walks are straight lines times the detour factor.</param>
    public TravelNetwork(IReadOnlyList<KeyedFeed> feeds, MatchOptions? options = null, TimeZoneInfo? zone = null, StreetGround? streets = null)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        Feeds = feeds;
        Streets = streets;
        Options = options ?? new MatchOptions();
        timetables = [.. feeds.Select(feed => feed.Timetable)];
        TimeZone = feeds.Count > 0 ? timetables[0].TimeZone : zone ?? TimeZoneInfo.Utc;
        grid = new StopGrid(timetables);
        stopPoints = new Lazy<GeoPoint[]>(() =>
        [
            .. timetables
                .SelectMany(timetable => Enumerable.Range(0, timetable.StopCount).Select(stop => timetable.GetStop(new StopIndex(stop))))
                .Where(stop => stop.HasPoint)
                .Select(stop => new GeoPoint(stop.Longitude, stop.Latitude)),
        ]);
    }

    public IReadOnlyList<KeyedFeed> Feeds { get; }

    public MatchOptions Options { get; }

    /// <summary>Null = all walks are straight lines times the detour factor.</summary>
    public StreetGround? Streets { get; }

    /// <summary>The zone in which all seconds count: the first feed's.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>The first date with bus times; null without feeds.</summary>
    public DateOnly? ValidFrom => timetables.Length == 0 ? null : timetables.Min(timetable => timetable.FirstServiceDate);

    /// <summary>The last date with bus times; null without feeds.</summary>
    public DateOnly? ValidTo => timetables.Length == 0 ? null : timetables.Max(timetable => timetable.LastServiceDate);

    /// <summary>Whether any feed has bus times for the date.</summary>
    public bool Covers(DateOnly date) => Array.Exists(timetables, timetable => timetable.Covers(date));

    internal double WalkedMeters(GeoPoint from, GeoPoint to) => from.MetersTo(to) * Options.DetourFactor;

    internal NetworkDay? FindDay(DateOnly date, DayOptions options)
    {
        var outcome = days.GetOrAdd((date, options), Make).Value;
        return outcome is DayOutcome.Ready ready ? ready.Day : null;
    }

    internal DayOptions OptionsFor(int walkMeters, bool wheelchair) => new()
    {
        MaxWalkMeters = walkMeters,
        WalkMetersPerSecond = Options.WalkMetersPerSecond,
        DetourFactor = Options.DetourFactor,
        ChangeSeconds = Options.ChangeSeconds,
        WheelchairOnly = wheelchair,
    };

    internal IReadOnlyList<StopWalk> WalksAround(GeoPoint point, DayOptions options) =>
        grid.WalksFrom(point.Latitude, point.Longitude, options, options.MaxWalkMeters);

    /// <summary>As <see cref="WalksAround"/>, remembered: for places, which many families go to.</summary>
    internal IReadOnlyList<StopWalk> WalksAroundPlace(GeoPoint place, DayOptions options) =>
        placeWalks.GetOrAdd((place, options.MaxWalkMeters), static (key, made) => made.Network.WalksAround(key.Point, made.Options), (Network: this, Options: options));

    /// <summary>Walked metres to the nearest stop, however far; null when there is none. Asked only to tell how much too far it is, so a full scan, remembered, will do.</summary>
    internal double? NearestStopMeters(GeoPoint point) => nearestStopMeters.GetOrAdd(
        point, static (point, stops) => stops.Length == 0 ? null : stops.Min(point.MetersTo), stopPoints.Value) * Options.DetourFactor;

    private Lazy<DayOutcome> Make((DateOnly Date, DayOptions Options) key)
    {
        oldestFirst.Enqueue(key);
        // Oldest out first: days are asked for in order and seldom again.
        while (oldestFirst.Count > MaxDays && oldestFirst.TryDequeue(out var oldest)) days.TryRemove(oldest, out _);
        return new Lazy<DayOutcome>(() => NetworkDay.For(timetables, key.Date, key.Options));
    }
}
