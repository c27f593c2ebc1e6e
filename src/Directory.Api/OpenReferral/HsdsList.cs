using ResourceMatch.Importers.Hsds;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>One list of HSDS and what its items and its single resources hold.</summary>
/// <param name="Key">In <see cref="HsdsParameter.Lists"/>.</param>
/// <param name="Path">Below /hsds.</param>
/// <param name="One">What one item is, in a sentence.</param>
internal sealed record HsdsList(char Key, string Path, ListedResource Kind, string One, HsdsShape Item, HsdsShape Whole)
{
    public static IReadOnlyList<HsdsList> All { get; } =
    [
        new('s', "services", ListedResource.Service, "service", HsdsShape.ServiceItem, HsdsShape.Service),
        new('p', "service_at_locations", ListedResource.ServiceAtLocation, "service at a location", HsdsShape.ServiceAtLocationItem, HsdsShape.ServiceAtLocation),
        new('o', "organizations", ListedResource.Organization, "organization", HsdsShape.OrganizationItem, HsdsShape.Organization),
        new('t', "taxonomies", ListedResource.Taxonomy, "taxonomy", HsdsShape.Taxonomy, HsdsShape.Taxonomy),
        new('w', "taxonomy_terms", ListedResource.TaxonomyTerm, "taxonomy term", HsdsShape.TaxonomyTerm, HsdsShape.TaxonomyTerm),
    ];

    /// <summary>What an answer holds of each resource.</summary>
    public HsdsShape ShapeOf(bool isFull, bool hasServices) => hasServices && Key == 'o' ? HsdsShape.OrganizationWithServices : isFull ? Whole : Item;
}
