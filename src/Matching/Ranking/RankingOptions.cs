namespace ResourceMatch.Matching.Ranking;

/// <summary>How much each part of the score weighs. Only the proportions count; 0 leaves a part out of the total, though it is still shown.</summary>
/// <remarks>Each part's formula stands in <see cref="Scoring"/> and in this project's README. Immutable; safe to share.</remarks>
public sealed class RankingOptions
{
    /// <summary>Time away from home.</summary>
    public double Time { get; init; } = 5;

    /// <summary>How many days until it can be.</summary>
    public double Soon { get; init; } = 1.5;

    /// <summary>The family's language is spoken.</summary>
    public double Language { get; init; } = 1.5;

    /// <summary>It costs nothing.</summary>
    public double Cost { get; init; } = 1;

    /// <summary>Few papers to bring.</summary>
    public double Papers { get; init; } = 0.5;

    /// <summary>Somebody confirmed the listing not long ago, and nothing speaks against it.</summary>
    public double Freshness { get; init; } = 0.5;

    /// <summary>Few changes and little walking.</summary>
    public double Ease { get; init; } = 1;
}
