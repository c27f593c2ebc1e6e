using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>One undominated way between home and place with at least one ride: no other leaves as late and arrives as early.</summary>
/// <param name="LeaveSeconds">The latest moment to leave for this arrival.</param>
/// <param name="Rides">At least 1; the fewest for this leave and arrival.</param>
/// <param name="PlaceWalk">The stop at the place's end and the walk between the two; of equal ways the shortest walk.</param>
internal readonly record struct Way(int LeaveSeconds, int ArriveSeconds, int Rides, StopWalk PlaceWalk = default)
{
    public int Seconds => ArriveSeconds - LeaveSeconds;
}

/// <summary>A stretch of one day in seconds, both ends included.</summary>
internal readonly record struct Span(int FromSeconds, int UntilSeconds)
{
    public int Seconds => UntilSeconds - FromSeconds;

    public Span Cut(Span other) => new(Math.Max(FromSeconds, other.FromSeconds), Math.Min(UntilSeconds, other.UntilSeconds));
}

/// <summary>Every way between one home and one place on one date, within the walking limits.</summary>
/// <remarks>Lists ascend in both seconds. A direct way (walking or driving, <see cref="DirectMode"/>) can start at any moment; null = not within the limits. Immutable.</remarks>
internal sealed record DayWays
{
    public Way[] There { get; init; } = [];

    public Way[] Back { get; init; } = [];

    public int? DirectThereSeconds { get; init; }

    public int? DirectBackSeconds { get; init; }

    public TravelMode DirectMode { get; init; } = TravelMode.Walk;

    /// <summary>False when the home or the place has no stop within the walking limit, for the way there and for the way back.</summary>
    public bool HasStopsThere { get; init; } = true;

    /// <inheritdoc cref="HasStopsThere"/>
    public bool HasStopsBack { get; init; } = true;

    /// <summary>False when no timetable covers the date, so that only direct ways are known.</summary>
    public bool HasTimetable { get; init; } = true;

    public bool IsEmptyThere => There.Length == 0 && DirectThereSeconds is null;

    public bool IsEmptyBack => Back.Length == 0 && DirectBackSeconds is null;
}
