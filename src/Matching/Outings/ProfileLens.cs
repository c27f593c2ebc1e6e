using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>A day's profile with, at each stop, a coarse picture of its ways: enough to see without looking at them that they cannot win.</summary>
/// <remarks>
/// The day is cut into buckets of two minutes. Out: for each bucket the latest leave of the ways that arrive at the stop within it (rounded up).
/// Back: for each bucket the earliest arrival home of the ways that leave the stop in it or later (rounded down). A stop is looked at when first asked for.
/// Belongs to one household's travel; not thread-safe.
/// </remarks>
internal sealed class ProfileLens
{
    /// <summary>No way leads to, or from, the stop.</summary>
    public const int None = int.MaxValue / 4;

    public const int BucketSeconds = 120;
    public const int UnitSeconds = 8;

    /// <summary>From two hours before service-day zero to 29 hours after it.</summary>
    public const int OriginSeconds = -7_200;
    public const int Buckets = ((29 * 3_600) - OriginSeconds) / BucketSeconds;

    /// <summary>No arrival in this bucket; far below every leave, and the difference of both still fits.</summary>
    public const short NoLeave = -16_000;

    /// <summary>Nothing goes home any more.</summary>
    public const short NoHome = 16_000;

    private readonly bool isBack;
    private readonly short[] grid;
    private readonly int[] least;

    public ProfileLens(DayProfile profile, int stopCount, bool isBack, LensPool pool)
    {
        Profile = profile;
        this.isBack = isBack;
        (grid, least) = pool.Take(stopCount);
    }

    public DayProfile Profile { get; }

    public static int BucketOf(int seconds) => (seconds - OriginSeconds) / BucketSeconds;

    public static int StartOf(int bucket) => (bucket * BucketSeconds) + OriginSeconds;

    /// <summary>Gives the memory back; the lens is not to be used again.</summary>
    public void Return(LensPool pool) => pool.Give(grid, least);

    public ReadOnlySpan<ProfileEntry> At(StopIndex stop) => Profile.At(stop);

    /// <summary>The seconds of the quickest way of the day; <see cref="None"/> where there is none.</summary>
    public int LeastAt(StopIndex stop)
    {
        // One more than the seconds, so that 0 = not yet looked at.
        var known = least[stop.Value];
        return known != 0 ? known - 1 : Look(stop);
    }

    /// <summary>The stop's picture; ask <see cref="LeastAt"/> first.</summary>
    public ReadOnlySpan<short> GridAt(StopIndex stop) => grid.AsSpan(stop.Value * Buckets, Buckets);

    private int Look(StopIndex stop)
    {
        var ways = Profile.At(stop);
        var found = None;
        foreach (ref readonly var way in ways) found = Math.Min(found, way.ArriveSeconds - way.LeaveSeconds);
        if (ways.Length > 0)
        {
            var row = grid.AsSpan(stop.Value * Buckets, Buckets);
            if (isBack) PaintBack(ways, row);
            else PaintOut(ways, row);
        }

        least[stop.Value] = found + 1;
        return found;
    }

    private static void PaintOut(ReadOnlySpan<ProfileEntry> ways, Span<short> row)
    {
        row.Fill(NoLeave);
        foreach (ref readonly var way in ways)
        {
            ref var leave = ref row[Math.Clamp(BucketOf(way.ArriveSeconds), 0, Buckets - 1)];
            leave = Math.Max(leave, (short)((way.LeaveSeconds - OriginSeconds + UnitSeconds - 1) / UnitSeconds));
        }
    }

    private static void PaintBack(ReadOnlySpan<ProfileEntry> ways, Span<short> row)
    {
        // Latest first: each way stands for the buckets between its own and that of the one after it.
        var (home, next) = (NoHome, Buckets - 1);
        foreach (ref readonly var way in ways)
        {
            var bucket = Math.Clamp(BucketOf(way.LeaveSeconds), 0, Buckets - 1);
            for (; next > bucket; next--) row[next] = home;
            home = (short)((way.ArriveSeconds - OriginSeconds) / UnitSeconds);
        }

        for (; next >= 0; next--) row[next] = home;
    }
}
