namespace ResourceMatch.Importers.Hsds;

/// <summary>The 24 entities of HSDS 3.1 and our translations, as tables: files, fields, and the columns without which a file is unusable.</summary>
/// <remarks>One list for reading and writing, JSON and CSV, and for the API's description. Immutable; safe to share.</remarks>
public static class HsdsTables
{
    /// <summary>Parents before children: the order in which the files of a package are read and written.</summary>
    /// <remarks>Fields are written name, sign, type: ! = HSDS requires it, ^ = only in CSV, : = may be missing.</remarks>
    public static IReadOnlyList<HsdsTable> All { get; } =
    [
        new("organization", ["organizations.csv"], ["id", "name"],
            "id!uuid name!text alternate_name:text description!text email:email website:uri tax_status:text tax_id:text year_incorporated:number legal_status:text logo:text uri:uri parent_organization_id:uuid"),
        new("taxonomy", ["taxonomies.csv"], ["id", "name"], "id!uuid name!text description!text uri:uri version:text"),
        new("taxonomy_term", ["taxonomy_terms.csv"], ["id", "name"],
            "id!uuid code:text name!text description!text parent_id:uuid taxonomy:text language:text taxonomy_id:uuid term_uri:uri"),
        new("unit", ["units.csv", "unit.csv"], ["id", "name"], "id!uuid name!text scheme:text identifier:text uri:uri"),
        new("program", ["programs.csv"], ["id", "organization_id", "name"], "id!uuid organization_id^uuid name!text alternate_name:text description!text"),
        new("location", ["locations.csv"], ["id", "location_type"],
            "id!uuid location_type!text location_visibility:text url:uri organization_id:uuid name:text alternate_name:text description:text transportation:text latitude:number longitude:number external_identifier:text external_identifier_type:text"),
        new("service", ["services.csv"], ["id", "organization_id", "name", "status"],
            "id!uuid organization_id^uuid program_id:uuid name!text alternate_name:text description:text url:uri email:email status!text interpretation_services:text application_process:text fees_description:text wait_time:text fees:text accreditations:text eligibility_description:text minimum_age:number maximum_age:number assured_date:date assurer_email:email licenses:text alert:text last_modified:date-time"),
        new("service_at_location", ["service_at_location.csv", "service_at_locations.csv", "services_at_location.csv"], ["id", "service_id", "location_id"],
            "id!uuid service_id^uuid location_id^uuid description:text"),
        new("address", ["addresses.csv"], ["id", "location_id", "address_1"],
            "id!uuid location_id:uuid attention:text address_1!text address_2:text city!text region:text state_province!text postal_code!text country!text address_type!text"),
        new("contact", ["contacts.csv"], ["id"],
            "id!uuid organization_id:uuid service_id:uuid service_at_location_id:uuid location_id:uuid name:text title:text department:text email:email"),
        new("phone", ["phones.csv"], ["id", "number"],
            "id!uuid location_id:uuid service_id:uuid organization_id:uuid contact_id:uuid service_at_location_id:uuid number!text extension:number type:text description:text"),
        new("schedule", ["schedules.csv"], ["id"],
            "id!uuid service_id:uuid location_id:uuid service_at_location_id:uuid valid_from:date valid_to:date dtstart:date timezone:number until:date count:number wkst:text freq:text interval:number byday:text byweekno:text bymonthday:text byyearday:text description:text opens_at:time closes_at:time schedule_link:uri attending_type:text notes:text"),
        new("language", ["languages.csv"], ["id"], "id!uuid service_id:uuid location_id:uuid phone_id:uuid name:text code:text note:text"),
        new("accessibility", ["accessibility.csv"], ["id", "location_id"], "id!uuid location_id:uuid description:text details:text url:uri"),
        new("cost_option", ["cost_options.csv"], ["id", "service_id"],
            "id!uuid service_id^uuid valid_from:date valid_to:date option:text currency:text amount:number amount_description:text"),
        new("required_document", ["required_documents.csv"], ["id", "service_id"], "id!uuid service_id:uuid document:text uri:uri"),
        new("service_area", ["service_areas.csv"], ["id"], "id!uuid service_id:uuid service_at_location_id:uuid name:text description:text extent:text extent_type:text uri:text"),
        new("service_capacity", ["service_capacity.csv", "service_capacities.csv"], ["id", "service_id", "unit_id", "available", "updated"],
            "id!uuid service_id^uuid unit_id^uuid available!number maximum:number description:text updated!date-time"),
        new("funding", ["funding.csv", "fundings.csv"], ["id"], "id!uuid organization_id:uuid service_id:uuid source:text"),
        new("url", ["url.csv", "urls.csv"], ["id", "url"], "id!uuid label:text url!uri organization_id:uuid service_id:uuid"),
        new("organization_identifier", ["organization_identifiers.csv"], ["id", "organization_id"],
            "id!uuid organization_id^uuid identifier_scheme:text identifier_type!text identifier!text"),
        new("attribute", ["attributes.csv"], ["id", "link_id"], "id!uuid link_id^uuid taxonomy_term_id^uuid link_type:text link_entity^text value:text label:text"),
        new("meta_table_description", ["meta_table_descriptions.csv", "meta_table_description.csv"], ["id"], "id!uuid name:text language:text character_set:text"),
        new("metadata", ["metadata.csv"], ["id", "resource_id"],
            "id!uuid resource_id^uuid resource_type^text last_action_date!text last_action_type!text field_name!text previous_value!text replacement_value!text updated_by!text"),
        // Ours: HSDS has no place for a text in another language.
        new("translation", ["translations.csv"], ["entity", "entity_id", "field", "language", "text", "by"], "entity^text entity_id^uuid field!text language!text text!text by!text"),
    ];

