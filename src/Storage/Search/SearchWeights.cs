namespace ResourceMatch.Storage.Search;

/// <summary>How much each part of a rank weighs. Only the proportions count; 0 leaves a part out of the total.</summary>
/// <remarks>What each part measures stands in this folder's README. Immutable; safe to share.</remarks>
public sealed class SearchWeights
{
    /// <summary>It is the kind of help that the words mean.</summary>
    public double Kind { get; init; } = 6;

    /// <summary>The words stand in its name or in the titles of its taxonomy terms.</summary>
    public double Name { get; init; } = 2;

    /// <summary>The words stand anywhere in it.</summary>
    public double Words { get; init; } = 1.5;

    /// <summary>The words stand in the name of its organization.</summary>
    public double Organization { get; init; } = 1;

    /// <summary>It is for an asker of that age.</summary>
    public double Age { get; init; } = 4;

    /// <summary>It is not kept to the students of one school.</summary>
    public double Everyone { get; init; } = 0.8;

    /// <summary>It runs, and is not closed for the time being.</summary>
    public double Running { get; init; } = 0.8;

    /// <summary>Somebody confirmed it not long ago.</summary>
    public double Fresh { get; init; } = 0.4;

    /// <summary>The language of the question is spoken there.</summary>
    public double Language { get; init; } = 0.2;

    /// <summary>Its name does not say that it is something else: for animals, for volunteers, for rubbish.</summary>
    public double Alike { get; init; } = 4;
}
