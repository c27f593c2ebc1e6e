using System.Runtime.CompilerServices;

namespace ResourceMatch.Transit;

/// <summary>One service date over one or several feeds, ready to be searched.</summary>
/// <remarks>
/// Holds the trips of the date, those of the day before that are still under way after its end (01:10 on Sunday is 25:10 of Saturday), and
/// those of the day after that start in its first four hours (<see cref="NextDateSeconds"/>), so that a window may pass midnight. Frequencies are expanded: departures at start, start + headway, … before end.
/// Seconds are after the service-day zero of the first feed's zone; a feed in another zone is shifted.
/// Stops are counted feed after feed and do not depend on the date, so that a place's access stops hold for every day over the same feeds.
/// Immutable and safe to share; making one takes from milliseconds to a second, so cache it by feeds, date and options.
/// </remarks>
public sealed class NetworkDay
{
    private readonly Lazy<DayArrays> backward;
    private readonly int[] feedBase;

    internal NetworkDay(IReadOnlyList<Timetable> feeds, int[] feedBase, DateOnly date, DayOptions options, DayArrays forward, TripOrigin[] trips)
    {
        Feeds = feeds;
        this.feedBase = feedBase;
        ServiceDay = new ServiceDay(date, feeds[0].TimeZone);
        Options = options;
        Forward = forward;
        Trips = trips;
        backward = new Lazy<DayArrays>(forward.Reverse);
    }

    /// <summary>Runs of the following date are in the day when they start before this second after service-day zero: 04:00 on ordinary days.</summary>
    public const int NextDateSeconds = 28 * 3600;

    /// <summary>The feeds, in the order in which their stops are counted.</summary>
    public IReadOnlyList<Timetable> Feeds { get; }

    /// <summary>Turns clock times into this day's seconds and back.</summary>
    public ServiceDay ServiceDay { get; }

    /// <summary>The service date.</summary>
    public DateOnly Date => ServiceDay.Date;

    /// <summary>How the day was made.</summary>
    public DayOptions Options { get; }

    /// <summary>Stops of all feeds.</summary>
    public int StopCount => Forward.StopCount;

    /// <summary>Patterns after splitting overtaking trips into chains.</summary>
    public int PatternCount => Forward.PatternCount;

    /// <summary>Vehicles' runs of this day, frequencies expanded.</summary>
    public int TripCount => Trips.Length;

    /// <summary>Walks between two stops.</summary>
    public int FootpathCount => Forward.Footpaths.Length;

    /// <summary>Bytes of what the searches read, both directions (the backward one is made if it was not yet): patterns, trips and where they come from, times, footpaths, change times. Not the feeds' own columns (names, shapes), nor a search's labels.</summary>
    public long ResidentBytes => DayArrays.CountBytes(Forward, Backward) + ((long)Trips.Length * Unsafe.SizeOf<TripOrigin>());

    /// <summary>Stop times of this day, one for each stop of each run.</summary>
    public long StopTimeCount
    {
        get
        {
            var count = 0L;
            for (var pattern = 0; pattern < PatternCount; pattern++)
            {
                count += (long)(Forward.TripBase[pattern + 1] - Forward.TripBase[pattern]) * (Forward.StopBase[pattern + 1] - Forward.StopBase[pattern]);
            }

            return count;
        }
    }

    internal DayArrays Forward { get; }

    internal DayArrays Backward => backward.Value;

    internal TripOrigin[] Trips { get; }

