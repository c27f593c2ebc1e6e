using Microsoft.EntityFrameworkCore;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>Reads the whole directory as listings: one query for each table, put together in memory.</summary>
internal static class ListingLoading
{
    public static async Task<IReadOnlyList<Listing>> Load(DirectoryDatabase database, DateOnly today, CancellationToken cancellation)
    {
        await using var db = database.OpenDirectory();
        var services = await db.Services.AsSplitQuery()
            .Include(service => service.Organization!).ThenInclude(organization => organization.Phones)
            .Include(service => service.Schedules)
            .Include(service => service.Phones)
            .Include(service => service.Languages)
            .Include(service => service.CostOptions)
            .Include(service => service.RequiredDocuments)
            .Include(service => service.ServiceAreas)
            .Include(service => service.Capacities)
            .Include(service => service.ServiceAtLocations).ThenInclude(at => at.Schedules)
            .Include(service => service.ServiceAtLocations).ThenInclude(at => at.Phones)
            .Include(service => service.ServiceAtLocations).ThenInclude(at => at.Location!.Addresses)
            .Include(service => service.ServiceAtLocations).ThenInclude(at => at.Location!.Accessibility)
            .Include(service => service.ServiceAtLocations).ThenInclude(at => at.Location!.Languages)
            .Include(service => service.ServiceAtLocations).ThenInclude(at => at.Location!.Phones)
            .Include(service => service.ServiceAtLocations).ThenInclude(at => at.Location!.Schedules)
            .OrderBy(service => service.Id)
            .ToListAsync(cancellation);
        await AddAreasOfPlaces(db, services, cancellation);
        await AddNeeds(database, services, cancellation);
        var audiences = await ListTerms(db, ListingReading.EligibilityTaxonomy, cancellation);
        var deliveries = await ListTerms(db, ListingReading.DeliveryTaxonomy, cancellation);
        return [.. services.SelectMany(service => ListingReading.Read(service, new ServiceTerms([.. audiences[service.Id.Value]], [.. deliveries[service.Id.Value]]), today))];
    }

    /// <summary>HSDS lets an area hang on the service at a place alone.</summary>
    private static async Task AddAreasOfPlaces(DirectoryDb db, List<Service> services, CancellationToken cancellation)
    {
        var areas = await db.ServiceAreas.Where(area => area.ServiceId == null && area.ServiceAtLocationId != null).ToListAsync(cancellation);
        var owners = services.SelectMany(service => service.ServiceAtLocations, (service, at) => (service, at.Id)).ToDictionary(pair => pair.Id, pair => pair.service);
        foreach (var area in areas) owners[area.ServiceAtLocationId!.Value].ServiceAreas.Add(area);
    }

    private static async Task AddNeeds(DirectoryDatabase database, List<Service> services, CancellationToken cancellation)
    {
        var byId = services.ToDictionary(service => service.Id.Value);
        await using var command = database.Public.CreateCommand("select service_id, need from directory.service_need");
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            // An import may have switched between the two queries; the next version number brings the rest.
            if (byId.TryGetValue(rows.GetGuid(0), out var service)) service.Needs.Add(rows.GetString(1));
        }
    }

    private static async Task<ILookup<Guid, string>> ListTerms(DirectoryDb db, string ofTaxonomy, CancellationToken cancellation)
    {
        var rows = await (
            from attribute in db.Attributes
            join term in db.TaxonomyTerms on attribute.TaxonomyTermId equals term.Id
            join taxonomy in db.Taxonomies on term.TaxonomyId equals taxonomy.Id
            where attribute.LinkEntity == "service" && taxonomy.Name == ofTaxonomy && term.Code != null
            select new { attribute.LinkId, term.Code }).ToListAsync(cancellation);
        return rows.ToLookup(row => row.LinkId, row => row.Code!);
    }
}
