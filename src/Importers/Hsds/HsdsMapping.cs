using NetTopologySuite.Geometries;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Areas;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Hsds;

/// <summary>HSDS 3.1 to our entities, field by field. The way back is HsdsWriting.cs; a test holds that out and in again is the same.</summary>
internal static partial class HsdsMapping
{
    /// <summary>Adds the row to the batch unless it must be left out.</summary>
    /// <returns>False when it was left out; a notice says why.</returns>
    public static bool Add(string table, HsdsRow row, ListingBatch batch)
    {
        switch (table)
        {
            case "organization": return Keep(row, batch.Organizations, Organization(row));
            case "taxonomy": return Keep(row, batch.Taxonomies, Taxonomy(row));
            case "taxonomy_term": return Keep(row, batch.TaxonomyTerms, TaxonomyTerm(row));
            case "unit": return Keep(row, batch.Units, Unit(row));
            case "location": return Keep(row, batch.Locations, Location(row));
            case "service": return Keep(row, batch.Services, Service(row));
            case "service_at_location": return Keep(row, batch.ServicesAtLocations, ServiceAtLocation(row));
            case "address": return Keep(row, batch.Addresses, Address(row));
            case "phone": return Keep(row, batch.Phones, Phone(row));
            case "schedule": return Keep(row, batch.Schedules, HsdsSchedules.Read(row));
            case "language": return Keep(row, batch.Languages, Language(row));
            case "accessibility": return Keep(row, batch.Accessibility, Accessibility(row));
            case "cost_option": return Keep(row, batch.CostOptions, CostOption(row));
            case "required_document": return Keep(row, batch.RequiredDocuments, RequiredDocument(row));
            case "service_area": return Keep(row, batch.ServiceAreas, ServiceArea(row));
            case "service_capacity": return Keep(row, batch.Capacities, Capacity(row));
            case "attribute": return Keep(row, batch.Attributes, Attribute(row));
            case "translation": return Keep(row, batch.Translations, Translation(row));
            case "program": return Keep(row, batch.Programs, Program(row));
            case "contact": return Keep(row, batch.Contacts, Contact(row));
            case "funding": return Keep(row, batch.Fundings, Funding(row));
            case "url": return Keep(row, batch.Urls, Url(row));
            case "organization_identifier": return Keep(row, batch.OrganizationIdentifiers, OrganizationIdentifier(row));
            case "meta_table_description": return Keep(row, batch.MetaTableDescriptions, MetaTableDescription(row));
            case "metadata": return Keep(row, batch.Metadata, Metadata(row));
            default: throw new ArgumentException($"HSDS has no table {table} that we read.", nameof(table));
        }
    }

    /// <summary>Says that a row hangs on nothing, and leaves it out.</summary>
    public static void NeedOwner(HsdsRow row, params string[] owners)
    {
        if (owners.All(owner => row.Text(owner) is null))
        {
            row.Drop(owners[0], "missing_reference", $"It belongs to nothing: one of {string.Join(", ", owners)} must be given.");
        }
    }

    private static bool Keep<T>(HsdsRow row, List<T> list, T entity)
    {
        if (row.IsUsable) list.Add(entity);
        return row.IsUsable;
    }

    private static Organization Organization(HsdsRow row) => new()
    {
        Id = row.Id<Organization>("organization"),
        Name = row.Name(),
        AlternateName = row.Text("alternate_name"),
        Description = row.Text("description"),
        Email = row.Email("email"),
        Website = row.Url("website"),
        TaxStatus = row.Text("tax_status"),
        TaxId = row.Text("tax_id"),
        YearIncorporated = row.Whole("year_incorporated", 1, 9999),
        LegalStatus = row.Text("legal_status"),
        Logo = row.Text("logo"),
        Uri = row.Url("uri"),
        ParentOrganizationId = row.Reference<Organization>("parent_organization_id", "organization"),
    };

    private static Service Service(HsdsRow row) => new()
    {
        Id = row.Id<Service>("service"),
        OrganizationId = row.RequiredReference<Organization>("organization_id", "organization"),
        ProgramId = row.Reference<ServiceProgram>("program_id", "program"),
        Name = row.Name(),
        AlternateName = row.Text("alternate_name"),
        Description = row.Text("description"),
        Url = row.Url("url"),
        Email = row.Email("email"),
        Status = row.RequiredWord("status", HsdsWords.FindServiceStatus, "active, inactive, defunct, temporarily closed"),
        InterpretationServices = row.Text("interpretation_services"),
        ApplicationProcess = row.Text("application_process"),
        FeesDescription = row.Text("fees_description"),
        WaitTime = row.Text("wait_time"),
        Fees = row.Text("fees"),
        Accreditations = row.Text("accreditations"),
        Licenses = row.Text("licenses"),
        EligibilityDescription = row.Text("eligibility_description"),
        MinimumAge = row.Whole("minimum_age", 0, 150),
        MaximumAge = row.Whole("maximum_age", 0, 150),
        AssuredDate = row.Date("assured_date"),
        AssurerEmail = row.Email("assurer_email"),
        Alert = row.Text("alert"),
        LastModified = row.Instant("last_modified"),
    };

