namespace ResourceMatch.Matching;

/// <summary>What the engine supposes about moving, waiting and listings. The family's own limits stand in its household, not here.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class MatchOptions
{
    /// <summary>Days judged from the date asked, that date included. 1 to 31.</summary>
    public int Days { get; init; } = 7;

    /// <summary>Longest wait at the place, before it opens or after the visit, minutes. Larger = more outings, duller ones.</summary>
    public int MaxWaitMinutes { get; init; } = 60;

    /// <summary>Walking pace, metres a second over the walked (not the straight) metres.</summary>
    public double WalkMetersPerSecond { get; init; } = 1.2;

    /// <summary>Walked metres for each straight metre, until streets are routed.</summary>
    public double DetourFactor { get; init; } = 1.3;

    /// <summary>Seconds between alighting and boarding another vehicle, after any walk.</summary>
    public int ChangeSeconds { get; init; } = 120;

    /// <summary>Speed of a car over straight metres times the detour, metres a second.</summary>
    public double DriveMetersPerSecond { get; init; } = 9;

    /// <summary>Seconds to park and walk to the door, each way.</summary>
    public int ParkSeconds { get; init; } = 120;

    /// <summary>The opening supposed on weekdays where the hours are unknown or by appointment, minutes after midnight.</summary>
    public int SupposedOpensMinute { get; init; } = 9 * 60;

    /// <inheritdoc cref="SupposedOpensMinute"/>
    public int SupposedClosesMinute { get; init; } = 17 * 60;

    /// <summary>A place whose point nobody knows is still shown when its town lies within this distance of home, straight metres. Larger = more calls for nothing.</summary>
    public int TownMeters { get; init; } = 30_000;

    /// <summary>A listing confirmed longer ago than this carries a caveat, days.</summary>
    public int StaleDays { get; init; } = 365;

    /// <summary>Straight metres from the home beyond which a listing belongs to another region, for a family that goes an hour one way; in proportion for longer.</summary>
    public double HorizonMeters { get; init; } = 80_000;

    /// <summary>Whole seconds, rounded up, for some walked metres.</summary>
    public int WalkSeconds(double walkedMeters) => (int)Math.Ceiling(walkedMeters / WalkMetersPerSecond);
}
