using System.Data;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Queries;

/// <summary>Services with everything that HSDS nests in them, and their needs, as the public sees them at one instant.</summary>
/// <remarks>
/// One plain query for each table, put together in memory: joining them in SQL repeats every parent and took 15 s where this takes under 2 (10,080 services, 174,000 rows).
/// All queries see the same state, whatever an import switches meanwhile. Lists are in the order of ids. Read-only after loading.
/// </remarks>
public sealed class ServiceGraphs
{
    private ServiceGraphs()
    {
    }

    /// <summary>In the order asked for, or by id; a service that is gone is missing.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>Attributes (with their term) of services, places, locations and organizations, by the id they hang on.</summary>
    public required ILookup<Guid, EntityAttribute> Attributes { get; init; }

    public required IReadOnlyDictionary<Id<Taxonomy>, Taxonomy> Taxonomies { get; init; }

    public required IReadOnlyDictionary<Id<Unit>, Unit> Units { get; init; }

    public required ILookup<Id<Phone>, Language> PhoneLanguages { get; init; }

    /// <summary>Areas that hang on a service at one place alone.</summary>
    public required ILookup<Id<ServiceAtLocation>, ServiceArea> PlaceAreas { get; init; }

    /// <summary>The whole directory.</summary>
    public static Task<ServiceGraphs> LoadAllAsync(DirectoryDb db, CancellationToken cancellation) => LoadAsync(db, new Loading(db, null, cancellation), null, cancellation);

    /// <summary>Some services.</summary>
    public static Task<ServiceGraphs> LoadAsync(DirectoryDb db, IReadOnlyList<Id<Service>> ids, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return LoadAsync(db, new Loading(db, [.. ids], cancellation), ids, cancellation);
    }

    /// <summary>Services with their organization and nothing else, in the order asked for.</summary>
    public static async Task<IReadOnlyList<Service>> LoadShortAsync(DirectoryDb db, IReadOnlyList<Id<Service>> ids, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(ids);
        var wanted = ids.ToArray();
        var services = await db.Services.Where(service => wanted.Contains(service.Id)).Include(service => service.Organization).ToDictionaryAsync(service => service.Id, cancellation);
        return [.. ids.Where(services.ContainsKey).Select(id => services[id])];
    }

