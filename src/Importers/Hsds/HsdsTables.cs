namespace ResourceMatch.Importers.Hsds;

/// <summary>The tables of HSDS that we read: their files, the columns without which a file is unusable, and where they hang in JSON.</summary>
internal static class HsdsTables
{
    /// <summary>Parents before children: the order in which the files of a package are read.</summary>
    public static readonly IReadOnlyList<HsdsTable> All =
    [
        new("organization", ["organizations.csv"], ["id", "name"]),
        new("taxonomy", ["taxonomies.csv"], ["id", "name"]),
        new("taxonomy_term", ["taxonomy_terms.csv"], ["id", "name"]),
        new("unit", ["units.csv"], ["id", "name"]),
        new("location", ["locations.csv"], ["id", "location_type"]),
        new("service", ["services.csv"], ["id", "organization_id", "name", "status"]),
        new("service_at_location", ["service_at_location.csv", "service_at_locations.csv", "services_at_location.csv"], ["id", "service_id", "location_id"]),
        new("address", ["addresses.csv"], ["id", "location_id", "address_1"]),
        new("phone", ["phones.csv"], ["id", "number"]),
        new("schedule", ["schedules.csv"], ["id"]),
        new("language", ["languages.csv"], ["id"]),
        new("accessibility", ["accessibility.csv"], ["id", "location_id"]),
        new("cost_option", ["cost_options.csv"], ["id", "service_id"]),
        new("required_document", ["required_documents.csv"], ["id", "service_id"]),
        new("service_area", ["service_areas.csv"], ["id"]),
        new("service_capacity", ["service_capacity.csv", "service_capacities.csv"], ["id", "service_id", "unit_id", "available", "updated"]),
        new("attribute", ["attributes.csv"], ["id", "link_id"]),
        new("translation", ["translations.csv"], ["entity", "entity_id", "field", "language", "text", "by"]),
    ];

    /// <summary>Fields of JSON that hold other resources: (table, field) to the table inside and the column that points back; null = we point at it.</summary>
    public static readonly IReadOnlyDictionary<(string Table, string Field), (string Table, string? Back)> Nested =
        new Dictionary<(string, string), (string, string?)>
        {
            [("service", "organization")] = ("organization", null),
            [("service", "phones")] = ("phone", "service_id"),
            [("service", "schedules")] = ("schedule", "service_id"),
            [("service", "service_areas")] = ("service_area", "service_id"),
            [("service", "service_at_locations")] = ("service_at_location", "service_id"),
            [("service", "languages")] = ("language", "service_id"),
            [("service", "cost_options")] = ("cost_option", "service_id"),
            [("service", "required_documents")] = ("required_document", "service_id"),
            [("service", "capacities")] = ("service_capacity", "service_id"),
            [("service", "attributes")] = ("attribute", "link_id"),
            [("service_at_location", "service")] = ("service", null),
            [("service_at_location", "location")] = ("location", null),
            [("service_at_location", "phones")] = ("phone", "service_at_location_id"),
            [("service_at_location", "schedules")] = ("schedule", "service_at_location_id"),
            [("service_at_location", "service_areas")] = ("service_area", "service_at_location_id"),
            [("service_at_location", "attributes")] = ("attribute", "link_id"),
            [("location", "languages")] = ("language", "location_id"),
            [("location", "addresses")] = ("address", "location_id"),
            [("location", "phones")] = ("phone", "location_id"),
            [("location", "accessibility")] = ("accessibility", "location_id"),
            [("location", "schedules")] = ("schedule", "location_id"),
            [("location", "attributes")] = ("attribute", "link_id"),
            [("organization", "phones")] = ("phone", "organization_id"),
            [("organization", "locations")] = ("location", "organization_id"),
            [("organization", "services")] = ("service", "organization_id"),
            [("organization", "attributes")] = ("attribute", "link_id"),
            [("phone", "languages")] = ("language", "phone_id"),
            [("attribute", "taxonomy_term")] = ("taxonomy_term", null),
            [("taxonomy_term", "taxonomy_detail")] = ("taxonomy", null),
            [("service_capacity", "unit")] = ("unit", null),
        };
}

/// <param name="Name">HSDS's singular name: service_at_location.</param>
/// <param name="Files">Names that its file has; the first is the standard's.</param>
/// <param name="RequiredColumns">Without one of these the package is refused.</param>
internal sealed record HsdsTable(string Name, IReadOnlyList<string> Files, IReadOnlyList<string> RequiredColumns);
