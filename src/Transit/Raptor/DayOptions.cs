namespace ResourceMatch.Transit;

/// <summary>Where the footpaths between stops come from.</summary>
public enum WalkingSource
{
    /// <summary>The straight line times the detour factor, between all stops within <see cref="DayOptions.MaxWalkMeters"/>; rules of transfers.txt come on top.</summary>
    Line,

    /// <summary>transfers.txt alone, with its times as given; no other pair of stops is walked.</summary>
    Feed,

    /// <summary>Along streets (the day needs a <see cref="StopStreets"/>), up to 1,000 m and <see cref="DayOptions.MaxWalkMeters"/>; the straight line times the detour factor where one of the two stops is not on streets. Rules of transfers.txt come on top.</summary>
    Streets,
}

/// <summary>How a <see cref="NetworkDay"/> is made. Two equal options over the same feeds and date give equal days.</summary>
/// <remarks>Immutable; safe to share, and to use as a cache key.</remarks>
public sealed record DayOptions
{
    /// <summary>Where footpaths come from.</summary>
    public WalkingSource Walking { get; init; } = WalkingSource.Line;

    /// <summary>Longest walk between two stops, in walked meters (the straight line times the detour factor). 0 means nobody walks between stops.</summary>
    public int MaxWalkMeters { get; init; } = 1_200;

    /// <summary>Walking speed; slower with a pram or a small child.</summary>
    public double WalkMetersPerSecond { get; init; } = 1.2;

    /// <summary>How much longer streets are than the straight line; at least 1.</summary>
    public double DetourFactor { get; init; } = 1.3;

    /// <summary>Time needed between leaving one vehicle and boarding another, after any walk between them. transfers.txt's min_transfer_time for the same stop or pair takes its place.</summary>
    public int ChangeSeconds { get; init; } = 120;

    /// <summary>Who walks. A wheelchair implies <see cref="WheelchairOnly"/>.</summary>
    public Walker Walker { get; init; } = Walker.OnFoot;

    /// <summary>Only stops and trips of which the feed says that a wheelchair can use them; unknown is not yes.</summary>
    public bool WheelchairOnly
    {
        get => field || Walker == Walker.Wheelchair;
        init;
    }

    /// <summary>Whether the family can phone ahead, or ask the driver: then stops with pickup_type or drop_off_type 2 or 3 can be used, and such a leg says so.</summary>
    public bool CallAhead { get; init; }

    /// <summary>The walked meters of a straight line.</summary>
    public double WalkedMeters(double straightMeters) => straightMeters * DetourFactor;

    /// <summary>Whole seconds for some walked meters, rounded up.</summary>
    public int WalkSeconds(double walkedMeters) => (int)Math.Ceiling(walkedMeters / WalkMetersPerSecond);

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(MaxWalkMeters);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxWalkMeters, 20_000);
        ArgumentOutOfRangeException.ThrowIfNegative(ChangeSeconds);
        ArgumentOutOfRangeException.ThrowIfLessThan(DetourFactor, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(WalkMetersPerSecond);
    }
}
