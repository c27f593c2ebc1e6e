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
        // The day before may be 23 or 25 hours away where the clocks change between the two noons.
        AddRuns(runs, timetable, feed, date, ShiftSeconds(date), int.MinValue, options);
        AddRuns(runs, timetable, feed, date.AddDays(-1), ShiftSeconds(date.AddDays(-1)), 0, options);
        for (var pattern = 0; pattern < runs.Length; pattern++)
        {
            if (runs[pattern] is { } list)
            {
                AddPattern(layout, timetable, pattern, list, stopBase, options);
            }
        }

        int ShiftSeconds(DateOnly day) => (int)(new ServiceDay(day, timetable.TimeZone).Zero - zero).TotalSeconds;
    }

    private static void AddRuns(List<DayTrip>?[] runs, Timetable timetable, int feed, DateOnly date, int shiftSeconds, int earliestEndSeconds, DayOptions options)
    {
        var arrays = timetable.Arrays;
        for (var trip = 0; trip < timetable.TripCount; trip++)
        {
            if (!timetable.IsFrequencyTrip[trip] && IsWanted(trip))
            {
                Add(trip, arrays.TripStart[trip] + shiftSeconds, 0);
            }
        }

        for (var row = 0; row < arrays.FrequencyTrip.Length; row++)
        {
            var trip = arrays.FrequencyTrip[row];
            if (!IsWanted(trip))
            {
                continue;
            }

            for (var start = arrays.FrequencyStart[row]; start < arrays.FrequencyEnd[row]; start += arrays.FrequencyHeadway[row])
            {
                Add(trip, start + shiftSeconds, arrays.FrequencyIsExact[row] == 1 ? 0 : arrays.FrequencyHeadway[row]);
            }
        }

        bool IsWanted(int trip) =>
            timetable.RunsOn(arrays.TripService[trip], date) && (!options.WheelchairOnly || arrays.TripWheelchair[trip] == (byte)Accessibility.Yes);

        void Add(int trip, int startSeconds, int headwaySeconds)
        {
            var pattern = arrays.TripPattern[trip];
            var stops = arrays.PatternBase[pattern + 1] - arrays.PatternBase[pattern];
            if (startSeconds + arrays.ProfileTimes[2 * (arrays.TripProfile[trip] + stops - 1)] >= earliestEndSeconds)
            {
                (runs[pattern] ??= []).Add(new DayTrip(feed, trip, startSeconds, headwaySeconds, date));
            }
        }
    }

    private static void AddPattern(Layout layout, Timetable timetable, int pattern, List<DayTrip> runs, int stopBase, DayOptions options)
    {
        var arrays = timetable.Arrays;
        var stops = timetable.StopsOf(new PatternIndex(pattern));
        var rules = arrays.PatternRules.AsSpan(arrays.PatternBase[pattern], stops.Length);
        var dayStops = new int[stops.Length];
        var mayBoard = new bool[stops.Length];
        var mayAlight = new bool[stops.Length];
        for (var i = 0; i < stops.Length; i++)
        {
            dayStops[i] = stops[i] + stopBase;
            var isUsable = !options.WheelchairOnly || arrays.StopWheelchair[stops[i]] == (byte)Accessibility.Yes;
            mayBoard[i] = isUsable && IsAllowed(rules[i] & 3, options);
            mayAlight[i] = isUsable && IsAllowed(rules[i] >> 2, options);
        }

        runs.Sort((a, b) => (a.StartSeconds, a.Feed, a.Trip).CompareTo((b.StartSeconds, b.Feed, b.Trip)));
        FifoChains.TimesOf timesOf = run => arrays.ProfileTimes.AsSpan(2 * arrays.TripProfile[run.Trip], 2 * dayStops.Length);
        foreach (var chain in FifoChains.Split(runs, timesOf))
        {
            layout.Add(dayStops, mayBoard, mayAlight, chain, timesOf);
        }
    }

    /// <summary>0 is "yes", 1 is "no"; 2 and 3 ask for a phone call or a word with the driver.</summary>
    private static bool IsAllowed(int type, DayOptions options) => type == 0 || (type != 1 && options.CallAhead);

    /// <summary>Collects chains and writes the flat arrays.</summary>
    private sealed class Layout(int stopCount)
    {
        private readonly List<int> stopBase = [0];
        private readonly List<int> patternStops = [];
        private readonly List<int> tripBase = [0];
        private readonly List<int> eventBase = [0];
        private readonly List<StopEvent> events = [];
        private readonly List<DayTrip> trips = [];

        public void Add(int[] stops, bool[] mayBoard, bool[] mayAlight, List<DayTrip> chain, FifoChains.TimesOf timesOf)
        {
            patternStops.AddRange(stops);
            stopBase.Add(patternStops.Count);
            trips.AddRange(chain);
            tripBase.Add(trips.Count);
            var at = events.Count;
            CollectionsMarshal.SetCount(events, checked(at + (chain.Count * stops.Length)));
            var into = CollectionsMarshal.AsSpan(events)[at..];
            foreach (var run in chain)
            {
                var times = timesOf(run);
                for (var i = 0; i < stops.Length; i++)
                {
                    into[i] = new StopEvent(
                        mayAlight[i] ? run.StartSeconds + times[2 * i] : DayArrays.Unreached,
                        mayBoard[i] ? run.StartSeconds + times[(2 * i) + 1] : DayArrays.Never);
                }

                into = into[stops.Length..];
            }

            eventBase.Add(events.Count);
        }

        public (DayArrays Arrays, DayTrip[] Trips) Finish((int[] FootBase, Footpath[] Footpaths, int[] ChangeSeconds) walking)
        {
            int[] stops = [.. stopBase], inOrder = [.. patternStops], tripStarts = [.. tripBase], eventStarts = [.. eventBase];
            StopEvent[] all = [.. events];
            var (placeBase, places) = DayArrays.IndexBoardingPlaces(stopCount, stops, inOrder, tripStarts, eventStarts, all);
            var arrays = new DayArrays
            {
                StopBase = stops, PatternStops = inOrder, TripBase = tripStarts, EventBase = eventStarts, Events = all,
                PlaceBase = placeBase, BoardingPlaces = places,
                FootBase = walking.FootBase, Footpaths = walking.Footpaths, ChangeSeconds = walking.ChangeSeconds,
            };
            return (arrays, [.. trips]);
        }
    }
}
