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

    // A third of a megabyte, used for a millisecond.
    [ThreadStatic]
    private static int[]? countsOfThread;

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
        return Pack(found, isBack, window, wanted, longestSeconds);
    }

    private static StopProfile Pack(DayProfile profile, bool isBack, TimeWindow window, WantedStops wanted, int longestSeconds)
    {
        // One count for each second of the day: sorting a hundred thousand ways would cost more than the search.
        var counts = countsOfThread is { } kept && kept.Length >= window.UntilSeconds - window.FromSeconds + 1 ? kept : countsOfThread = new int[window.UntilSeconds - window.FromSeconds + 1];
        Array.Clear(counts);
        foreach (var stop in wanted.All)
        {
            foreach (ref readonly var way in profile.At(stop))
            {
                if (way.DurationSeconds <= longestSeconds)
                {
                    counts[SecondOf(way, isBack, window)]++;
                }
            }
        }

        var (moments, wayBase, next) = ListMoments(counts, isBack, window);
        var packed = new StopProfile(moments, wayBase);
        for (var place = 0; place < wanted.Count; place++)
        {
            foreach (ref readonly var way in profile.At(wanted.All[place]))
            {
                if (way.DurationSeconds > longestSeconds)
                {
                    continue;
                }

                var at = next[SecondOf(way, isBack, window)]++;
                packed.Places[at] = (ushort)place;
                packed.Durations[at] = (ushort)way.DurationSeconds;
                packed.Rides[at] = (byte)Math.Min(way.Rides, byte.MaxValue);
            }
        }

        return packed;
    }

    private static int SecondOf(in ProfileEntry way, bool isBack, TimeWindow window) => isBack ? way.ArriveSeconds - window.FromSeconds : window.UntilSeconds - way.LeaveSeconds;

    /// <returns>The moments in order; where each one's ways begin; and the same by second, to be counted up while filling.</returns>
    private static (int[] Moments, int[] WayBase, int[] Next) ListMoments(int[] counts, bool isBack, TimeWindow window)
    {
        List<int> moments = [];
        List<int> wayBase = [];
        var ways = 0;
        for (var second = 0; second < counts.Length; second++)
        {
            if (counts[second] == 0)
            {
                continue;
            }

            moments.Add(isBack ? window.FromSeconds + second : window.UntilSeconds - second);
            wayBase.Add(ways);
            (counts[second], ways) = (ways, ways + counts[second]);
        }

        wayBase.Add(ways);
        return ([.. moments], [.. wayBase], counts);
    }
}
