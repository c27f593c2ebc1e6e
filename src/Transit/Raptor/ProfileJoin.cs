namespace ResourceMatch.Transit;

/// <summary>An access stop's profile, and the walk between it and the home.</summary>
public readonly record struct JoinedStop(StopProfile Profile, int WalkSeconds);

/// <summary>Reads a home's day profile off those of its access stops: at each wanted stop the very list that <see cref="ProfileSearch"/> finds for the home.</summary>
/// <remarks>
/// A way of a home begins (or ends) with one walk to one access stop. So the moments of all its stops, moved by the walks, are played back in the order of range
/// RAPTOR: a way that does not arrive sooner than what left later is dropped, the rest is the list. Nothing is sorted but the moments.
/// Keeps its arrays from home to home: use one for each thread and direction.
/// </remarks>
public sealed class ProfileJoin
{
    private readonly WantedStops wanted;
    private readonly bool isBack;

    // By wanted stop: the best far end so far (back: negated, so that less is always better), the place of its newest way, and how many there are.
    private readonly int[] best;
    private readonly int[] newest;
    private readonly int[] counts;
    private readonly int[] stopBase;
    private Way[] found = new Way[4_096];
    private ProfileEntry[] entries = new ProfileEntry[4_096];
    private Moment[] moments = new Moment[256];
    private int foundCount;
    private int momentCount;

    /// <param name="wanted">The stops that will be asked for; the profiles must be of the same.</param>
    /// <param name="isBack">False: from the home. True: to it.</param>
    public ProfileJoin(WantedStops wanted, bool isBack)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        this.wanted = wanted;
        this.isBack = isBack;
        best = new int[wanted.Count];
        newest = new int[wanted.Count];
        counts = new int[wanted.Count];
        stopBase = new int[wanted.StopCount + 1];
    }

    /// <summary>Ways read since it was made: the unit of work that does not depend on the machine.</summary>
    public long WaysRead { get; private set; }

    /// <summary>Joins the next home.</summary>
    /// <param name="stops">Its access stops.</param>
    /// <param name="window">Both ends of every way lie in it; within the window of the profiles.</param>
    /// <param name="longestSeconds">Ways that take longer are left out; at most that of the profiles.</param>
    /// <returns>The home's profile; stops that are not wanted have no way. Valid until the next call, which uses its arrays again.</returns>
    public DayProfile Join(IReadOnlyList<JoinedStop> stops, TimeWindow window, int longestSeconds = StopProfile.LongestSeconds)
    {
        ArgumentNullException.ThrowIfNull(stops);
        Array.Fill(best, int.MaxValue);
        Array.Fill(newest, -1);
        Array.Clear(counts);
        foundCount = 0;
        ListMoments(stops, window);
        for (var i = 0; i < momentCount; i++)
        {
            ref readonly var moment = ref moments[i];
            var (profile, walkSeconds) = stops[moment.Stop];
            var (from, end) = (profile.WayBase[moment.Number], profile.WayBase[moment.Number + 1]);
            if (found.Length < foundCount + end - from)
            {
                Array.Resize(ref found, 2 * (foundCount + end - from));
            }

            WaysRead += end - from;
            // Time runs from the home's end: forwards out, backwards back. One code for both.
            var atStopSeconds = isBack ? -profile.MomentSeconds[moment.Number] : profile.MomentSeconds[moment.Number];
            var mostSeconds = Math.Min(longestSeconds - walkSeconds, (isBack ? -window.FromSeconds : window.UntilSeconds) - atStopSeconds);
            if (mostSeconds > 0 || (mostSeconds == 0 && longestSeconds >= walkSeconds))
            {
                Play(profile.Places.AsSpan(from..end), profile.Durations.AsSpan(from..end), profile.Rides.AsSpan(from..end), moment.HomeSeconds, atStopSeconds, mostSeconds);
            }
        }

        Gather();
        return new DayProfile(stopBase, entries, new SearchCounters());
    }

    private void Play(ReadOnlySpan<ushort> places, ReadOnlySpan<ushort> durations, ReadOnlySpan<byte> rides, int homeSeconds, int atStopSeconds, int mostSeconds)
    {
        for (var i = 0; i < durations.Length; i++)
        {
            int seconds = durations[i];
            int place = places[i];
            var far = atStopSeconds + seconds;
            if (far > best[place] || seconds > mostSeconds)
            {
                continue;
            }

            var before = newest[place];
            var isSameMoment = before >= 0 && found[before].HomeSeconds == homeSeconds;
            if (far < best[place])
            {
                best[place] = far;
                if (isSameMoment)
                {
                    found[before] = found[before] with { FarSeconds = far, Rides = rides[i] };
                }
                else
                {
                    found[foundCount] = new Way(homeSeconds, far, rides[i], place);
                    newest[place] = foundCount++;
                    counts[place]++;
                }
            }
            else if (isSameMoment && rides[i] < found[before].Rides)
            {
                found[before] = found[before] with { Rides = rides[i] };
            }
        }
    }

    /// <summary>Every moment of every stop at which the home can be left (or reached) within the window, in the order of play.</summary>
    private void ListMoments(IReadOnlyList<JoinedStop> stops, TimeWindow window)
    {
        momentCount = 0;
        for (var stop = 0; stop < stops.Count; stop++)
        {
            var (profile, walkSeconds) = stops[stop];
            var seconds = profile.MomentSeconds;
            if (moments.Length < momentCount + seconds.Length)
            {
                Array.Resize(ref moments, 2 * (momentCount + seconds.Length));
            }

            for (var number = 0; number < seconds.Length; number++)
            {
                var home = isBack ? seconds[number] + walkSeconds : seconds[number] - walkSeconds;
                if (home >= window.FromSeconds && home <= window.UntilSeconds)
                {
                    moments[momentCount++] = new Moment(isBack ? -home : home, stop, number);
                }
            }
        }

        moments.AsSpan(0, momentCount).Sort(static (a, b) => b.HomeSeconds.CompareTo(a.HomeSeconds));
    }

    /// <summary>Brings the ways found together stop by stop.</summary>
    private void Gather()
    {
        if (entries.Length < foundCount)
        {
            entries = new ProfileEntry[found.Length];
        }

        var (next, stop) = (0, 0);
        for (var place = 0; place < counts.Length; place++)
        {
            stopBase.AsSpan(stop..(wanted.All[place].Value + 1)).Fill(next);
            stop = wanted.All[place].Value + 1;
            // From here on the place of the list's next entry. Played latest first, out lists are in order; back they come earliest first.
            newest[place] = isBack ? next + counts[place] - 1 : next;
            next += counts[place];
        }

        stopBase.AsSpan(stop).Fill(next);

        for (var i = 0; i < foundCount; i++)
        {
            ref readonly var way = ref found[i];
            if (isBack)
            {
                entries[newest[way.Place]--] = new ProfileEntry(-way.FarSeconds, -way.HomeSeconds, way.Rides);
            }
            else
            {
                entries[newest[way.Place]++] = new ProfileEntry(way.HomeSeconds, way.FarSeconds, way.Rides);
            }
        }
    }

    private readonly record struct Moment(int HomeSeconds, int Stop, int Number);

    private readonly record struct Way(int HomeSeconds, int FarSeconds, int Rides, int Place);
}