    /// <summary>Makes the day of a date, or says which dates the feeds cover.</summary>
    /// <param name="feeds">At least one, in the order in which stops are counted.</param>
    /// <param name="date">The service date.</param>
    /// <param name="options">How to make it.</param>
    /// <param name="streets">The same feeds' stops on streets; needed for <see cref="WalkingSource.Streets"/>, not looked at otherwise.</param>
    public static DayOutcome For(IReadOnlyList<Timetable> feeds, DateOnly date, DayOptions options, StopStreets? streets = null)
    {
        ArgumentNullException.ThrowIfNull(feeds);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (options.Walking == WalkingSource.Streets && streets is null)
        {
            throw new ArgumentException("Walking by streets needs streets.", nameof(streets));
        }

        var dates = feeds.Select((feed, place) => new FeedDates(place, feed.FeedName, feed.FirstServiceDate, feed.LastServiceDate)).ToList();
        var outside = dates.Where(feed => !feeds[feed.Feed].Covers(date)).ToList();
        return outside.Count == feeds.Count
            ? new DayOutcome.OutsideCalendars(dates)
            : new DayOutcome.Ready(NetworkDayBuilder.Build(feeds, date, options, streets), outside);
    }

    /// <summary>Which feed a stop belongs to, as a place in <see cref="Feeds"/>.</summary>
    public int FeedOf(StopIndex stop)
    {
        var feed = Feeds.Count - 1;
        while (stop.Value < feedBase[feed])
        {
            feed--;
        }

        return feed;
    }

    /// <summary>The day's number of a feed's stop.</summary>
    public StopIndex IndexOf(int feed, StopIndex stopInFeed) => new(feedBase[feed] + stopInFeed.Value);

    /// <summary>The stop's name, point and wheelchair word; its strings are made at each call.</summary>
    public TransitStop GetStop(StopIndex stop)
    {
        var feed = FeedOf(stop);
        return Feeds[feed].GetStop(new StopIndex(stop.Value - feedBase[feed]));
    }

    /// <returns>The first feed's stop with this stop_id, or null.</returns>
    public StopIndex? FindStop(string stopId)
    {
        for (var feed = 0; feed < Feeds.Count; feed++)
        {
            if (Feeds[feed].FindStop(stopId) is { } stop)
            {
                return IndexOf(feed, stop);
            }
        }

        return null;
    }

    /// <summary>Whether any vehicle of this day can be boarded there.</summary>
    public bool HasDepartures(StopIndex stop) => Forward.PlaceBase[stop.Value] < Forward.PlaceBase[stop.Value + 1];

    /// <summary>The way of a ride on the map, in degrees; see <see cref="Timetable.GetRidePath"/>.</summary>
    public IReadOnlyList<(double Latitude, double Longitude)> GetRidePath(Leg.Ride ride)
    {
        ArgumentNullException.ThrowIfNull(ride);
        return Feeds[ride.Feed].GetRidePath(ride.Trip, ride.BoardPosition, ride.AlightPosition);
    }

    /// <summary>The stop itself and the stops one may walk to from it: what a trip that starts at this stop can board at.</summary>
    public IReadOnlyList<StopWalk> ListWalksFrom(StopIndex stop)
    {
        var walks = new List<StopWalk> { new(stop, 0) };
        for (var i = Forward.FootBase[stop.Value]; i < Forward.FootBase[stop.Value + 1]; i++)
        {
            var path = Forward.Footpaths[i];
            walks.Add(new StopWalk(new StopIndex(path.ToStop), path.WalkSeconds, (int)Math.Round(path.WalkSeconds * Options.WalkMetersPerSecond)));
        }

        return walks;
    }
}

/// <summary>One vehicle's run while a day is made: a trip of a feed, moved to this day's seconds.</summary>
/// <param name="Feed">Place in the day's feeds.</param>
/// <param name="Trip">Place in that feed.</param>
/// <param name="StartSeconds">Departure from the first stop.</param>
/// <param name="HeadwaySeconds">Of the frequency the run was expanded from, when the feed does not promise the exact times; 0 otherwise.</param>
/// <param name="DayOffset">0 for the day's own date; -1 for the day before, 1 for the day after.</param>
internal readonly record struct DayTrip(int Feed, int Trip, int StartSeconds, int HeadwaySeconds, int DayOffset);

/// <summary>Where a day's trip comes from, as <see cref="DayTrip"/>; only journeys read it.</summary>
internal readonly record struct TripOrigin(int Trip, int HeadwaySeconds, short Feed, short DayOffset);
