using System.Collections.Concurrent;
using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Search;

/// <summary>Everything raw that a check needs, and what is worked out of it once for all families: days and footpaths.</summary>
/// <remarks>Thread-safe: the parts are immutable and made at most once.</remarks>
internal sealed class City(RawFeed feed, IReadOnlyList<RawPlace> places, IReadOnlyDictionary<string, RawNeed> needs, Ground? ground = null, RawHolidays? holidays = null)
{
    public static readonly (int Opens, int Closes) SupposedOpening = (9 * 3_600, 17 * 3_600);

    private readonly ConcurrentDictionary<(string Signature, bool StepFree, bool CallAhead, bool Mirrored), Lazy<DayBoard>> boards = [];
    private readonly ConcurrentDictionary<DateOnly, string> signatures = [];
    private readonly ConcurrentDictionary<(int LimitMeters, Walker Walker, bool Mirrored), Lazy<FootPaths>> paths = [];

    public RawFeed Feed { get; } = feed;

    public Ground Ground { get; } = ground ?? Ground.Lines;

    public RawHolidays Holidays { get; } = holidays ?? RawHolidays.For(feed);

    public IReadOnlyList<RawPlace> Places { get; } = places;

    public IReadOnlyDictionary<string, RawNeed> Needs { get; } = needs;

    public IReadOnlyDictionary<Answers.PlaceKey, RawPlace> PlaceOf { get; } = places.ToDictionary(place => place.Key);

    public DayBoard Board(DateOnly date, bool stepFree, bool callAhead, bool mirrored) => boards.GetOrAdd(
        (signatures.GetOrAdd(date, Feed.Signature), stepFree, callAhead, mirrored),
        key => new Lazy<DayBoard>(() => key.Mirrored ? Board(date, key.StepFree, key.CallAhead, mirrored: false).Mirrored() : DayBoard.Of(Feed, date, key.StepFree, key.CallAhead))).Value;

    public FootPaths Paths(DayBoard board, int limitMeters, Walker walker, bool mirrored) =>
        paths.GetOrAdd((limitMeters, walker, mirrored), key => new Lazy<FootPaths>(() => new FootPaths(Feed, board.Stops, key.LimitMeters, key.Mirrored, Ground, key.Walker))).Value;

    /// <summary>When the family may be away on the date, in seconds of the service day; where it does not say where a part begins or ends, there is none.</summary>
    public IReadOnlyList<RawStretch> Stretches(RawFamily family, DateOnly date) =>
    [
        .. family.FreeOn(date).Where(part => part.Start.IsKnown && part.End.IsKnown)
            .Select(part => part with { From = Feed.SecondsOfClock(date, part.From), Until = Feed.SecondsOfClock(date, part.Until) }),
    ];

    /// <summary>The openings that an outing of the date is held against, in seconds of the service day; unknown hours are supposed on weekdays.</summary>
    public IReadOnlyList<(int Opens, int Closes)> Openings(RawPlace place, DateOnly from, DateOnly date)
    {
        IReadOnlyList<(int Opens, int Closes)> clock = place.Hours.State(from) == HoursState.Known
            ? place.Hours.On(date, Holidays.IsHoliday(date))
            : date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || Holidays.IsHoliday(date) || place.Hours.IsClosed(date) ? [] : [SupposedOpening];
        return [.. clock.Select(opening => (Feed.SecondsOfClock(date, opening.Opens), Feed.SecondsOfClock(date, opening.Closes)))];
    }
}
