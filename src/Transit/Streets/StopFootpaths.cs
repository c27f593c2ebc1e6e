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

    /// <summary>The walks among some of the stops.</summary>
    /// <param name="kept">The stops that stay, in their new order.</param>
    /// <param name="numberOf">For each stop its new number; -1 = it does not stay.</param>
    public StopFootpaths For(IReadOnlyList<int> kept, int[] numberOf)
    {
        var walkBase = new int[kept.Count + 1];
        var (toStops, walkMeters) = (new List<int>(), new List<int>());
        for (var stop = 0; stop < kept.Count; stop++)
        {
            for (var at = WalkBase[kept[stop]]; at < WalkBase[kept[stop] + 1]; at++)
            {
                if (numberOf[ToStops[at]] is >= 0 and var to)
                {
                    toStops.Add(to);
                    walkMeters.Add(WalkMeters[at]);
                }
            }

            walkBase[stop + 1] = toStops.Count;
        }

        return new StopFootpaths { WalkBase = walkBase, ToStops = [.. toStops], WalkMeters = [.. walkMeters], IsOnStreets = [.. kept.Select(stop => IsOnStreets[stop])] };
    }
}
