using System.Collections.Concurrent;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Features.Night;

/// <summary>The day profiles of single access stops: each searched once for each type of day, shared by all homes near it, and kept while memory allows.</summary>
/// <remarks>Homes come neighborhood by neighborhood, so the profiles last used are those needed next. Thread-safe.</remarks>
internal sealed class NightProfiles
{
    private readonly ConcurrentDictionary<ProfileKey, Kept> kept = new();
    private readonly ConcurrentDictionary<(int DayType, DayOptions Options), int> dayNumbers = new();
    private readonly Dictionary<DateOnly, (int Type, TimeWindow Window)> days;
    private readonly long mostBytes;
    private int dayNumberCount;
    private long bytes;
    private long clock;
    private long searched;
    private long searchMilliseconds;

    /// <param name="network">Of the region.</param>
    /// <param name="dates">Those that will be asked for.</param>
    /// <param name="wanted">Stops near the places.</param>
    /// <param name="longestSeconds">No household of the night goes longer, one way.</param>
    /// <param name="mostBytes">To keep at once, about.</param>
    public NightProfiles(TravelNetwork network, IReadOnlyList<DateOnly> dates, WantedStops wanted, int longestSeconds, long mostBytes)
    {
        Network = network;
        Wanted = wanted;
        LongestSeconds = Math.Min(longestSeconds, StopProfile.LongestSeconds);
        this.mostBytes = mostBytes;
        days = NumberDays(network, dates);
    }

    public TravelNetwork Network { get; }

    public WantedStops Wanted { get; }

    public int LongestSeconds { get; }

    /// <summary>Profiles searched, those searched again after they had been dropped included.</summary>
    public long Searched => Interlocked.Read(ref searched);

    /// <summary>Over all threads.</summary>
    public TimeSpan SearchTime => TimeSpan.FromMilliseconds(Interlocked.Read(ref searchMilliseconds) / 1_000.0);

    /// <summary>Types of day among the dates.</summary>
    public int DayTypeCount => days.Values.Distinct().Count();

    /// <summary>One number for all dates on which the same vehicles run, for one kind of walker and limit; and the widest window that anyone may ask for.</summary>
    public (int Number, TimeWindow Window) DayOf(DateOnly date, DayOptions options)
    {
        var (type, window) = days[date];
        return (dayNumbers.GetOrAdd((type, options), static (_, numbers) => Interlocked.Increment(ref numbers.dayNumberCount), this), window);
    }

    /// <param name="day">As <see cref="DayOf"/> tells.</param>
    /// <param name="stop">The access stop.</param>
    /// <param name="isBack">To it, not from it.</param>
    /// <param name="searchOf">A search over the day, the calling thread's own; asked only when the profile must be searched.</param>
    public StopProfile Get((int Number, TimeWindow Window) day, StopIndex stop, bool isBack, Func<ProfileSearch> searchOf)
    {
        var key = new ProfileKey(day.Number, stop.Value, isBack);
        if (!kept.TryGetValue(key, out var found))
        {
            var made = new Kept();
            found = kept.GetOrAdd(key, made);
        }

        Interlocked.Exchange(ref found.LastUsed, Interlocked.Increment(ref clock));
        if (Volatile.Read(ref found.Profile) is { } known) return known;
        lock (found)
        {
            if (found.Profile is { } other) return other;
            var started = TimeProvider.System.GetTimestamp();
            var profile = StopProfile.Find(searchOf(), stop, isBack, day.Window, Wanted, LongestSeconds);
            Interlocked.Increment(ref searched);
            Interlocked.Add(ref searchMilliseconds, (long)(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds * 1_000));
            Volatile.Write(ref found.Profile, profile);
            if (Interlocked.Add(ref bytes, profile.Bytes) > mostBytes) DropOldest();
            return profile;
        }
    }

    private void DropOldest()
    {
        lock (kept)
        {
            foreach (var (key, old) in kept.OrderBy(pair => pair.Value.LastUsed).ToList())
            {
                if (Interlocked.Read(ref bytes) <= mostBytes * 3 / 4) return;
                if (old.Profile is { } profile && kept.TryRemove(key, out _)) Interlocked.Add(ref bytes, -profile.Bytes);
            }
        }
    }

    private static Dictionary<DateOnly, (int Type, TimeWindow Window)> NumberDays(TravelNetwork network, IReadOnlyList<DateOnly> dates)
    {
        Timetable[] feeds = [.. network.Feeds.Select(feed => feed.Timetable)];
        // Without footpaths: only the runs matter.
        var options = new DayOptions { Walking = WalkingSource.Feed, CallAhead = true };
        List<NetworkDay> made = [.. dates.Select(date => NetworkDay.For(feeds, date, options)).OfType<DayOutcome.Ready>().Select(ready => ready.Day)];
        var numbers = DayTypes.Number(made);
        // Dates on which the clocks change have windows, and so numbers, of their own.
        var kinds = made.Select((day, index) => (Number: numbers[index], Window: WindowOf(day))).ToList();
        return made.Select((day, index) => (day.Date, Type: kinds.IndexOf(kinds[index]), kinds[index].Window)).ToDictionary(day => day.Date, day => (day.Type, day.Window));
    }

    /// <summary>From midnight to midnight of the wall clock: no free time reaches further.</summary>
    private static TimeWindow WindowOf(NetworkDay day) =>
        new(day.ServiceDay.SecondsOf(day.Date, TimeOnly.MinValue), day.ServiceDay.SecondsOf(day.Date.AddDays(1), TimeOnly.MinValue));

    private readonly record struct ProfileKey(int DayNumber, int Stop, bool IsBack);

    private sealed class Kept
    {
        public StopProfile? Profile;
        public long LastUsed;
    }
}
