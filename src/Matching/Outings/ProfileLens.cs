using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>A day's profile, and at each stop the least seconds that any way of the day takes: what no outing through that stop can beat.</summary>
/// <remarks>Safe to share: whoever comes second writes the same number.</remarks>
internal sealed class ProfileLens(DayProfile profile, int stopCount)
{
    /// <summary>No way leads to, or from, the stop.</summary>
    public const int None = int.MaxValue - 1;

    // One more than the seconds, so that 0 = not yet looked at.
    private readonly int[] least = new int[stopCount];

    public DayProfile Profile { get; } = profile;

    public ReadOnlySpan<ProfileEntry> At(StopIndex stop) => Profile.At(stop);

    /// <summary>A lower bound; <see cref="None"/> where there is no way.</summary>
    public int LeastAt(StopIndex stop)
    {
        var known = least[stop.Value];
        if (known == 0) least[stop.Value] = known = Look(stop) + 1;
        return known - 1;
    }

    private int Look(StopIndex stop)
    {
        var found = None;
        foreach (ref readonly var way in Profile.At(stop)) found = Math.Min(found, way.ArriveSeconds - way.LeaveSeconds);
        return found;
    }
}
