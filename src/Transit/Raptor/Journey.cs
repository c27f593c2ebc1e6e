namespace ResourceMatch.Transit;

/// <summary>A way from one place to another by at least one ride, leg by leg.</summary>
/// <param name="LeaveSeconds">When to leave: as late as the first vehicle allows.</param>
/// <param name="ArriveSeconds">When one is there, the last walk included.</param>
/// <param name="Legs">Walks and rides in order. A walk of no length is left out; waiting lies between the legs.</param>
/// <remarks>Seconds count after the service-day zero of the <see cref="NetworkDay"/> it was found on. Immutable; safe to share.</remarks>
public sealed record Journey(int LeaveSeconds, int ArriveSeconds, IReadOnlyList<Leg> Legs)
{
    /// <summary>From door to door.</summary>
    public int DurationSeconds => ArriveSeconds - LeaveSeconds;

    /// <summary>Time in vehicles.</summary>
    public int RideSeconds => Rides.Sum(ride => ride.DurationSeconds);

    /// <summary>Time on foot.</summary>
    public int WalkSeconds => Walks.Sum(walk => walk.DurationSeconds);

    /// <summary>Meters on foot, as far as they are known.</summary>
    public int WalkMeters => Walks.Sum(walk => walk.Meters);

    /// <summary>Time at stops; none before the first vehicle.</summary>
    public int WaitSeconds => DurationSeconds - RideSeconds - WalkSeconds;

    /// <summary>Changes of vehicle; 0 for a direct ride.</summary>
    public int Changes => Rides.Count() - 1;

    /// <summary>The rides in order.</summary>
    public IEnumerable<Leg.Ride> Rides => Legs.OfType<Leg.Ride>();

    /// <summary>The walks in order.</summary>
    public IEnumerable<Leg.Walk> Walks => Legs.OfType<Leg.Walk>();
}

/// <summary>A part of a journey.</summary>
/// <param name="StartSeconds">When it begins.</param>
/// <param name="EndSeconds">When it ends.</param>
public abstract record Leg(int StartSeconds, int EndSeconds)
{
    /// <summary>How long it takes.</summary>
    public int DurationSeconds => EndSeconds - StartSeconds;

    /// <summary>On foot.</summary>
    /// <param name="From">The stop it starts at; null at the start of the journey.</param>
    /// <param name="To">The stop it ends at; null at the journey's end.</param>
    /// <param name="Meters">Walked meters; 0 when unknown.</param>
    /// <param name="StartSeconds">As in <see cref="Leg"/>.</param>
    /// <param name="EndSeconds">As in <see cref="Leg"/>.</param>
    public sealed record Walk(StopIndex? From, StopIndex? To, int Meters, int StartSeconds, int EndSeconds) : Leg(StartSeconds, EndSeconds);

    /// <summary>In one vehicle.</summary>
    /// <param name="Feed">Place of its feed in the day's feeds.</param>
    /// <param name="Trip">Place of the trip in that feed.</param>
    /// <param name="Line">The line, for people.</param>
    /// <param name="Headsign">What the vehicle shows.</param>
    /// <param name="Board">Where one gets on, as the day counts stops.</param>
    /// <param name="Alight">Where one gets off.</param>
    /// <param name="BoardPosition">Position on the trip, for <see cref="Timetable.GetRidePath"/>.</param>
    /// <param name="AlightPosition">Position on the trip, after <paramref name="BoardPosition"/>.</param>
    /// <param name="HeadwaySeconds">Above 0 when the feed promises only "every so often": the vehicle may come up to this much later, and half of it on average.</param>
    /// <param name="StartSeconds">Departure.</param>
    /// <param name="EndSeconds">Arrival.</param>
    /// <param name="ServiceDate">The service date the run belongs to: the day before, for one that began then.</param>
    public sealed record Ride(
        int Feed, TripIndex Trip, TransitLine Line, string Headsign, StopIndex Board, StopIndex Alight,
        int BoardPosition, int AlightPosition, int HeadwaySeconds, int StartSeconds, int EndSeconds, DateOnly ServiceDate) : Leg(StartSeconds, EndSeconds)
    {
        /// <summary>Whether somebody must phone, or ask the driver, before this ride (pickup_type or drop_off_type 2 or 3); only on a day with <see cref="DayOptions.CallAhead"/>.</summary>
        public bool MustPhone { get; init; }

        /// <summary>The wait to expect when a vehicle comes "every so often"; the longest is <see cref="HeadwaySeconds"/>. 0 for a ride with its own time.</summary>
        public int HalfHeadwaySeconds => HeadwaySeconds / 2;

        /// <summary>Stops passed between boarding and alighting.</summary>
        public int StopsBetween => AlightPosition - BoardPosition - 1;
    }
}
