using System.Globalization;
using System.Text.Json.Nodes;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching;

namespace ResourceMatch.Api.Pages.Services;

/// <summary>One service in the words of schema.org, as JSON-LD for search engines and assistants: who, where, when, in which languages, at what cost.</summary>
/// <remarks>
/// A data block: the browser runs nothing of it, and the writer escapes every sign that could end it. Hours stand as the openings of the next <see cref="Days"/> dates, since
/// rules with their exceptions read differently everywhere. Of a service with a private place there is none at all.
/// </remarks>
internal static class StructuredFacts
{
    public const int Days = 14;

    /// <param name="places">Of one service, at least one.</param>
    /// <param name="about">In English, or null.</param>
    /// <param name="address">Of the service's page.</param>
    /// <param name="today">The first day of the hours.</param>
    /// <returns>JSON without any sign of HTML; null for a service of which a place is private.</returns>
    public static string? Write(IReadOnlyList<Listing> places, string? about, string address, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(places);
        if (places.Any(place => !place.IsPublic)) return null;
        var service = places[0].Candidate;
        var facts = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Service",
            ["@id"] = address,
            ["url"] = address,
            ["name"] = service.ServiceName,
            ["provider"] = new JsonObject { ["@type"] = "Organization", ["name"] = service.OrganizationName },
            ["availableChannel"] = new JsonArray([.. places.Select(place => ChannelOf(place, today))]),
        };
        if (!string.IsNullOrWhiteSpace(about)) facts["description"] = about;
        if (service.Cost is { } cost) facts["offers"] = new JsonObject { ["@type"] = "Offer", ["price"] = cost.ToString(CultureInfo.InvariantCulture), ["priceCurrency"] = "USD" };
        if (service.ServiceAreaName is { Length: > 0 } area) facts["areaServed"] = area;
        return facts.ToJsonString();
    }

    private static JsonObject ChannelOf(Listing listing, DateOnly today)
    {
        var channel = new JsonObject { ["@type"] = "ServiceChannel" };
        if (listing.Candidate.Languages.Count > 0) channel["availableLanguage"] = new JsonArray([.. listing.Candidate.Languages.Order(StringComparer.Ordinal).Select(code => JsonValue.Create(code))]);
        if (listing.Phone is { } phone) channel["servicePhone"] = new JsonObject { ["@type"] = "ContactPoint", ["telephone"] = phone };
        if (listing.Candidate.Delivery == Delivery.AtPlace) channel["serviceLocation"] = PlaceOf(listing, today);
        return channel;
    }

    private static JsonObject PlaceOf(Listing listing, DateOnly today)
    {
        var candidate = listing.Candidate;
        var place = new JsonObject { ["@type"] = "Place", ["name"] = candidate.LocationName ?? candidate.OrganizationName };
        if (listing.Address is { } address) place["address"] = address;
        if (candidate.Point is { } point) place["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = point.Latitude, ["longitude"] = point.Longitude };
        var openings = candidate.Hours.Between(today, today.AddDays(Days - 1));
        if (openings.Count > 0) place["openingHoursSpecification"] = new JsonArray([.. openings.Select(HoursOf)]);
        return place;
    }

    private static JsonObject HoursOf(Opening opening)
    {
        var date = opening.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["@type"] = "OpeningHoursSpecification",
            ["validFrom"] = date,
            ["validThrough"] = date,
            ["opens"] = Clock(opening.OpensMinute),
            // Closing before opening is past midnight, as schema.org has it.
            ["closes"] = opening.ClosesMinute - opening.OpensMinute >= 1440 ? "23:59" : Clock(opening.ClosesMinute),
        };
    }

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60 % 24:00}:{minute % 60:00}");
}
