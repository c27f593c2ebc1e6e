namespace ResourceMatch.Transit;

/// <summary>A street network and the stops of a region's feeds on it: all that walking and driving needs.</summary>
/// <param name="Network">The streets.</param>
/// <param name="Stops">The stops of the same feeds, in the same order, as the days that are asked with it.</param>
/// <remarks>Immutable; safe to share. Searches are lent to the calling thread and given back.</remarks>
public sealed record StreetGround(StreetNetwork Network, StopStreets Stops)
{
    /// <summary>As <see cref="StreetSearch.Walk"/>, from any thread.</summary>
    public StreetReach Walk(StreetPoint from, Walker walker, int maxMeters) => Network.Searches.Walk(from, walker, maxMeters);

    /// <summary>As <see cref="StreetSearch.Drive"/>, from any thread.</summary>
    public StreetReach Drive(StreetPoint from, int maxMeters, bool towards) => Network.Searches.Drive(from, maxMeters, towards);
}
