namespace ResourceMatch.Matching.Ranking;

/// <summary>Why a place stands where it stands: named parts in 0..1, each with the weight it had. Anyone can add it up again.</summary>
public sealed record Score(IReadOnlyList<ScorePart> Parts)
{
    /// <summary>The weighted mean of the parts, 0..1.</summary>
    public double Total => Parts.Sum(part => part.Weight) is var weights and > 0 ? Parts.Sum(part => part.Weight * part.Value) / weights : 0;
}

/// <param name="Name">time, language, freshness …: the key of its words on the page.</param>
public readonly record struct ScorePart(string Name, double Value, double Weight);
