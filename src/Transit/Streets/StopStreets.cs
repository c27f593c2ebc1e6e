namespace ResourceMatch.Transit;

/// <summary>The stops of some feeds on a street network, and the walks between them for each kind of walker.</summary>
/// <remarks>Stops are counted feed after feed, as a <see cref="NetworkDay"/> over the same feeds does. Immutable; safe to share.</remarks>
public sealed class StopStreets
{
    private static readonly Walker[] Walkers = [Walker.OnFoot, Walker.Pram, Walker.Wheelchair];

    private readonly StopGrid grid;
    private readonly Lazy<StopFootpaths>[] footpaths;

    /// <param name="network">The streets.</param>
    /// <param name="feeds">The feeds whose stops these are.</param>
    /// <param name="points">For each <see cref="Walker"/>, in its order, and each stop its place on the streets; null = not near one.</param>
    /// <param name="footpaths">One for each <see cref="Walker"/>, in its order; each found when it is first asked for.</param>
    internal StopStreets(StreetNetwork network, IReadOnlyList<Timetable> feeds, StreetPoint?[][] points, Lazy<StopFootpaths>[] footpaths)
    {
        Network = network;
        Points = points;
        this.footpaths = footpaths;
        StopBase = new int[feeds.Count + 1];
        for (var feed = 0; feed < feeds.Count; feed++)
        {
            StopBase[feed + 1] = StopBase[feed] + feeds[feed].StopCount;
        }

        grid = new StopGrid(feeds);
    }

    /// <summary>The streets on which the stops lie.</summary>
    public StreetNetwork Network { get; }

    /// <summary>Stops of all feeds.</summary>
    public int StopCount => StopBase[^1];

    internal StreetPoint?[][] Points { get; }

    /// <summary>The number of each feed's first stop, and of all stops at the end.</summary>
    internal int[] StopBase { get; }

    /// <summary>Snaps every stop; the walks of at most 1,000 m between them are found for each kind of walker when they are first needed. Seconds for a large city, so it is done at import and kept.</summary>
    public static StopStreets Make(IReadOnlyList<Timetable> feeds, StreetNetwork network)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        ArgumentNullException.ThrowIfNull(network);
        var latitudes = feeds.SelectMany(feed => feed.Arrays.StopLatitudes).ToArray();
        var longitudes = feeds.SelectMany(feed => feed.Arrays.StopLongitudes).ToArray();
        var points = Array.ConvertAll(Walkers, walker => latitudes.Select((latitude, stop) => network.Snap(latitude, longitudes[stop], walker)).ToArray());
        var grid = new StopGrid(latitudes, longitudes);
        return new StopStreets(network, feeds, points, Array.ConvertAll(Walkers, walker => new Lazy<StopFootpaths>(() => Walks(network, walker, points[(int)walker], Near))));

