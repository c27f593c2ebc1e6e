using Microsoft.EntityFrameworkCore;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Queries;

/// <summary>Some services with everything that HSDS nests in them, as the public sees them.</summary>
/// <remarks>One query for each table, whatever the number of services. Read-only.</remarks>
public sealed class ServiceGraphs
{
    private ServiceGraphs()
    {
    }

    /// <summary>In the order asked for; a service that is gone is missing.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>Attributes (with their term) of services, places, locations and organizations, by the id they hang on.</summary>
    public required ILookup<Guid, EntityAttribute> Attributes { get; init; }

    public required IReadOnlyDictionary<Id<Taxonomy>, Taxonomy> Taxonomies { get; init; }

    public required IReadOnlyDictionary<Id<Unit>, Unit> Units { get; init; }

    public required ILookup<Id<Phone>, Language> PhoneLanguages { get; init; }

    public required ILookup<Id<ServiceAtLocation>, ServiceArea> PlaceAreas { get; init; }

    public static async Task<ServiceGraphs> LoadAsync(DirectoryDb db, IReadOnlyList<Id<Service>> ids, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(ids);
        var wanted = ids.ToArray();
        var services = await db.Services.AsSplitQuery().Where(service => wanted.Contains(service.Id))
            .Include(service => service.Organization!).ThenInclude(organization => organization.Phones.OrderBy(phone => phone.Id))
            .Include(service => service.Schedules.OrderBy(schedule => schedule.Id))
            .Include(service => service.Phones.OrderBy(phone => phone.Id))
            .Include(service => service.Languages.OrderBy(language => language.Id))
            .Include(service => service.CostOptions.OrderBy(cost => cost.Id))
            .Include(service => service.RequiredDocuments.OrderBy(document => document.Id))
            .Include(service => service.ServiceAreas.OrderBy(area => area.Id))
            .Include(service => service.Capacities.OrderBy(capacity => capacity.Id))
            .Include(service => service.ServiceAtLocations.OrderBy(place => place.Id)).ThenInclude(place => place.Schedules.OrderBy(schedule => schedule.Id))
            .Include(service => service.ServiceAtLocations).ThenInclude(place => place.Phones.OrderBy(phone => phone.Id))
            .Include(service => service.ServiceAtLocations).ThenInclude(place => place.Location!.Addresses.OrderBy(address => address.Id))
            .Include(service => service.ServiceAtLocations).ThenInclude(place => place.Location!.Accessibility.OrderBy(accessibility => accessibility.Id))
            .Include(service => service.ServiceAtLocations).ThenInclude(place => place.Location!.Languages.OrderBy(language => language.Id))
            .Include(service => service.ServiceAtLocations).ThenInclude(place => place.Location!.Phones.OrderBy(phone => phone.Id))
            .Include(service => service.ServiceAtLocations).ThenInclude(place => place.Location!.Schedules.OrderBy(schedule => schedule.Id))
            .ToDictionaryAsync(service => service.Id, cancellation);
        var ordered = ids.Where(services.ContainsKey).Select(id => services[id]).ToList();
        var places = ordered.SelectMany(service => service.ServiceAtLocations).ToList();
        Guid[] links = [.. ordered.Select(service => service.Id.Value), .. places.Select(place => place.Id.Value),
            .. places.Select(place => place.LocationId.Value).Distinct(), .. ordered.Select(service => service.OrganizationId.Value).Distinct()];
        var placeIds = places.Select(place => place.Id).ToArray();
        var phones = ordered.SelectMany(PhonesOf).Select(phone => phone.Id).Distinct().ToArray();
        var attributes = await db.Attributes.Where(attribute => links.Contains(attribute.LinkId)).Include(attribute => attribute.TaxonomyTerm).OrderBy(attribute => attribute.Id).ToListAsync(cancellation);
        return new ServiceGraphs
        {
            Services = ordered,
            Attributes = attributes.ToLookup(attribute => attribute.LinkId),
            Taxonomies = await db.Taxonomies.ToDictionaryAsync(taxonomy => taxonomy.Id, cancellation),
            Units = await db.Units.ToDictionaryAsync(unit => unit.Id, cancellation),
            PhoneLanguages = (await db.Set<Language>().Where(language => language.PhoneId != null && phones.Contains(language.PhoneId.Value)).OrderBy(language => language.Id).ToListAsync(cancellation))
                .ToLookup(language => language.PhoneId!.Value),
            PlaceAreas = (await db.ServiceAreas.Where(area => area.ServiceAtLocationId != null && placeIds.Contains(area.ServiceAtLocationId.Value)).OrderBy(area => area.Id).ToListAsync(cancellation))
                .ToLookup(area => area.ServiceAtLocationId!.Value),
        };
    }

    private static IEnumerable<Phone> PhonesOf(Service service) =>
    [
        .. service.Phones, .. service.Organization?.Phones ?? [],
        .. service.ServiceAtLocations.SelectMany(place => place.Phones.Concat(place.Location?.Phones ?? [])),
    ];
}
