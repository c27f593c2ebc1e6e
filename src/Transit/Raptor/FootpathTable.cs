namespace ResourceMatch.Transit;

/// <summary>Makes the footpaths and change times of a day from the options and the feeds' transfer rules.</summary>
internal static class FootpathTable
{
    public static (int[] FootBase, Footpath[] Footpaths, int[] ChangeSeconds) Build(IReadOnlyList<Timetable> feeds, int[] feedBase, DayOptions options, StopStreets? streets)
    {
        var ground = new Ground(
            [.. feeds.SelectMany(feed => feed.Arrays.StopLatitudes)], [.. feeds.SelectMany(feed => feed.Arrays.StopLongitudes)],
            options, options.Walking == WalkingSource.Streets ? streets!.FootpathsFor(options.Walker) : null);
        var change = new int[ground.Latitudes.Length];
        Array.Fill(change, options.ChangeSeconds);
        var rows = new List<(int From, Footpath Path)>();
        var ruled = AddRules(feeds, feedBase, ground, rows, change);
        if (options.Walking != WalkingSource.Feed && options.MaxWalkMeters > 0)
        {
            AddLines(ground, ruled, rows);
            AddStreets(ground, ruled, rows);
        }

        var (footBase, footpaths) = Pack(change.Length, rows);
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
        IReadOnlyList<Timetable> feeds, int[] feedBase, Ground ground, List<(int From, Footpath Path)> rows, int[] change)
    {
        var options = ground.Options;
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
                if (type != 3 && FootpathOf(type, minSeconds, to, ground.RuledMeters(from, to), options) is { } path)
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
            return Fitting(toStop, minSeconds, minSeconds);
        }

        // Without a point the feed's own time is all we know; without both there is no walk.
        if (double.IsNaN(walkedMeters))
        {
            return minSeconds >= 0 ? Fitting(toStop, minSeconds, minSeconds) : null;
        }

        // A family's limit holds for the feed's own transfers too.
        if (options.Walking != WalkingSource.Feed && walkedMeters > options.MaxWalkMeters)
        {
            return null;
        }

        var walk = options.WalkSeconds(walkedMeters);
        var board = minSeconds >= 0 ? Math.Max(walk, minSeconds) : type == 1 ? walk : walk + options.ChangeSeconds;
        return Fitting(toStop, walk, board);
    }

    private static Footpath? Fitting(int toStop, int walkSeconds, int boardSeconds) =>
        boardSeconds <= Footpath.LongestSeconds ? new Footpath(toStop, (ushort)walkSeconds, (ushort)boardSeconds) : null;

    private static void AddWalk(List<(int From, Footpath Path)> rows, int from, int to, int walkSeconds, DayOptions options)
    {
        if (Fitting(to, walkSeconds, walkSeconds + options.ChangeSeconds) is { } path)
        {
            rows.Add((from, path));
        }
    }

    /// <summary>Straight lines: between all stops, or where there are streets between those pairs of which one is not on them.</summary>
    private static void AddLines(Ground ground, HashSet<long> ruled, List<(int From, Footpath Path)> rows)
    {
        var options = ground.Options;
        var grid = new StopGrid(ground.Latitudes, ground.Longitudes);
        for (var from = 0; from < ground.Latitudes.Length; from++)
        {
            if (double.IsNaN(ground.Latitudes[from]))
            {
                continue;
            }

            foreach (var (to, meters) in grid.Within(ground.Latitudes[from], ground.Longitudes[from], ground.LimitMeters / options.DetourFactor))
            {
                if (to.Value != from && !ground.AreOnStreets(from, to.Value) && !ruled.Contains(Pair(from, to.Value)))
                {
                    AddWalk(rows, from, to.Value, options.WalkSeconds(options.WalkedMeters(meters)), options);
                }
            }
        }
    }

    private static void AddStreets(Ground ground, HashSet<long> ruled, List<(int From, Footpath Path)> rows)
    {
        if (ground.Streets is not { } streets)
        {
            return;
        }

        for (var from = 0; from < ground.Latitudes.Length; from++)
        {
            for (var at = streets.WalkBase[from]; at < streets.WalkBase[from + 1]; at++)
            {
                var to = streets.ToStops[at];
                if (to != from && streets.WalkMeters[at] <= ground.LimitMeters && !ruled.Contains(Pair(from, to)))
                {
                    AddWalk(rows, from, to, ground.Options.WalkSeconds(streets.WalkMeters[at]), ground.Options);
                }
            }
        }
    }

    private static long Pair(int from, int to) => ((long)from << 32) | (uint)to;

    /// <summary>Where the stops are and how one walks between them.</summary>
    private sealed record Ground(double[] Latitudes, double[] Longitudes, DayOptions Options, StopFootpaths? Streets)
    {
        /// <summary>The longest footpath, in walked meters.</summary>
        public int LimitMeters { get; } = Streets is null ? Options.MaxWalkMeters : Math.Min(Options.MaxWalkMeters, StopFootpaths.LimitMeters);

        public bool AreOnStreets(int from, int to) => Streets is not null && Streets.IsOnStreets[from] && Streets.IsOnStreets[to];

        /// <summary>Walked meters between two stops that the feed itself names: where streets know no short way, its word that there is one is taken, and the straight line counts.</summary>
        public double RuledMeters(int from, int to) =>
            (AreOnStreets(from, to) ? Streets!.FindMeters(from, to) : null)
            ?? Options.WalkedMeters(GreatCircle.DistanceMeters(Latitudes[from], Longitudes[from], Latitudes[to], Longitudes[to]));
    }
}
