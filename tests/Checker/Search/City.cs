using System.Collections.Concurrent;
using ResourceMatch.Checker.Raw;

namespace ResourceMatch.Checker.Search;

/// <summary>Everything raw that a check needs, and what is worked out of it once for all families: days and footpaths.</summary>
/// <remarks>Thread-safe: the parts are immutable and made at most once.</remarks>
internal sealed class City(RawFeed feed, IReadOnlyList<RawPlace> places, IReadOnlyDictionary<string, RawNeed> needs)
{
    private readonly ConcurrentDictionary<(DateOnly Date, bool StepFree, bool Mirrored), Lazy<DayBoard>> boards = [];
    private readonly ConcurrentDictionary<(int LimitMeters, bool Mirrored), Lazy<FootPaths>> paths = [];

    public RawFeed Feed { get; } = feed;

    public IReadOnlyList<RawPlace> Places { get; } = places;

    public IReadOnlyDictionary<string, RawNeed> Needs { get; } = needs;

    public IReadOnlyDictionary<Answers.PlaceKey, RawPlace> PlaceOf { get; } = places.ToDictionary(place => place.Key);

    public DayBoard Board(DateOnly date, bool stepFree, bool mirrored) =>
        boards.GetOrAdd((date, stepFree, mirrored), key => new Lazy<DayBoard>(() => key.Mirrored ? Board(key.Date, key.StepFree, mirrored: false).Mirrored() : DayBoard.Of(Feed, key.Date, key.StepFree))).Value;

    public FootPaths Paths(DayBoard board, int limitMeters, bool mirrored) =>
        paths.GetOrAdd((limitMeters, mirrored), key => new Lazy<FootPaths>(() => new FootPaths(Feed, board.Stops, key.LimitMeters, key.Mirrored))).Value;
}
