namespace ResourceMatch.Matching.Outings;

/// <summary>One concrete going and coming back. All seconds count from the service-day zero of <see cref="Date"/> (noon minus 12 h; the wall clock's time of day on every day without a clock change).</summary>
/// <remarks>
/// LeaveHome ≤ ArrivePlace ≤ VisitStart &lt; VisitEnd ≤ LeavePlace ≤ ArriveHome. VisitStart = the later of arriving and opening.
/// When <see cref="HoursKnown"/> is false the opening is unknown: "call first", and OpensSeconds and ClosesSeconds are null.
/// <see cref="There"/> and <see cref="Back"/> are drawn, leg by leg, when first looked at (so: by the thread that owns the household's travel); nothing else changes.
/// </remarks>
public sealed record Outing
{
    private Journey? there;
    private Journey? back;

    public required DateOnly Date { get; init; }
    public required TravelMode Mode { get; init; }
    public required int LeaveHomeSeconds { get; init; }
    public required int ArrivePlaceSeconds { get; init; }
    public required int VisitStartSeconds { get; init; }

    /// <summary>VisitStart plus the stay that the need asks for; the family may stay on until <see cref="LeavePlaceSeconds"/>.</summary>
    public required int VisitEndSeconds { get; init; }
    public required int LeavePlaceSeconds { get; init; }
    public required int ArriveHomeSeconds { get; init; }
    public required bool HoursKnown { get; init; }
    public int? OpensSeconds { get; init; }
    public int? ClosesSeconds { get; init; }
    /// <summary>Where they leave; <see cref="LeaveHomeSeconds"/> is when. Home unless the free time starts elsewhere or follows a fetch.</summary>
    public OutingEnd StartsAt { get; init; }

    /// <summary>Where they come to; <see cref="ArriveHomeSeconds"/> is when. The school when a child must be fetched there.</summary>
    public OutingEnd EndsAt { get; init; }
    public Journey There
    {
        get => there ??= Drawing!.There();
        init => there = value;
    }

    /// <inheritdoc cref="There"/>
    public Journey Back
    {
        get => back ??= Drawing!.Back();
        init => back = value;
    }

    /// <summary>How many later ways home the same day still work after this one: 0 = this is the last.</summary>
    public int LaterWaysHome { get; init; }

    /// <summary>True when they ride home, and so may miss the last one.</summary>
    internal bool RidesHome { get; init; }

    internal OutingDrawing? Drawing { get; init; }

    public int AwaySeconds => ArriveHomeSeconds - LeaveHomeSeconds;
}

/// <summary>Where an outing starts or ends.</summary>
public enum OutingEnd
{
    Home,
    School,
    Work,
}

/// <summary>What walked metres were measured along.</summary>
public enum Walking
{
    /// <summary>The straight line times the detour factor.</summary>
    Line,

    /// <summary>The streets, for this family's walker.</summary>
    Streets,
}

public enum TravelMode
{
    Walk,
    Transit,
    Car,
}

/// <summary>One way, door to door.</summary>
public sealed record Journey(int LeaveSeconds, int ArriveSeconds, IReadOnlyList<Leg> Legs)
{
    /// <summary>How its walks (or its drive) were measured; Line as soon as one of its ends lies off the streets.</summary>
    public Walking Walking { get; init; }

    /// <summary>True when a ride of it may be had only by phoning the line beforehand, or by asking the driver.</summary>
    public bool MustPhone => Legs.Any(leg => leg is Leg.Ride { MustPhone: true });

    public int Changes => Math.Max(0, Legs.Count(leg => leg is Leg.Ride) - 1);

    public int WalkSeconds => Legs.OfType<Leg.Walk>().Sum(leg => leg.Seconds);

    public int RideSeconds => Legs.OfType<Leg.Ride>().Sum(leg => leg.AlightSeconds - leg.BoardSeconds);

    /// <summary>Everything that is neither walking nor riding nor driving.</summary>
    public int WaitSeconds => ArriveSeconds - LeaveSeconds - WalkSeconds - RideSeconds - Legs.OfType<Leg.Drive>().Sum(leg => leg.Seconds);
}

/// <summary>One piece of a journey.</summary>
public abstract record Leg
{
    private Leg()
    {
    }

    /// <param name="FromStop">Null = home or the place, whichever the journey starts at.</param>
    /// <param name="ToStop">Null = the place or home, whichever the journey ends at.</param>
    public sealed record Walk(StopRef? FromStop, StopRef? ToStop, int StartSeconds, int Seconds, int Meters) : Leg;

    /// <param name="TripId">GTFS trip_id. For a trip of frequencies.txt the trip that is repeated.</param>
    /// <param name="ServiceDate">The service day the trip belongs to; the day before for a trip past midnight.</param>
    /// <param name="HeadwaySeconds">Set when the line runs by frequency without exact times: "a bus about every 15 minutes".</param>
    public sealed record Ride(
        string FeedKey, string TripId, string LineName, string? LineColor, string? Headsign, StopRef FromStop, StopRef ToStop,
        int BoardSeconds, int AlightSeconds, DateOnly ServiceDate, int? HeadwaySeconds) : Leg
    {
        /// <summary>True where one phones beforehand, or asks the driver, to board or to alight.</summary>
        public bool MustPhone { get; init; }
    }

    public sealed record Drive(int StartSeconds, int Seconds, int Meters) : Leg;
}

/// <summary>A stop of a feed: GTFS stop_id, its name, degrees (NaN when the feed gives none).</summary>
public readonly record struct StopRef(string FeedKey, string StopId, string Name, double Longitude, double Latitude);
