namespace ResourceMatch.Transit;

/// <summary>Makes the footpaths and change times of a day from the options and the feeds' transfer rules.</summary>
internal static class FootpathTable
{
    public static (int[] FootBase, Footpath[] Footpaths, int[] ChangeSeconds) Build(IReadOnlyList<Timetable> feeds, int[] feedBase, DayOptions options)
    {
        var latitudes = feeds.SelectMany(feed => feed.Arrays.StopLatitudes).ToArray();
        var longitudes = feeds.SelectMany(feed => feed.Arrays.StopLongitudes).ToArray();
        var change = new int[latitudes.Length];
        Array.Fill(change, options.ChangeSeconds);
        var rows = new List<(int From, Footpath Path)>();
        var ruled = AddRules(feeds, feedBase, options, latitudes, longitudes, rows, change);
        if (options is { Walking: WalkingSource.Line, MaxWalkMeters: > 0 })
        {
            AddLines(options, latitudes, longitudes, ruled, rows);
        }

        var (footBase, footpaths) = Pack(latitudes.Length, rows);
        return (footBase, footpaths, change);
    }

    /// <summary>Groups footpaths by the stop they start from, shortest first.</summary>
    public static (int[] FootBase, Footpath[] Footpaths) Pack(int stopCount, List<(int From, Footpath Path)> rows)
    {
        rows.Sort((a, b) => (a.From, a.Path.WalkSeconds, a.Path.ToStop).CompareTo((b.From, b.Path.WalkSeconds, b.Path.ToStop)));
        var footBase = new int[stopCount + 1];
        foreach (var (from, _) in rows)
        {
            footBase[from + 1]++;
        }

        for (var stop = 0; stop < stopCount; stop++)
        {
            footBase[stop + 1] += footBase[stop];
        }

        return (footBase, [.. rows.Select(row => row.Path)]);
    }

    /// <summary>Adds what transfers.txt says; answers the pairs it speaks about, which the straight line must then leave alone.</summary>
    private static HashSet<long> AddRules(
        IReadOnlyList<Timetable> feeds, int[] feedBase, DayOptions options, double[] latitudes, double[] longitudes, List<(int From, Footpath Path)> rows, int[] change)
    {
        var ruled = new HashSet<long>();
        for (var feed = 0; feed < feeds.Count; feed++)
        {
            var arrays = feeds[feed].Arrays;
            for (var i = 0; i < arrays.TransferFrom.Length; i++)
            {
                var (from, to) = (arrays.TransferFrom[i] + feedBase[feed], arrays.TransferTo[i] + feedBase[feed]);
                var (type, minSeconds) = (arrays.TransferType[i], arrays.TransferSeconds[i]);
                if (from == to)
                {
                    change[from] = type == 3 ? DayArrays.Unreached : minSeconds >= 0 ? minSeconds : type == 1 ? 0 : options.ChangeSeconds;
                    continue;
                }

                ruled.Add(Pair(from, to));
                var meters = options.WalkedMeters(GreatCircle.DistanceMeters(latitudes[from], longitudes[from], latitudes[to], longitudes[to]));
                if (type != 3 && FootpathOf(type, minSeconds, to, meters, options) is { } path)
                {
                    rows.Add((from, path));
                }
            }
        }

        return ruled;
    }

    private static Footpath? FootpathOf(int type, int minSeconds, int toStop, double walkedMeters, DayOptions options)
    {
        if (options.Walking == WalkingSource.Feed && minSeconds >= 0)
        {
            // The times as given: walk and change in one.
            return new Footpath(toStop, minSeconds, minSeconds);
        }

        // Without a point the feed's own time is all we know; without both there is no walk.
        if (double.IsNaN(walkedMeters))
        {
            return minSeconds >= 0 ? new Footpath(toStop, minSeconds, minSeconds) : null;
        }

        // A family's limit holds for the feed's own transfers too.
        if (options.Walking == WalkingSource.Line && walkedMeters > options.MaxWalkMeters)
        {
            return null;
        }

        var walk = options.WalkSeconds(walkedMeters);
        var board = minSeconds >= 0 ? Math.Max(walk, minSeconds) : type == 1 ? walk : walk + options.ChangeSeconds;
        return new Footpath(toStop, walk, board);
    }

    private static void AddLines(DayOptions options, double[] latitudes, double[] longitudes, HashSet<long> ruled, List<(int From, Footpath Path)> rows)
    {
        var grid = new StopGrid(latitudes, longitudes);
        for (var from = 0; from < latitudes.Length; from++)
        {
            if (double.IsNaN(latitudes[from]))
            {
                continue;
            }

            foreach (var (to, meters) in grid.Within(latitudes[from], longitudes[from], options.MaxWalkMeters / options.DetourFactor))
            {
                if (to.Value != from && !ruled.Contains(Pair(from, to.Value)))
                {
                    var walk = options.WalkSeconds(options.WalkedMeters(meters));
                    rows.Add((from, new Footpath(to.Value, walk, walk + options.ChangeSeconds)));
                }
            }
        }
    }

    private static long Pair(int from, int to) => ((long)from << 32) | (uint)to;
}
