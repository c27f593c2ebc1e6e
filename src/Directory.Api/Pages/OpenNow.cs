using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching;

namespace ResourceMatch.Api.Pages;

/// <summary>Public places near a point that are open at this minute, or that open next: what a family sees before it types anything.</summary>
internal static class OpenNow
{
    private const double NearMeters = 4_000;

    /// <param name="Listing">The place.</param>
    /// <param name="ClosesMinute">Minutes after today's midnight; above 1,440 = tomorrow. Null = not open now.</param>
    /// <param name="Opens">The next opening, where it is not open now.</param>
    internal sealed record Place(Listing Listing, double Meters, int? ClosesMinute, Opening? Opens);

    /// <returns>Nearest first: those open now; when none is, those that open next within two days, soonest first.</returns>
    public static IReadOnlyList<Place> List(IEnumerable<Listing> listings, GeoPoint near, DateOnly today, int minute)
    {
        List<Place> open = [], next = [];
        foreach (var listing in listings)
        {
            if (listing.Candidate is not { Point: { } point, Visibility: LocationVisibility.Public, Status: ServiceStatus.Active, Delivery: Delivery.AtPlace } candidate) continue;
            var meters = point.MetersTo(near);
            if (meters > NearMeters) continue;
            var openings = candidate.Hours.Between(today.AddDays(-1), today.AddDays(1)).Select(opening => (Opening: opening, Shift: (opening.Date.DayNumber - today.DayNumber) * 1440)).ToList();
            var now = openings.FindIndex(each => each.Opening.OpensMinute + each.Shift <= minute && minute < each.Opening.ClosesMinute + each.Shift);
            if (now >= 0) open.Add(new(listing, meters, openings[now].Opening.ClosesMinute + openings[now].Shift, null));
            else if (openings.FindIndex(each => each.Opening.OpensMinute + each.Shift > minute) is >= 0 and var later) next.Add(new(listing, meters, null, openings[later].Opening));
        }

        return open.Count > 0
            ? [.. open.OrderBy(place => place.Meters)]
            : [.. next.OrderBy(place => place.Opens!.Value.Date).ThenBy(place => place.Opens!.Value.OpensMinute).ThenBy(place => place.Meters)];
    }
}
