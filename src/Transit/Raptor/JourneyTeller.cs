namespace ResourceMatch.Transit;

/// <summary>Turns a chain of rides into legs with lines, stops and times.</summary>
internal static class JourneyTeller
{
    public static Journey Tell(NetworkDay day, RideChain chain, IReadOnlyList<StopWalk> access, IReadOnlyList<StopWalk> egress)
    {
        var legs = new List<Leg>();
        var rides = chain.Rides.Select(ride => TellRide(day, ride)).ToList();
        var (start, end) = (access[chain.Access], egress[chain.Egress]);
        var leave = rides[0].StartSeconds - start.WalkSeconds;
        AddWalk(legs, null, start.Stop, start.WalkMeters, leave, start.WalkSeconds);
        for (var i = 0; i < rides.Count; i++)
        {
            if (i > 0 && rides[i - 1].Alight != rides[i].Board)
            {
                var walkSeconds = WalkSeconds(day.Forward, rides[i - 1].Alight, rides[i].Board);
                var meters = (int)Math.Round(walkSeconds * day.Options.WalkMetersPerSecond);
                // Kept even when it takes no time: the reader must see that the stop is another one.
                legs.Add(new Leg.Walk(rides[i - 1].Alight, rides[i].Board, meters, rides[i - 1].EndSeconds, rides[i - 1].EndSeconds + walkSeconds));
            }

            legs.Add(rides[i]);
        }

        AddWalk(legs, end.Stop, null, end.WalkMeters, rides[^1].EndSeconds, end.WalkSeconds);
        return new Journey(leave, rides[^1].EndSeconds + end.WalkSeconds, legs);
    }

    private static void AddWalk(List<Leg> legs, StopIndex? from, StopIndex? to, int meters, int startSeconds, int walkSeconds)
    {
        if (walkSeconds > 0)
        {
            legs.Add(new Leg.Walk(from, to, meters, startSeconds, startSeconds + walkSeconds));
        }
    }

    private static int WalkSeconds(DayArrays day, StopIndex from, StopIndex to)
    {
        for (var i = day.FootBase[from.Value]; i < day.FootBase[from.Value + 1]; i++)
        {
            if (day.Footpaths[i].ToStop == to.Value)
            {
                return day.Footpaths[i].WalkSeconds;
            }
        }

        throw new InvalidOperationException($"There is no footpath from stop {from.Value} to stop {to.Value}.");
    }

    private static Leg.Ride TellRide(NetworkDay day, ChainedRide ride)
    {
        var arrays = day.Forward;
        var trip = arrays.TripBase[ride.Pattern] + ride.Trip;
        var source = day.Trips[trip];
        var feed = day.Feeds[source.Feed];
        var index = new TripIndex(source.Trip);
        var firstStop = arrays.StopBase[ride.Pattern];
        var rules = feed.RulesOf(index);
        return new Leg.Ride(
            source.Feed, index, feed.GetLine(feed.GetLineOf(index)), feed.GetHeadsign(index),
            new StopIndex(arrays.BoardStops[firstStop + ride.BoardPosition]), new StopIndex(arrays.AlightStops[firstStop + ride.AlightPosition]),
            ride.BoardPosition, ride.AlightPosition, source.HeadwaySeconds,
            arrays.EventAt(ride.Pattern, trip, ride.BoardPosition).DepartureSeconds, arrays.EventAt(ride.Pattern, trip, ride.AlightPosition).ArrivalSeconds, day.Date.AddDays(source.DayOffset))
        {
            MustPhone = (rules[ride.BoardPosition] & 3) >= 2 || (rules[ride.AlightPosition] >> 2) >= 2,
        };
    }
}
