namespace ResourceMatch.Transit;

/// <summary>Every useful way of a day between one access stop and the wanted stops, in five bytes each: what <see cref="ProfileSearch"/> finds from (or to) that stop alone.</summary>
/// <remarks>
/// A way's end at the access stop is one of few moments of the day (a vehicle's departure there, or its arrival). Ways are kept moment by moment, in the order in which
/// the search finds them (departures latest first; arrivals earliest first), so that a <see cref="ProfileJoin"/> reads each of them once, one after the other.
/// Immutable; safe to share.
/// </remarks>
public sealed class StopProfile
{
    /// <summary>No way kept takes longer, seconds.</summary>
    public const int LongestSeconds = ushort.MaxValue;

    private StopProfile(int[] momentSeconds, int[] wayBase)
    {
        MomentSeconds = momentSeconds;
        WayBase = wayBase;
        Places = new ushort[wayBase[^1]];
        Durations = new ushort[wayBase[^1]];
        Rides = new byte[wayBase[^1]];
    }

    /// <summary>Ways kept.</summary>
    public int WayCount => Places.Length;

    /// <summary>Memory held, about.</summary>
    public long Bytes => (5L * WayCount) + (8L * MomentSeconds.Length) + 200;

    /// <summary>Departures from the access stop, latest first; of a profile back its arrivals there, earliest first.</summary>
    internal int[] MomentSeconds { get; }

    /// <summary>Moment m's ways are WayBase[m] .. WayBase[m + 1).</summary>
    internal int[] WayBase { get; }

    /// <summary>The wanted stop of each way, as <see cref="WantedStops"/> counts.</summary>
    internal ushort[] Places { get; }

    internal ushort[] Durations { get; }

    /// <summary>Vehicles; 255 stands for more, too.</summary>
    internal byte[] Rides { get; }

    /// <summary>The profile of one access stop, searched anew.</summary>
    /// <param name="search">Of the day; one for each thread.</param>
    /// <param name="stop">The access stop.</param>
    /// <param name="isBack">False: from the stop. True: to it.</param>
    /// <param name="window">Both ends of every way lie in it: the widest that anyone will ask for.</param>
    /// <param name="wanted">The stops to keep ways for.</param>
    /// <param name="longestSeconds">Ways that take longer are neither searched nor kept; at most <see cref="LongestSeconds"/>.</param>
    public static StopProfile Find(ProfileSearch search, StopIndex stop, bool isBack, TimeWindow window, WantedStops wanted, int longestSeconds = LongestSeconds)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longestSeconds, LongestSeconds);
        StopWalk[] here = [new(stop, 0)];
        var found = isBack ? search.Back(here, window, wanted.All, longestSeconds) : search.Out(here, window, wanted.All, longestSeconds);
        return Pack(found, isBack, wanted, longestSeconds);
    }

    // The ways come moment by moment: nothing is to be sorted.
    private static StopProfile Pack(DayProfile profile, bool isBack, WantedStops wanted, int longestSeconds)
    {
        List<int> moments = [];
        List<int> wayBase = [];
        var kept = 0;
        foreach (ref readonly var way in profile.InOrder)
        {
            if (way.Way.DurationSeconds > longestSeconds)
            {
                continue;
            }

            var moment = isBack ? way.Way.ArriveSeconds : way.Way.LeaveSeconds;
            if (moments.Count == 0 || moments[^1] != moment)
            {
                moments.Add(moment);
                wayBase.Add(kept);
            }

            kept++;
        }

        wayBase.Add(kept);
        var packed = new StopProfile([.. moments], [.. wayBase]);
        var at = 0;
        foreach (ref readonly var way in profile.InOrder)
        {
            if (way.Way.DurationSeconds <= longestSeconds)
            {
                packed.Places[at] = (ushort)wanted.PlaceOf(way.Stop);
                packed.Durations[at] = (ushort)way.Way.DurationSeconds;
                packed.Rides[at++] = (byte)Math.Min(way.Way.Rides, byte.MaxValue);
            }
        }

        return packed;
    }
}
