using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Configurations;

/// <summary>Every typed id is a bare uuid in the database.</summary>
internal sealed class IdConversion<T>() : ValueConverter<Id<T>, Guid>(id => id.Value, value => new Id<T>(value));

internal static class IdConversion
{
    public static void AddAll(ModelConfigurationBuilder builder)
    {
        Add<Organization>(builder);
        Add<Service>(builder);
        Add<ServiceAtLocation>(builder);
        Add<Location>(builder);
        Add<Address>(builder);
        Add<Phone>(builder);
        Add<Schedule>(builder);
        Add<Language>(builder);
        Add<Accessibility>(builder);
        Add<CostOption>(builder);
        Add<RequiredDocument>(builder);
        Add<ServiceArea>(builder);
        Add<ServiceCapacity>(builder);
        Add<Unit>(builder);
        Add<Taxonomy>(builder);
        Add<TaxonomyTerm>(builder);
        Add<EntityAttribute>(builder);
        Add<Metadata>(builder);
        Add<ServiceProgram>(builder);
        Add<OrganizationIdentifier>(builder);
        Add<Funding>(builder);
        Add<Contact>(builder);
        Add<Url>(builder);
        Add<MetaTableDescription>(builder);
    }

    private static void Add<T>(ModelConfigurationBuilder builder) => builder.Properties<Id<T>>().HaveConversion<IdConversion<T>>();
}

internal sealed class ServiceStatusConversion() : ValueConverter<ServiceStatus, string>(
    value => HsdsWords.Of(value), text => HsdsWords.ParseServiceStatus(text));

internal sealed class LocationTypeConversion() : ValueConverter<LocationType, string>(
    value => HsdsWords.Of(value), text => HsdsWords.ParseLocationType(text));

internal sealed class LocationVisibilityConversion() : ValueConverter<LocationVisibility, string>(
    value => HsdsWords.Of(value), text => HsdsWords.ParseVisibility(text));
