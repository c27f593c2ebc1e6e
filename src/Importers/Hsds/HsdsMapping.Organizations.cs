using NetTopologySuite.Geometries;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Importers.Areas;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Importers.Hsds;

// What hangs on organizations beside services and places, and the records that HSDS keeps of its own tables.
internal static partial class HsdsMapping
{
    private static ServiceProgram Program(HsdsRow row) => new()
    {
        Id = row.Id<ServiceProgram>("program"),
        OrganizationId = row.RequiredReference<Organization>("organization_id", "organization"),
        Name = row.Name(),
        AlternateName = row.Text("alternate_name"),
        Description = row.Text("description"),
    };

    private static Contact Contact(HsdsRow row)
    {
        NeedOwner(row, "organization_id", "service_id", "location_id", "service_at_location_id");
        return new Contact
        {
            Id = row.Id<Contact>("contact"),
            OrganizationId = row.Reference<Organization>("organization_id", "organization"),
            ServiceId = row.Reference<Service>("service_id", "service"),
            LocationId = row.Reference<Domain.Resources.Location>("location_id", "location"),
            ServiceAtLocationId = row.Reference<ServiceAtLocation>("service_at_location_id", "service_at_location"),
            Name = row.Text("name"),
            Title = row.Text("title"),
            Department = row.Text("department"),
            Email = row.Email("email"),
        };
    }

    private static Funding Funding(HsdsRow row)
    {
        NeedOwner(row, "organization_id", "service_id");
        return new Funding
        {
            Id = row.Id<Funding>("funding"),
            OrganizationId = row.Reference<Organization>("organization_id", "organization"),
            ServiceId = row.Reference<Service>("service_id", "service"),
            FundingSource = row.Text("source"),
        };
    }

    private static Url Url(HsdsRow row)
    {
        NeedOwner(row, "organization_id", "service_id");
        row.Required("url");
        return new Url
        {
            Id = row.Id<Url>("url"),
            OrganizationId = row.Reference<Organization>("organization_id", "organization"),
            ServiceId = row.Reference<Service>("service_id", "service"),
            Label = row.Text("label"),
            Address = row.Url("url") ?? row.Drop("url", "missing_required_value", "Without its address it leads nowhere."),
        };
    }

    private static OrganizationIdentifier OrganizationIdentifier(HsdsRow row) => new()
    {
        Id = row.Id<OrganizationIdentifier>("organization_identifier"),
        OrganizationId = row.RequiredReference<Organization>("organization_id", "organization"),
        IdentifierScheme = row.Text("identifier_scheme"),
        IdentifierType = row.Required("identifier_type"),
        Identifier = row.Required("identifier"),
    };

    private static MetaTableDescription MetaTableDescription(HsdsRow row) => new()
    {
        Id = row.Id<MetaTableDescription>("meta_table_description"),
        Name = row.Text("name"),
        Language = row.Text("language"),
        CharacterSet = row.Text("character_set"),
    };

    private static Metadata Metadata(HsdsRow row)
    {
        var entity = HsdsTables.Find(row.Text("resource_type"))?.Name ?? "service";
        return new Metadata
        {
            Id = row.Id<Metadata>("metadata"),
            ResourceId = row.RequiredReference<Service>("resource_id", entity).Value,
            ResourceType = entity,
            LastActionDate = row.RequiredInstant("last_action_date"),
            LastActionType = row.RequiredWord("last_action_type", ActionOf, "create, update, delete").ToString().ToUpperInvariant(),
            FieldName = row.Text("field_name") ?? "",
            PreviousValue = row.Text("previous_value") ?? "",
            ReplacementValue = row.Text("replacement_value") ?? "",
            UpdatedBy = row.Required("updated_by"),
        };
    }

    private static ChangeAction? ActionOf(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "CREATE" or "CREATED" => ChangeAction.Create,
        "UPDATE" or "UPDATED" => ChangeAction.Update,
        "DELETE" or "DELETED" => ChangeAction.Delete,
        _ => null,
    };

    private enum ChangeAction
    {
        Create,
        Update,
        Delete,
    }
}