    private static Domain.Resources.Location Location(HsdsRow row)
    {
        var (longitude, latitude) = (row.Degrees("longitude"), row.Degrees("latitude"));
        var point = GeoPoint.Find(longitude, latitude);
        if (point is null && (longitude ?? latitude) is not null)
        {
            row.Warn("latitude", "wrong_point", () => "Latitude and longitude are no place on earth, or are 0, 0; the place has no point now.");
        }

        return new Domain.Resources.Location
        {
            Id = row.Id<Domain.Resources.Location>("location"),
            LocationType = row.RequiredWord("location_type", HsdsWords.FindLocationType, "physical, postal, virtual"),
            OrganizationId = row.Reference<Organization>("organization_id", "organization"),
            Name = row.Text("name"),
            AlternateName = row.Text("alternate_name"),
            Description = row.Text("description"),
            Transportation = row.Text("transportation"),
            Url = row.Url("url"),
            ExternalIdentifier = row.Text("external_identifier"),
            ExternalIdentifierType = row.Text("external_identifier_type"),
            Visibility = row.Word("location_visibility", HsdsWords.FindVisibility, "public, area_only, hidden") ?? LocationVisibility.Public,
            Point = point?.ToPoint(),
        };
    }

    private static ServiceAtLocation ServiceAtLocation(HsdsRow row) => new()
    {
        Id = row.Id<ServiceAtLocation>("service_at_location"),
        ServiceId = row.RequiredReference<Service>("service_id", "service"),
        LocationId = row.RequiredReference<Domain.Resources.Location>("location_id", "location"),
        Description = row.Text("description"),
    };

    private static Address Address(HsdsRow row) => new()
    {
        Id = row.Id<Address>("address"),
        LocationId = row.RequiredReference<Domain.Resources.Location>("location_id", "location"),
        Attention = row.Text("attention"),
        Address1 = row.Required("address_1"),
        Address2 = row.Text("address_2"),
        City = row.Text("city"),
        Region = row.Text("region"),
        StateProvince = row.Text("state_province"),
        PostalCode = row.Text("postal_code"),
        Country = row.Text("country"),
        AddressType = HsdsWords.Of(row.Word("address_type", HsdsWords.FindLocationType, "physical, postal, virtual") ?? LocationType.Physical),
    };

    private static Phone Phone(HsdsRow row)
    {
        NeedOwner(row, "organization_id", "service_id", "location_id", "service_at_location_id", "contact_id");
        return new Phone
        {
            Id = row.Id<Phone>("phone"),
            OrganizationId = row.Reference<Organization>("organization_id", "organization"),
            ServiceId = row.Reference<Service>("service_id", "service"),
            LocationId = row.Reference<Domain.Resources.Location>("location_id", "location"),
            ServiceAtLocationId = row.Reference<ServiceAtLocation>("service_at_location_id", "service_at_location"),
            ContactId = row.Reference<Contact>("contact_id", "contact"),
            Number = row.Required("number"),
            Extension = row.Text("extension"),
            Type = row.Text("type"),
            Description = row.Text("description"),
        };
    }

    private static Language Language(HsdsRow row)
    {
        NeedOwner(row, "service_id", "location_id", "phone_id");
        return new Language
        {
            Id = row.Id<Language>("language"),
            ServiceId = row.Reference<Service>("service_id", "service"),
            LocationId = row.Reference<Domain.Resources.Location>("location_id", "location"),
            PhoneId = row.Reference<Phone>("phone_id", "phone"),
            Name = row.Text("name"),
            Code = row.Text("code")?.ToLowerInvariant(),
            Note = row.Text("note"),
        };
    }

    private static Accessibility Accessibility(HsdsRow row) => new()
    {
        Id = row.Id<Accessibility>("accessibility"),
        LocationId = row.RequiredReference<Domain.Resources.Location>("location_id", "location"),
        Description = row.Text("description"),
        Details = row.Text("details"),
        Url = row.Url("url"),
    };

