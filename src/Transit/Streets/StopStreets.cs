namespace ResourceMatch.Transit;

/// <summary>The stops of some feeds on a street network, and the walks between them for each kind of walker.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class StopStreets
{
    private readonly StopFootpaths[] footpaths;

    /// <param name="footpaths">One for each <see cref="Walker"/>, in its order.</param>
    internal StopStreets(StopFootpaths[] footpaths) => this.footpaths = footpaths;

    /// <summary>The walks between stops.</summary>
    internal StopFootpaths FootpathsFor(Walker walker) => footpaths[(int)walker];
}
