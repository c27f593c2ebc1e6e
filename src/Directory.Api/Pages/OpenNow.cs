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

    /// <summary>Whether a place is open at this minute, or opens within the days to come.</summary>
    /// <returns>Null when neither is known.</returns>
    public static Place? Find(Listing listing, double meters, DateOnly today, int minute, int days = 1)
    {
        ArgumentNullException.ThrowIfNull(listing);
        Opening? next = null;
        foreach (var opening in listing.Candidate.Hours.Between(today.AddDays(-1), today.AddDays(days)))
        {
            var shift = (opening.Date.DayNumber - today.DayNumber) * 1440;
            if (opening.OpensMinute + shift <= minute && minute < opening.ClosesMinute + shift) return new(listing, meters, opening.ClosesMinute + shift, null);
            if (opening.OpensMinute + shift > minute) next ??= opening;
        }

        return next is null ? null : new(listing, meters, null, next);
    }

    /// <returns>Nearest first: those open now; when none is, those that open next within two days, soonest first.</returns>
    public static IReadOnlyList<Place> List(IEnumerable<Listing> listings, GeoPoint near, DateOnly today, int minute)
    {
        List<Place> open = [], next = [];
        foreach (var listing in listings)
        {
            if (listing.Candidate is not { Point: { } point, Visibility: LocationVisibility.Public, Status: ServiceStatus.Active, Delivery: Delivery.AtPlace } candidate) continue;
            var meters = point.MetersTo(near);
            if (meters > NearMeters) continue;
            if (Find(listing, meters, today, minute) is not { } place) continue;
            (place.ClosesMinute is not null ? open : next).Add(place);
        }

        return open.Count > 0
            ? [.. open.OrderBy(place => place.Meters)]
            : [.. next.OrderBy(place => place.Opens!.Value.Date).ThenBy(place => place.Opens!.Value.OpensMinute).ThenBy(place => place.Meters)];
    }
}
