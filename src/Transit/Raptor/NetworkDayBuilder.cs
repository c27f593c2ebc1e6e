using System.Runtime.InteropServices;

namespace ResourceMatch.Transit;

/// <summary>Gathers the runs of a date, splits patterns into FIFO chains and lays everything out flat.</summary>
internal static class NetworkDayBuilder
{
    public static NetworkDay Build(IReadOnlyList<Timetable> feeds, DateOnly date, DayOptions options, StopStreets? streets)
    {
        var feedBase = new int[feeds.Count];
        for (var feed = 1; feed < feeds.Count; feed++)
        {
            feedBase[feed] = feedBase[feed - 1] + feeds[feed - 1].StopCount;
        }

        var stopCount = feedBase[^1] + feeds[^1].StopCount;
        var zero = new ServiceDay(date, feeds[0].TimeZone).Zero;
        var layout = new Layout(stopCount);
        for (var feed = 0; feed < feeds.Count; feed++)
        {
            AddFeed(layout, feeds[feed], feed, feedBase[feed], date, zero, options);
        }

        var (arrays, trips) = layout.Finish(FootpathTable.Build(feeds, feedBase, options, streets));
        return new NetworkDay(feeds, feedBase, date, options, arrays, trips);
    }

    private static void AddFeed(Layout layout, Timetable timetable, int feed, int stopBase, DateOnly date, DateTimeOffset zero, DayOptions options)
    {
        var runs = new List<DayTrip>[timetable.PatternCount];
        // The days before and after may be 23 or 25 hours away where the clocks change between the two noons.
        AddRuns(runs, timetable, new Dated(feed, date, 0, ShiftSeconds(0)), options, static (_, _) => true);
        AddRuns(runs, timetable, new Dated(feed, date, -1, ShiftSeconds(-1)), options, static (_, end) => end >= 0);
        AddRuns(runs, timetable, new Dated(feed, date, 1, ShiftSeconds(1)), options, static (start, _) => start < NetworkDay.NextDateSeconds);
        for (var pattern = 0; pattern < runs.Length; pattern++)
        {
            if (runs[pattern] is { } list)
            {
                AddPattern(layout, timetable, pattern, list, stopBase, options);
            }
        }

        int ShiftSeconds(int days) => (int)(new ServiceDay(date.AddDays(days), timetable.TimeZone).Zero - zero).TotalSeconds;
    }

    private static void AddRuns(List<DayTrip>?[] runs, Timetable timetable, Dated dated, DayOptions options, Func<int, int, bool> isOnDay)
    {
        var arrays = timetable.Arrays;
        var services = new bool[arrays.ServiceIds.Count];
        for (var service = 0; service < services.Length; service++)
        {
            services[service] = timetable.RunsOn(service, dated.Date.AddDays(dated.DayOffset));
        }

        var isFrequencyTrip = timetable.IsFrequencyTrip;
        for (var trip = 0; trip < timetable.TripCount; trip++)
        {
            if (!isFrequencyTrip[trip] && IsWanted(trip))
            {
                Add(trip, arrays.TripStart[trip] + dated.ShiftSeconds, 0);
            }
        }

        for (var row = 0; row < arrays.FrequencyTrip.Length; row++)
        {
            var trip = arrays.FrequencyTrip[row];
            for (var start = arrays.FrequencyStart[row]; IsWanted(trip) && start < arrays.FrequencyEnd[row]; start += arrays.FrequencyHeadway[row])
            {
                Add(trip, start + dated.ShiftSeconds, arrays.FrequencyIsExact[row] == 1 ? 0 : arrays.FrequencyHeadway[row]);
            }
        }

        bool IsWanted(int trip) =>
            services[arrays.TripService[trip]] && (!options.WheelchairOnly || arrays.TripWheelchair[trip] == (byte)Accessibility.Yes);

        void Add(int trip, int startSeconds, int headwaySeconds)
        {
            var pattern = arrays.TripPattern[trip];
            var stops = arrays.PatternBase[pattern + 1] - arrays.PatternBase[pattern];
            if (isOnDay(startSeconds, startSeconds + arrays.ProfileTimes[2 * (arrays.TripProfile[trip] + stops - 1)]))
            {
                (runs[pattern] ??= []).Add(new DayTrip(dated.Feed, trip, startSeconds, headwaySeconds, dated.DayOffset));
            }
        }
    }

