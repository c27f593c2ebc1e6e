namespace ResourceMatch.Transit;

/// <summary>The walks along streets between the stops of some feeds, for one kind of walker, as a <see cref="NetworkDay"/> over those feeds counts stops.</summary>
/// <remarks>Immutable; safe to share.</remarks>
internal sealed class StopFootpaths
{
    /// <summary>The longest walk that is kept, in walked meters.</summary>
    public const int LimitMeters = 1_000;

    /// <summary>From stop s one walks to ToStops[WalkBase[s] .. WalkBase[s + 1]); the stop itself is not among them.</summary>
    public required int[] WalkBase { get; init; }
    public required int[] ToStops { get; init; }

    /// <summary>Walked meters, rounded up, at most <see cref="LimitMeters"/>.</summary>
    public required int[] WalkMeters { get; init; }

    /// <summary>Whether the stop lies near a usable street. Between two stops of which one does not, the straight line times the detour factor counts.</summary>
    public required bool[] IsOnStreets { get; init; }

    /// <returns>The walked meters, or null when there is no walk of at most <see cref="LimitMeters"/>.</returns>
    public int? FindMeters(int fromStop, int toStop)
    {
        var at = Array.IndexOf(ToStops, toStop, WalkBase[fromStop], WalkBase[fromStop + 1] - WalkBase[fromStop]);
        return at < 0 ? null : WalkMeters[at];
    }
}
