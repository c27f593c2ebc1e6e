using System.Numerics;

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

    // By wanted stop: the best far end so far (back: negated, so that less is always better), and where its newest way lies.
    private readonly int[] best;
    private readonly int[] newest;
    private StopWay[] found = new StopWay[4_096];
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

        return new DayProfile(found, foundCount, wanted.StopCount, isBack, new SearchCounters());
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
        // Most ways are beaten, and which ones nobody can foretell: eight are asked without a branch.
        var whole = durations.Length & ~7;
        for (var from = 0; from < whole; from += 8)
        {
            var eightPlaces = places.Slice(from, 8);
            var eightDurations = durations.Slice(from, 8);
            var unbeaten = 0;
            for (var i = 0; i < 8; i++)
            {
                unbeaten |= (atStopSeconds + eightDurations[i] <= best[eightPlaces[i]] ? 1 : 0) << i;
            }

            for (; unbeaten != 0; unbeaten &= unbeaten - 1)
            {
                var i = from + BitOperations.TrailingZeroCount(unbeaten);
                Keep(places[i], durations[i], rides[i], homeSeconds, atStopSeconds, mostSeconds);
            }
        }

        for (var i = whole; i < durations.Length; i++)
        {
            Keep(places[i], durations[i], rides[i], homeSeconds, atStopSeconds, mostSeconds);
        }
    }

    private void Keep(int place, int seconds, int rides, int homeSeconds, int atStopSeconds, int mostSeconds)
    {
        var far = atStopSeconds + seconds;
        if (far > best[place] || seconds > mostSeconds)
        {
            return;
        }

        var before = newest[place];
        var isSameMoment = before >= 0 && HomeSecondsOf(found[before].Way) == homeSeconds;
        if (far < best[place])
        {
            best[place] = far;
            if (!isSameMoment)
            {
                newest[place] = before = foundCount++;
            }

            found[before] = new StopWay(wanted.StopAt(place), WayOf(homeSeconds, far, rides));
        }
        else if (isSameMoment && rides < found[before].Way.Rides)
        {
            found[before] = new StopWay(wanted.StopAt(place), WayOf(homeSeconds, far, rides));
        }
    }

    // Back, both ends are negated while they are played.
    private ProfileEntry WayOf(int homeSeconds, int farSeconds, int rides) => isBack ? new(-farSeconds, -homeSeconds, rides) : new(homeSeconds, farSeconds, rides);

    private int HomeSecondsOf(in ProfileEntry way) => isBack ? -way.ArriveSeconds : way.LeaveSeconds;
}