        IReadOnlyList<(StopIndex Stop, double Meters)> Near(int stop) => grid.Within(latitudes[stop], longitudes[stop], StraightMeters(StopFootpaths.LimitMeters));
    }

    /// <summary>How many stops lie near enough to a street that this walker may use.</summary>
    public int CountOnStreets(Walker walker) => Points[(int)walker].Count(point => point is not null);

    /// <summary>Walks between two stops, each counted once for each direction.</summary>
    public int CountFootpaths(Walker walker) => FootpathsFor(walker).ToStops.Length;

    /// <summary>The same for some of the feeds, in a given order.</summary>
    /// <param name="feeds">The feeds to keep, those of this object or ones read from the same snapshots.</param>
    /// <param name="places">For each of them its place among the feeds of this object.</param>
    public StopStreets For(IReadOnlyList<Timetable> feeds, IReadOnlyList<int> places)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        ArgumentNullException.ThrowIfNull(places);
        if (places.Count == StopBase.Length - 1 && places.Order().SequenceEqual(places) && places.Distinct().Count() == places.Count)
        {
            return this;
        }

        var kept = new List<int>();
        foreach (var place in places)
        {
            kept.AddRange(Enumerable.Range(StopBase[place], StopBase[place + 1] - StopBase[place]));
        }

        var numberOf = new int[StopCount];
        Array.Fill(numberOf, -1);
        for (var stop = 0; stop < kept.Count; stop++)
        {
            numberOf[kept[stop]] = stop;
        }

        return new StopStreets(
            Network, feeds, Array.ConvertAll(Points, all => kept.Select(stop => all[stop]).ToArray()), Array.ConvertAll(footpaths, walks => new Lazy<StopFootpaths>(() => walks.Value.For(kept, numberOf))));
    }

    /// <summary>The walks between a point and the stops around it, nearest first, by the walker, pace and detour factor of the options.</summary>
    /// <param name="latitude">In degrees.</param>
    /// <param name="longitude">In degrees.</param>
    /// <param name="options">Whose walker and pace count; its own walking limit does not.</param>
    /// <param name="maxWalkMeters">In walked meters.</param>
    /// <returns>Walks along streets; by the straight line times the detour factor where the point or the stop is not near a street.</returns>
    public IReadOnlyList<StopWalk> WalksFrom(double latitude, double longitude, DayOptions options, double maxWalkMeters)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Network.Snap(latitude, longitude, options.Walker) is not { } from)
        {
            return grid.WalksFrom(latitude, longitude, options, maxWalkMeters);
        }

        var reach = Network.Searches.Walk(from, options.Walker, (int)Math.Clamp(Math.Floor(maxWalkMeters), 0, StreetSearch.MostMeters));
        var points = Points[(int)options.Walker];
        var walks = new List<StopWalk>();
        foreach (var (stop, straight) in grid.Within(latitude, longitude, StraightMeters(maxWalkMeters)))
        {
            if (points[stop.Value] is { } to)
            {
                if (reach.MetersTo(to) is { } meters)
                {
                    walks.Add(new StopWalk(stop, options.WalkSeconds(meters), meters));
                }
            }
            else if (options.WalkedMeters(straight) is var walked && walked <= maxWalkMeters)
            {
                walks.Add(new StopWalk(stop, options.WalkSeconds(walked), (int)Math.Ceiling(walked)));
            }
        }

        walks.Sort((a, b) => (a.WalkSeconds, a.Stop.Value).CompareTo((b.WalkSeconds, b.Stop.Value)));
        return walks;
    }

    /// <summary>The walks between stops.</summary>
    internal StopFootpaths FootpathsFor(Walker walker) => footpaths[(int)walker].Value;

    // A walk is no shorter than the straight line but for the rounding of its pieces to centimeters.
    private static double StraightMeters(double walkedMeters) => (walkedMeters * 1.01) + 5;

    private static StopFootpaths Walks(StreetNetwork network, Walker walker, StreetPoint?[] points, Func<int, IReadOnlyList<(StopIndex Stop, double Meters)>> near)
    {
        var walkBase = new int[points.Length + 1];
        var (toStops, walkMeters) = (new List<int>(), new List<int>());
        var search = new StreetSearch(network);
        for (var stop = 0; stop < points.Length; stop++)
        {
            if (points[stop] is { } from)
            {
                var reach = search.Walk(from, walker, StopFootpaths.LimitMeters);
                foreach (var (to, _) in near(stop))
                {
                    if (to.Value != stop && points[to.Value] is { } point && reach.MetersTo(point) is { } meters)
                    {
                        toStops.Add(to.Value);
                        walkMeters.Add(meters);
                    }
                }
            }

            walkBase[stop + 1] = toStops.Count;
        }

        return new StopFootpaths { WalkBase = walkBase, ToStops = [.. toStops], WalkMeters = [.. walkMeters], IsOnStreets = Array.ConvertAll(points, point => point is not null) };
    }
}
