using Microsoft.EntityFrameworkCore;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>Reads the whole directory as listings: one query for each table, put together in memory.</summary>
internal static class ListingLoading
{
    public static async Task<IReadOnlyList<Listing>> Load(DirectoryDatabase database, DateOnly today, CancellationToken cancellation)
    {
        await using var db = database.OpenDirectory();
        var graphs = await ServiceGraphs.LoadAllAsync(db, cancellation);
        var timeOf = await LoadTimes(database, cancellation);
        var doubts = await Doubts.LoadAsync(database.Public, cancellation);
        var assured = await Doubts.LoadAssuredAsync(database.Public, cancellation);
        return WithTownPoints([.. graphs.Services.SelectMany(service =>
        {
            // HSDS lets an area hang on the service at a place alone.
            service.ServiceAreas.AddRange(service.ServiceAtLocations.SelectMany(at => graphs.PlaceAreas[at.Id]).Where(area => area.ServiceId is null));
            return ListingReading.Read(service, TermsOf(service, graphs) with { Doubts = [.. doubts[service.Id.Value]], Assured = assured.TryGetValue(service.Id.Value, out var by) ? by : null }, today, timeOf);
        })]);
    }

    /// <summary>One service alone, as its editors look at it.</summary>
    internal static IEnumerable<Listing> ReadOne(ServiceGraphs graphs, Service service, DateOnly today, HolidayCalendar calendar) =>
        ListingReading.Read(service, TermsOf(service, graphs), today, _ => new PlaceTime(TimeZoneInfo.Utc, calendar)); // editors see local hours; no instant is made of them

    /// <summary>The time of each location and its holidays; a place without a point keeps that of the first feed.</summary>
    private static async Task<Func<Guid?, PlaceTime>> LoadTimes(DirectoryDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.Public.OpenConnectionAsync(cancellation);
        var zones = await PlaceZones.LoadAsync(connection, transaction: null, cancellation);
        var otherwise = await PlaceZones.FindOfFirstFeedAsync(connection, cancellation) ?? TimeZoneInfo.Utc;
        var times = zones.Values.Append(otherwise).Distinct().ToDictionary(zone => zone, zone => new PlaceTime(zone, database.Holidays.CalendarOf(zone)));
        return location => times[location is { } id ? zones.GetValueOrDefault(id, otherwise) : otherwise];
    }

    /// <summary>Gives a place without a point the middle of its town, as the listings of that town that have points show it.</summary>
    private static List<Listing> WithTownPoints(List<Listing> listings)
    {
        var towns = listings
            .Where(listing => listing.Candidate is { Point: not null, Town: not null })
            .GroupBy(listing => listing.Candidate.Town!, listing => listing.Candidate.Point!.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                town => town.Key,
                town => new GeoPoint(Median(town.Select(point => point.Longitude)), Median(town.Select(point => point.Latitude))),
                StringComparer.OrdinalIgnoreCase);
        return listings.ConvertAll(listing => listing.Candidate is { Point: null, Town: { } town } && towns.TryGetValue(town, out var about)
            ? listing with { Candidate = listing.Candidate with { TownPoint = about } }
            : listing);
    }

    // Not the mean: one wrong point would carry a whole town away.
    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static ServiceTerms TermsOf(Service service, ServiceGraphs graphs)
    {
        string[] Of(string taxonomy) =>
        [
            .. graphs.Attributes[service.Id.Value]
                .Select(attribute => attribute.TaxonomyTerm)
                .Where(term => term is { TaxonomyId: { } id } && graphs.Taxonomies[id].Name == taxonomy)
                .Select(term => term!.Code)
                .OfType<string>(),
        ];
        return new ServiceTerms(Of(ListingReading.EligibilityTaxonomy), Of(ListingReading.DeliveryTaxonomy));
    }
}
