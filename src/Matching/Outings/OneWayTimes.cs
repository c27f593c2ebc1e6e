using ResourceMatch.Domain.Places;
using ResourceMatch.Transit;

namespace ResourceMatch.Matching.Outings;

/// <summary>How long a household needs from its home to places, one way, on one date: by foot and transit, or by car where it has one.</summary>
/// <remarks>Judges reach alone; whether they can come back while it is open is <see cref="OutingFinder"/>'s. For one thread.</remarks>
public sealed class OneWayTimes(HouseholdTravel travel, DateOnly date)
{
    private readonly ServiceDay day = new(date, travel.Network.TimeZone);

    /// <param name="leaveAt">Not before; the wait for the bus counts from here. Null with <paramref name="arriveBy"/> = whenever it takes least.</param>
    /// <param name="arriveBy">Not after; null = no matter.</param>
    /// <returns>Seconds door to door; null = no way within the household's limits.</returns>
    public int? SecondsTo(GeoPoint place, DateTimeOffset? leaveAt, DateTimeOffset? arriveBy)
    {
        var (from, until) = (leaveAt is { } leave ? day.SecondsOf(leave) : int.MinValue, arriveBy is { } by ? day.SecondsOf(by) : int.MaxValue);
        var best = travel.Household.HasCar ? travel.DriveSeconds(place, OutingEnd.Home, isBack: false) : travel.DirectSeconds(place, OutingEnd.Home, isBack: false, carries: false);
        if (leaveAt is not null && best is { } direct && (long)from + direct > until) best = null;
        if (travel.Household.HasCar) return best;
        var stops = travel.Network.StopsOf(place, travel.OptionsFor(travel.Household.Limits.WalkMeters));
        foreach (var way in WayList.There(travel.ProfileOf(date, OutingEnd.Home, isBack: false, carries: false), stops))
        {
            if (way.LeaveSeconds < from || way.ArriveSeconds > until) continue;
            var seconds = leaveAt is null ? way.Seconds : way.ArriveSeconds - from;
            if (best is not { } known || seconds < known) best = seconds;
        }

        return best;
    }
}