    private static async Task<ServiceGraphs> LoadAsync(DirectoryDb db, Loading loading, IReadOnlyList<Id<Service>>? order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation) : null;
        return await loading.RunAsync(order);
    }

    /// <summary>One loading: the wanted ids (null = all) narrow each table's query.</summary>
    private sealed class Loading(DirectoryDb db, Id<Service>[]? wanted, CancellationToken cancellation)
    {
        public async Task<ServiceGraphs> RunAsync(IReadOnlyList<Id<Service>>? order)
        {
            var services = await MapAsync(db.Services, service => wanted!.Contains(service.Id), service => service.Id);
            var places = await MapAsync(db.ServicesAtLocations, place => wanted!.Contains(place.ServiceId), place => place.Id);
            Id<Organization>[] organizationIds = wanted is null ? [] : [.. services.Values.Select(service => service.OrganizationId).Distinct()];
            Id<Location>[] locationIds = wanted is null ? [] : [.. places.Values.Select(place => place.LocationId).Distinct()];
            Id<ServiceAtLocation>[] placeIds = wanted is null ? [] : [.. places.Keys];
            var organizations = await MapAsync(db.Organizations, organization => organizationIds.Contains(organization.Id), organization => organization.Id);
            var locations = await MapAsync(db.Locations, location => locationIds.Contains(location.Id), location => location.Id);
            foreach (var service in services.Values) service.Organization = organizations.GetValueOrDefault(service.OrganizationId);
            foreach (var place in places.Values)
            {
                (place.Service, place.Location) = (services.GetValueOrDefault(place.ServiceId), locations.GetValueOrDefault(place.LocationId));
                place.Service?.ServiceAtLocations.Add(place);
            }

            await HangOnServicesAsync(services);
            await HangOnLocationsAsync(locations, locationIds);
            await HangSchedulesAsync(services, places, locations, placeIds, locationIds);
            var phones = await HangPhonesAsync(services, places, locations, organizations, placeIds, locationIds, organizationIds);
            var phoneLanguages = await HangLanguagesAsync(services, locations, phones, locationIds);
            var areas = await ListAsync(db.ServiceAreas, area => wanted!.Contains(area.ServiceId!.Value) || placeIds.Contains(area.ServiceAtLocationId!.Value), area => area.Id);
            foreach (var area in areas.Where(area => area.ServiceId is not null)) services.GetValueOrDefault(area.ServiceId!.Value)?.ServiceAreas.Add(area);
            return new ServiceGraphs
            {
                Services = order is null ? [.. services.Values] : [.. order.Where(services.ContainsKey).Select(id => services[id])],
                Attributes = await LoadAttributesAsync([.. services.Keys.Select(id => id.Value), .. places.Keys.Select(id => id.Value), .. locations.Keys.Select(id => id.Value), .. organizations.Keys.Select(id => id.Value)]),
                Taxonomies = await db.Taxonomies.AsNoTracking().ToDictionaryAsync(taxonomy => taxonomy.Id, cancellation),
                Units = await db.Units.AsNoTracking().ToDictionaryAsync(unit => unit.Id, cancellation),
                PhoneLanguages = phoneLanguages,
                PlaceAreas = areas.Where(area => area is { ServiceId: null, ServiceAtLocationId: not null }).ToLookup(area => area.ServiceAtLocationId!.Value),
            };
        }

        private async Task HangOnServicesAsync(Dictionary<Id<Service>, Service> services)
        {
            foreach (var cost in await ListAsync(db.CostOptions, cost => wanted!.Contains(cost.ServiceId), cost => cost.Id)) services.GetValueOrDefault(cost.ServiceId)?.CostOptions.Add(cost);
            foreach (var paper in await ListAsync(db.RequiredDocuments, paper => wanted!.Contains(paper.ServiceId), paper => paper.Id)) services.GetValueOrDefault(paper.ServiceId)?.RequiredDocuments.Add(paper);
            foreach (var capacity in await ListAsync(db.ServiceCapacities, capacity => wanted!.Contains(capacity.ServiceId), capacity => capacity.Id)) services.GetValueOrDefault(capacity.ServiceId)?.Capacities.Add(capacity);
            foreach (var need in await ListAsync(db.ServiceNeeds, need => wanted!.Contains(need.ServiceId), need => need.Need)) services.GetValueOrDefault(need.ServiceId)?.Needs.Add(need.Need);
        }

        private async Task HangOnLocationsAsync(Dictionary<Id<Location>, Location> locations, Id<Location>[] locationIds)
        {
            foreach (var address in await ListAsync(db.Addresses, address => locationIds.Contains(address.LocationId), address => address.Id)) locations.GetValueOrDefault(address.LocationId)?.Addresses.Add(address);
            foreach (var help in await ListAsync(db.Accessibility, help => locationIds.Contains(help.LocationId), help => help.Id)) locations.GetValueOrDefault(help.LocationId)?.Accessibility.Add(help);
        }

        private async Task HangSchedulesAsync(
            Dictionary<Id<Service>, Service> services, Dictionary<Id<ServiceAtLocation>, ServiceAtLocation> places, Dictionary<Id<Location>, Location> locations,
            Id<ServiceAtLocation>[] placeIds, Id<Location>[] locationIds)
        {
            foreach (var schedule in await ListAsync(
                db.Schedules,
                schedule => wanted!.Contains(schedule.ServiceId!.Value) || placeIds.Contains(schedule.ServiceAtLocationId!.Value) || locationIds.Contains(schedule.LocationId!.Value), schedule => schedule.Id))
            {
                if (schedule.ServiceId is { } service) services.GetValueOrDefault(service)?.Schedules.Add(schedule);
                if (schedule.ServiceAtLocationId is { } place) places.GetValueOrDefault(place)?.Schedules.Add(schedule);
                if (schedule.LocationId is { } location) locations.GetValueOrDefault(location)?.Schedules.Add(schedule);
            }
        }

        private async Task<List<Phone>> HangPhonesAsync(
            Dictionary<Id<Service>, Service> services, Dictionary<Id<ServiceAtLocation>, ServiceAtLocation> places, Dictionary<Id<Location>, Location> locations,
            Dictionary<Id<Organization>, Organization> organizations, Id<ServiceAtLocation>[] placeIds, Id<Location>[] locationIds, Id<Organization>[] organizationIds)
        {
            var phones = await ListAsync(
                db.Phones,
                phone => wanted!.Contains(phone.ServiceId!.Value) || placeIds.Contains(phone.ServiceAtLocationId!.Value) || locationIds.Contains(phone.LocationId!.Value) || organizationIds.Contains(phone.OrganizationId!.Value),
                phone => phone.Id);
            foreach (var phone in phones)
            {
                if (phone.ServiceId is { } service) services.GetValueOrDefault(service)?.Phones.Add(phone);
                if (phone.ServiceAtLocationId is { } place) places.GetValueOrDefault(place)?.Phones.Add(phone);
                if (phone.LocationId is { } location) locations.GetValueOrDefault(location)?.Phones.Add(phone);
                if (phone.OrganizationId is { } organization) organizations.GetValueOrDefault(organization)?.Phones.Add(phone);
            }

            return phones;
        }

        private async Task<ILookup<Id<Phone>, Language>> HangLanguagesAsync(
            Dictionary<Id<Service>, Service> services, Dictionary<Id<Location>, Location> locations, List<Phone> phones, Id<Location>[] locationIds)
        {
            Id<Phone>[] phoneIds = wanted is null ? [] : [.. phones.Select(phone => phone.Id)];
            var languages = await ListAsync(
                db.Set<Language>(),
                language => wanted!.Contains(language.ServiceId!.Value) || locationIds.Contains(language.LocationId!.Value) || phoneIds.Contains(language.PhoneId!.Value), language => language.Id);
            foreach (var language in languages)
            {
                if (language.ServiceId is { } service) services.GetValueOrDefault(service)?.Languages.Add(language);
                if (language.LocationId is { } location) locations.GetValueOrDefault(location)?.Languages.Add(language);
            }

            return languages.Where(language => language.PhoneId is not null).ToLookup(language => language.PhoneId!.Value);
        }

        private async Task<ILookup<Guid, EntityAttribute>> LoadAttributesAsync(Guid[] links)
        {
            var terms = await db.TaxonomyTerms.AsNoTracking().ToDictionaryAsync(term => term.Id, cancellation);
            var attributes = await ListAsync(db.Attributes, attribute => links.Contains(attribute.LinkId), attribute => attribute.Id);
            foreach (var attribute in attributes.Where(attribute => attribute.TaxonomyTermId is not null)) attribute.TaxonomyTerm = terms.GetValueOrDefault(attribute.TaxonomyTermId!.Value);
            return attributes.ToLookup(attribute => attribute.LinkId);
        }

        private async Task<Dictionary<TId, T>> MapAsync<T, TId>(IQueryable<T> table, Expression<Func<T, bool>> isWanted, Expression<Func<T, TId>> id)
            where T : class
            where TId : notnull
        {
            var key = id.Compile();
            var rows = new Dictionary<TId, T>();
            foreach (var row in await ListAsync(table, isWanted, id)) rows.Add(key(row), row);
            return rows;
        }

        private Task<List<T>> ListAsync<T, TKey>(IQueryable<T> table, Expression<Func<T, bool>> isWanted, Expression<Func<T, TKey>> order)
            where T : class =>
            (wanted is null ? table : table.Where(isWanted)).AsNoTracking().OrderBy(order).ToListAsync(cancellation);
    }
}