    private static void AddPattern(Layout layout, Timetable timetable, int pattern, List<DayTrip> runs, int stopBase, DayOptions options)
    {
        var arrays = timetable.Arrays;
        var stops = timetable.StopsOf(new PatternIndex(pattern));
        var rules = arrays.PatternRules.AsSpan(arrays.PatternBase[pattern], stops.Length);
        var (alight, board) = (new int[stops.Length], new int[stops.Length]);
        for (var i = 0; i < stops.Length; i++)
        {
            var isUsable = !options.WheelchairOnly || arrays.StopWheelchair[stops[i]] == (byte)Accessibility.Yes;
            board[i] = isUsable && i < stops.Length - 1 && IsAllowed(rules[i] & 3, options) ? stops[i] + stopBase : layout.Nowhere;
            alight[i] = isUsable && i > 0 && IsAllowed(rules[i] >> 2, options) ? stops[i] + stopBase : layout.Nowhere;
        }

        runs.Sort((a, b) => (a.StartSeconds, a.Feed, a.Trip).CompareTo((b.StartSeconds, b.Feed, b.Trip)));
        FifoChains.TimesOf timesOf = run => arrays.ProfileTimes.AsSpan(2 * arrays.TripProfile[run.Trip], 2 * alight.Length);
        foreach (var chain in FifoChains.Split(runs, timesOf))
        {
            layout.Add(alight, board, chain, timetable);
        }
    }

    /// <summary>A date whose runs are added to a day: DayOffset days after it, and its service-day zero ShiftSeconds after the day's.</summary>
    private readonly record struct Dated(int Feed, DateOnly Date, int DayOffset, int ShiftSeconds);

    /// <summary>0 is "yes", 1 is "no"; 2 and 3 ask for a phone call or a word with the driver.</summary>
    private static bool IsAllowed(int type, DayOptions options) => type == 0 || (type != 1 && options.CallAhead);

    /// <summary>Collects chains and writes the flat arrays.</summary>
    private sealed class Layout(int stopCount)
    {
        public int Nowhere => stopCount;

        private readonly List<int> stopBase = [0];
        private readonly List<int> alightStops = [];
        private readonly List<int> boardStops = [];
        private readonly List<int> tripBase = [0];
        private readonly List<TripTime> trips = [];
        private readonly List<TripOrigin> origins = [];
        private readonly List<int> times = [];

        // Where each feed's running times were put; trips that share them in the feed share them here.
        private readonly Dictionary<(int Feed, int Profile), int> placeOfTimes = [];

        public void Add(int[] alight, int[] board, List<DayTrip> chain, Timetable timetable)
        {
            alightStops.AddRange(alight);
            boardStops.AddRange(board);
            stopBase.Add(alightStops.Count);
            foreach (var run in chain)
            {
                trips.Add(new TripTime(run.StartSeconds, PlaceTimes(timetable.Arrays, run, alight.Length)));
                origins.Add(new TripOrigin(run.Trip, run.HeadwaySeconds, (short)run.Feed, (short)run.DayOffset));
            }

            tripBase.Add(trips.Count);
        }

        public (DayArrays Arrays, TripOrigin[] Origins) Finish((int[] FootBase, Footpath[] Footpaths, int[] ChangeSeconds) walking)
        {
            int[] stops = [.. stopBase], boardable = [.. boardStops];
            var (placeBase, places) = DayArrays.IndexBoardingPlaces(stopCount, stops, boardable);
            var arrays = new DayArrays
            {
                IsBackward = false, StopBase = stops, AlightStops = [.. alightStops], BoardStops = boardable, TripBase = [.. tripBase], Trips = [.. trips], Times = [.. times],
                PlaceBase = placeBase, BoardingPlaces = places,
                FootBase = walking.FootBase, Footpaths = walking.Footpaths, ChangeSeconds = walking.ChangeSeconds,
            };
            return (arrays, [.. origins]);
        }

        private int PlaceTimes(TimetableArrays arrays, DayTrip run, int stops)
        {
            var profile = arrays.TripProfile[run.Trip];
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(placeOfTimes, (run.Feed, profile), out var isKnown);
            if (!isKnown)
            {
                place = times.Count;
                times.AddRange(arrays.ProfileTimes.AsSpan(2 * profile, 2 * stops));
            }

            return place;
        }
    }
}
