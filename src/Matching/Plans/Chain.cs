using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Plans;

/// <summary>All ways from one point of an outing to the next on one date, in one mode.</summary>
/// <param name="Ways">With rides; ascending in both seconds. Empty = none.</param>
/// <param name="DirectSeconds">On foot all the way, or by car, at any moment; null = not within the limits.</param>
internal sealed record Hop(Way[] Ways, int? DirectSeconds)
{
    public static readonly Hop None = new([], null);

    public bool IsEmpty => Ways.Length == 0 && DirectSeconds is null;

    /// <summary>No way of this hop takes less.</summary>
    public int LeastSeconds { get; } = Math.Min(DirectSeconds ?? int.MaxValue, Ways.Length == 0 ? int.MaxValue : Ways.Min(way => way.Seconds));
}

/// <summary>What is asked of one stop of a chain.</summary>
/// <param name="Openings">Of the date, in seconds; the visit lies within one of them.</param>
internal readonly record struct Visit(Span[] Openings, int StaySeconds);

/// <summary>The limits of every link: one way, and waiting at each end of a visit.</summary>
internal readonly record struct ChainLimits(int OneWaySeconds, int MaxWaitSeconds);

/// <summary>A chain's seconds before its journeys are drawn.</summary>
/// <param name="Home">The ride home; null = direct.</param>
/// <param name="DirectWalkSeconds">Walking of direct links alone.</param>
internal sealed record ChainPlan(int LeaveSeconds, ChainStop[] Stops, Way? Home, int ArriveHomeSeconds, int Changes, int DirectWalkSeconds)
{
    public int AwaySeconds => ArriveHomeSeconds - LeaveSeconds;

    public bool HasRide => Home is not null || Array.Exists(Stops, stop => stop.There is not null);

    public (int, int, int, int) Order => (AwaySeconds, Changes, DirectWalkSeconds, LeaveSeconds);
}

/// <param name="There">The way there with rides; null = direct.</param>
internal readonly record struct ChainStop(Way? There, int ArriveSeconds, int StartSeconds, int EndSeconds, int LeaveSeconds, Span Open);
