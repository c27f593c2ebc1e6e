namespace ResourceMatch.Importers.Hsds;

/// <summary>Where the resources of HSDS stand within each other in JSON, for reading and writing alike.</summary>
internal static class HsdsNesting
{
    private static readonly HsdsNest[] Written =
    [
        new("service", "organization", "organization", null, "organization_id"),
        new("service", "program", "program", null, "program_id"),
        new("service", "additional_urls", "url", "service_id"),
        new("service", "phones", "phone", "service_id"),
        new("service", "schedules", "schedule", "service_id"),
        new("service", "service_areas", "service_area", "service_id"),
        new("service", "service_at_locations", "service_at_location", "service_id"),
        new("service", "languages", "language", "service_id"),
        new("service", "funding", "funding", "service_id"),
        new("service", "cost_options", "cost_option", "service_id"),
        new("service", "required_documents", "required_document", "service_id"),
        new("service", "contacts", "contact", "service_id"),
        new("service", "capacities", "service_capacity", "service_id"),
        new("service_at_location", "service", "service", null, "service_id"),
        new("service_at_location", "location", "location", null, "location_id"),
        new("service_at_location", "service_areas", "service_area", "service_at_location_id"),
        new("service_at_location", "contacts", "contact", "service_at_location_id"),
        new("service_at_location", "phones", "phone", "service_at_location_id"),
        new("service_at_location", "schedules", "schedule", "service_at_location_id"),
        new("location", "languages", "language", "location_id"),
        new("location", "addresses", "address", "location_id"),
        new("location", "contacts", "contact", "location_id"),
        new("location", "accessibility", "accessibility", "location_id"),
        new("location", "phones", "phone", "location_id"),
        new("location", "schedules", "schedule", "location_id"),
        new("organization", "additional_websites", "url", "organization_id"),
        new("organization", "funding", "funding", "organization_id"),
        new("organization", "contacts", "contact", "organization_id"),
        new("organization", "phones", "phone", "organization_id"),
        new("organization", "programs", "program", "organization_id"),
        new("organization", "organization_identifiers", "organization_identifier", "organization_id"),
        new("organization", "locations", "location", "organization_id"),
        new("organization", "services", "service", "organization_id"),
        new("phone", "languages", "language", "phone_id"),
        new("contact", "phones", "phone", "contact_id"),
        new("taxonomy_term", "taxonomy_detail", "taxonomy", null, "taxonomy_id"),
        new("service_capacity", "unit", "unit", null, "unit_id"),
        new("attribute", "taxonomy_term", "taxonomy_term", null, "taxonomy_term_id"),
    ];

    /// <summary>Every place where a resource may stand, the later names first; names of HSDS 1 and 2 are read too.</summary>
    public static readonly IReadOnlyDictionary<(string Table, string Field), HsdsNest> Read = Build();

    /// <summary>What stands in a resource of a table when it is written, in the standard's order.</summary>
    public static readonly ILookup<string, HsdsNest> Of = Written.ToLookup(nest => nest.Table);

    private static Dictionary<(string, string), HsdsNest> Build()
    {
        List<HsdsNest> all = [.. Written];
        all.AddRange(HsdsTables.All.Where(table => table.HasAttributes).Select(table => new HsdsNest(table.Name, "attributes", "attribute", "link_id", null, "link_entity")));
        all.AddRange(HsdsTables.All.Where(table => table.HasMetadata).Select(table => new HsdsNest(table.Name, "metadata", "metadata", "resource_id", null, "resource_type")));
        all.AddRange(HsdsTables.All.Where(table => table.HasTranslations).Select(table => new HsdsNest(table.Name, "translations", "translation", "entity_id", null, "entity")));
        all.AddRange(OlderNames.Nests);
        return all.ToDictionary(nest => (nest.Table, nest.Field));
    }
}

/// <summary>One field of a resource that holds other resources.</summary>
/// <param name="Table">Of the resource.</param>
/// <param name="Field">In JSON.</param>
/// <param name="Inner">The table of what stands there; an older name where <see cref="OlderNames"/> must translate it.</param>
/// <param name="Back">The column inside that points at the resource; null = the resource points at it.</param>
/// <param name="Key">The column by which the resource points at it; null = it does not.</param>
/// <param name="BackTable">The column inside that names the table of the resource; null = none.</param>
internal sealed record HsdsNest(string Table, string Field, string Inner, string? Back, string? Key = null, string? BackTable = null)
{
    public bool IsList => Back is not null;
}
