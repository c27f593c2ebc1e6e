namespace ResourceMatch.Transit;

/// <summary>Reads a home's day profile off those of its access stops: at each wanted stop the very list that <see cref="ProfileSearch"/> finds for the home.</summary>
/// <remarks>
/// A way of a home begins (or ends) with one walk to one access stop. So the moments at which the search would leave the home (<see cref="ProfileStarts"/>: of a run that
/// passes several of its stops only those that can win) are played back in its order, each with the ways that its stop has from then on: a way that does not arrive sooner
/// than what left later is dropped, the rest is the list. Stops at which nobody would begin a ride are not even asked for.
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
    private readonly ProfileStarts starts = new();

    // By stop of the day: its profile in this home's join, and the next of its moments.
    private readonly StopProfile?[] profiles;
    private readonly int[] nextMoments;
    private int foundCount;

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
        profiles = new StopProfile?[wanted.StopCount];
        nextMoments = new int[wanted.StopCount];
    }

    /// <summary>Ways read since it was made: the unit of work that does not depend on the machine.</summary>
    public long WaysRead { get; private set; }

    /// <summary>Joins the next home.</summary>
    /// <param name="day">The day of the profiles, or one on which the same vehicles run (<see cref="DayTypes"/>).</param>
    /// <param name="walks">Between the home and its access stops, each stop once.</param>
    /// <param name="profileOf">An access stop's profile; asked once for each that matters.</param>
    /// <param name="window">Both ends of every way lie in it; within the window of the profiles.</param>
    /// <param name="longestSeconds">Ways that take longer are left out; at most that of the profiles.</param>
    /// <returns>The home's profile; stops that are not wanted have no way. Valid until the next call, which uses its arrays again.</returns>
    public DayProfile Join(NetworkDay day, IReadOnlyList<StopWalk> walks, Func<StopIndex, StopProfile> profileOf, TimeWindow window, int longestSeconds = StopProfile.LongestSeconds)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(walks);
        ArgumentNullException.ThrowIfNull(profileOf);
        Array.Fill(best, int.MaxValue);
        Array.Fill(newest, -1);
        Array.Clear(counts);
        foundCount = 0;
        foreach (var walk in walks) (profiles[walk.Stop.Value], nextMoments[walk.Stop.Value]) = (null, 0);

        // Time runs from the home's end: forwards out, backwards back. One code for both.
        var (fromSeconds, untilSeconds) = isBack ? (-window.UntilSeconds, -window.FromSeconds) : (window.FromSeconds, window.UntilSeconds);
        foreach (ref readonly var start in starts.List(isBack ? day.Backward : day.Forward, walks, fromSeconds, untilSeconds))
        {
            var mostSeconds = Math.Min(longestSeconds - (start.BoardableSeconds - start.LeaveSeconds), untilSeconds - start.BoardableSeconds);
            if (mostSeconds >= 0)
            {
                Play(profiles[start.Stop] ??= profileOf(new StopIndex(start.Stop)), start, mostSeconds);
            }
        }

        Gather();
        return new DayProfile(stopBase, entries, new SearchCounters());
    }

    /// <summary>All ways that begin at a start's stop with a vehicle of its moment; none where later vehicles do as well, or where they were played already.</summary>
    private void Play(StopProfile profile, in ProfileStart start, int mostSeconds)
    {
        ref var next = ref nextMoments[start.Stop];
        var moments = profile.MomentSeconds;
        var moment = isBack ? -start.BoardableSeconds : start.BoardableSeconds;
        while (next < moments.Length && (isBack ? moments[next] < moment : moments[next] > moment))
        {
            next++;
        }

        if (next == moments.Length || moments[next] != moment)
        {
            return;
        }

        var (from, end) = (profile.WayBase[next], profile.WayBase[++next]);
        if (found.Length < foundCount + end - from)
        {
            Array.Resize(ref found, 2 * (foundCount + end - from));
        }

        WaysRead += end - from;
        Play(profile.Places.AsSpan(from..end), profile.Durations.AsSpan(from..end), profile.Rides.AsSpan(from..end), start.LeaveSeconds, start.BoardableSeconds, mostSeconds);
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

    private readonly record struct Way(int HomeSeconds, int FarSeconds, int Rides, int Place);
}
