using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Imports;

/// <summary>Some rows of a source, on their way into <see cref="DirectoryImport"/>. Any list may be empty; rows that belong together may come in different batches.</summary>
/// <remarks>Mutable, for one thread.</remarks>
public sealed class ListingBatch
{
    public List<Organization> Organizations { get; } = [];
    public List<Taxonomy> Taxonomies { get; } = [];
    public List<TaxonomyTerm> TaxonomyTerms { get; } = [];
    public List<Unit> Units { get; } = [];
    public List<Domain.Resources.Location> Locations { get; } = [];
    public List<Service> Services { get; } = [];
    public List<ServiceAtLocation> ServicesAtLocations { get; } = [];
    public List<Address> Addresses { get; } = [];
    public List<Phone> Phones { get; } = [];
    public List<Schedule> Schedules { get; } = [];
    public List<Language> Languages { get; } = [];
    public List<Accessibility> Accessibility { get; } = [];
    public List<CostOption> CostOptions { get; } = [];
    public List<RequiredDocument> RequiredDocuments { get; } = [];
    public List<ServiceArea> ServiceAreas { get; } = [];
    public List<ServiceCapacity> Capacities { get; } = [];
    public List<EntityAttribute> Attributes { get; } = [];
    public List<Translation> Translations { get; } = [];
    public List<ServiceProgram> Programs { get; } = [];
    public List<Contact> Contacts { get; } = [];
    public List<Funding> Fundings { get; } = [];
    public List<Url> Urls { get; } = [];
    public List<OrganizationIdentifier> OrganizationIdentifiers { get; } = [];
    public List<MetaTableDescription> MetaTableDescriptions { get; } = [];

    /// <summary>What a source says of the history of its own rows; of other rows it is left out.</summary>
    public List<Metadata> Metadata { get; } = [];

    /// <summary>Needs that are not in Service.Needs already.</summary>
    public List<(Id<Service> Service, string Need)> Needs { get; } = [];

    /// <summary>How many rows it holds.</summary>
    public int Count =>
        Organizations.Count + Taxonomies.Count + TaxonomyTerms.Count + Units.Count + Locations.Count + Services.Count + ServicesAtLocations.Count +
        Addresses.Count + Phones.Count + Schedules.Count + Languages.Count + Accessibility.Count + CostOptions.Count + RequiredDocuments.Count +
        ServiceAreas.Count + Capacities.Count + Attributes.Count + Translations.Count + Needs.Count +
        Programs.Count + Contacts.Count + Fundings.Count + Urls.Count + OrganizationIdentifiers.Count + MetaTableDescriptions.Count + Metadata.Count;
}