    private static readonly Dictionary<string, HsdsTable> ByName = All.ToDictionary(table => table.Name);

    /// <exception cref="KeyNotFoundException">There is no such table.</exception>
    public static HsdsTable Get(string name) => ByName[name];

    public static HsdsTable? Find(string? name) => name is not null && ByName.TryGetValue(name, out var table) ? table : null;
}

/// <summary>One entity of HSDS.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class HsdsTable
{
    internal HsdsTable(string name, IReadOnlyList<string> files, IReadOnlyList<string> requiredColumns, string fields)
    {
        Name = name;
        Files = files;
        RequiredColumns = requiredColumns;
        Fields = [.. fields.Split(' ').Select(HsdsField.Parse)];
    }

    /// <summary>HSDS's singular name: service_at_location.</summary>
    public string Name { get; }

    /// <summary>Names that its file has; the first is the standard's.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Without one of these an import refuses the package.</summary>
    public IReadOnlyList<string> RequiredColumns { get; }

    /// <summary>In the order of the standard.</summary>
    public IReadOnlyList<HsdsField> Fields { get; }

    /// <summary>True where HSDS lets attributes hang.</summary>
    public bool HasAttributes => Name is not ("taxonomy" or "taxonomy_term" or "attribute" or "metadata" or "translation");

    /// <summary>True where HSDS lets records of changes hang.</summary>
    public bool HasMetadata => Name is not ("metadata" or "translation");

    /// <summary>The fields of JSON that hold other resources: their name, the table inside, and whether there may be several.</summary>
    public IEnumerable<(string Field, string Table, bool IsList)> Nested()
    {
        foreach (var nest in HsdsNesting.Of[Name]) yield return (nest.Field, nest.Inner, nest.IsList);
        if (HasAttributes) yield return ("attributes", "attribute", true);
        if (HasTranslations) yield return ("translations", "translation", true);
        if (HasMetadata) yield return ("metadata", "metadata", true);
    }

    /// <summary>True where our translations hang.</summary>
    public bool HasTranslations => Name is "service" or "organization" or "location" or "program" or "service_at_location";
}

/// <param name="Name">HSDS's name.</param>
/// <param name="Type">text, number, uuid, uri, email, date, date-time or time.</param>
/// <param name="IsRequired">By JSON and CSV.</param>
/// <param name="IsRequiredInCsv">By CSV, where it says what the row hangs on.</param>
public sealed record HsdsField(string Name, string Type, bool IsRequired, bool IsRequiredInCsv)
{
    /// <summary>True where it names another row.</summary>
    public bool IsReference => Type == "uuid" && Name != "id";

    internal static HsdsField Parse(string text)
    {
        var sign = text.IndexOfAny(['!', '^', ':']);
        return new HsdsField(text[..sign], text[(sign + 1)..], text[sign] == '!', text[sign] is '!' or '^');
    }
}