    private static CostOption CostOption(HsdsRow row) => new()
    {
        Id = row.Id<CostOption>("cost_option"),
        ServiceId = row.RequiredReference<Service>("service_id", "service"),
        ValidFrom = row.Date("valid_from"),
        ValidTo = row.Date("valid_to"),
        Option = row.Text("option"),
        Currency = row.Text("currency"),
        Amount = row.Amount("amount"),
        AmountDescription = row.Text("amount_description"),
    };

    private static RequiredDocument RequiredDocument(HsdsRow row) => new()
    {
        Id = row.Id<RequiredDocument>("required_document"),
        ServiceId = row.RequiredReference<Service>("service_id", "service"),
        Document = row.Text("document"),
        Uri = row.Url("uri"),
    };

    private static ServiceArea ServiceArea(HsdsRow row)
    {
        NeedOwner(row, "service_id", "service_at_location_id");
        return new ServiceArea
        {
            Id = row.Id<ServiceArea>("service_area"),
            ServiceId = row.Reference<Service>("service_id", "service"),
            ServiceAtLocationId = row.Reference<ServiceAtLocation>("service_at_location_id", "service_at_location"),
            Name = row.Text("name"),
            Description = row.Text("description"),
            Extent = row.Text("extent"),
            ExtentType = row.Text("extent_type"),
            Uri = row.Text("uri"),
            Geometry = Extent(row),
        };
    }

    private static Geometry? Extent(HsdsRow row)
    {
        if (row.Text("extent") is not { } extent || row.Text("extent_type") is not { } type || !type.Equals("geojson", StringComparison.OrdinalIgnoreCase)) return null;
        if (GeoJson.FindGeometry(extent, out var problem) is Geometry geometry and (Polygon or MultiPolygon)) return geometry;
        row.Warn("extent", "wrong_type", () => $"{problem ?? "The area is no polygon."} Who lives in the area cannot be judged; people see its name.");
        return null;
    }

    private static ServiceCapacity Capacity(HsdsRow row) => new()
    {
        Id = row.Id<ServiceCapacity>("service_capacity"),
        ServiceId = row.RequiredReference<Service>("service_id", "service"),
        UnitId = row.RequiredReference<Unit>("unit_id", "unit"),
        Available = row.RequiredWhole("available", 0, int.MaxValue),
        Maximum = row.Whole("maximum", 0, int.MaxValue),
        Description = row.Text("description"),
        Updated = row.RequiredInstant("updated"),
    };

    private static Unit Unit(HsdsRow row) => new()
    {
        Id = row.Id<Unit>("unit"),
        Name = row.Name(),
        Scheme = row.Text("scheme"),
        Identifier = row.Text("identifier"),
        Uri = row.Url("uri"),
    };

    private static Taxonomy Taxonomy(HsdsRow row) => new()
    {
        Id = row.Id<Taxonomy>("taxonomy"),
        Name = row.Name(),
        Description = row.Text("description"),
        Uri = row.Url("uri"),
        Version = row.Text("version"),
    };

    private static TaxonomyTerm TaxonomyTerm(HsdsRow row) => new()
    {
        Id = row.Id<TaxonomyTerm>("taxonomy_term"),
        TaxonomyId = row.Reference<Taxonomy>("taxonomy_id", "taxonomy"),
        ParentId = row.Reference<TaxonomyTerm>("parent_id", "taxonomy_term"),
        Code = row.Text("code"),
        Name = row.Name(),
        Description = row.Text("description"),
        TermUri = row.Url("term_uri"),
        TaxonomyName = row.Text("taxonomy"),
        Language = row.Text("language"),
    };

    private static EntityAttribute Attribute(HsdsRow row)
    {
        // Older packages leave it out: an attribute is a service's then.
        var entity = HsdsTables.Find(row.Text("link_entity"))?.Name ?? "service";
        return new EntityAttribute
        {
            Id = row.Id<EntityAttribute>("attribute"),
            LinkId = row.RequiredReference<Service>("link_id", entity).Value,
            LinkEntity = entity,
            TaxonomyTermId = row.Reference<TaxonomyTerm>("taxonomy_term_id", "taxonomy_term"),
            LinkType = row.Text("link_type"),
            Value = row.Text("value"),
            Label = row.Text("label"),
        };
    }

    private static Translation Translation(HsdsRow row)
    {
        var entity = row.Required("entity");
        return new Translation
        {
            Entity = entity,
            EntityId = row.RequiredReference<Service>("entity_id", entity).Value,
            Field = row.Required("field"),
            Language = row.Required("language").ToLowerInvariant(),
            Text = row.Required("text"),
            By = row.Required("by"),
        };
    }
}
