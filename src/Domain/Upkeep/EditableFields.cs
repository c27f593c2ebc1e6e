using System.Collections.Frozen;
using static ResourceMatch.Domain.Upkeep.EditorKind;
using static ResourceMatch.Domain.Upkeep.FieldKind;

namespace ResourceMatch.Domain.Upkeep;

/// <summary>The allow-list: what is not here cannot be set by any page, link or endpoint (ids, owners, sources, dates of confirmation …).</summary>
/// <remarks>Hours are set whole, as schedules, not field by field. Immutable; safe to share.</remarks>
public static class EditableFields
{
    /// <summary>The field that may always be tightened, but loosened by staff alone.</summary>
    public const string Visibility = "location_visibility";

    private static readonly FrozenDictionary<string, EditableField> ByKey;

    static EditableFields()
    {
        All =
        [
            new("organization", "name", Line, 500, Agency) { IsRequired = true },
            new("organization", "alternate_name", Line, 500, Agency),
            new("organization", "description", Text, 4_000, Agency),
            new("organization", "email", Email, 0, Agency),
            new("organization", "website", FieldKind.Link, 0, Agency),
            new("service", "name", Line, 500, Agency) { IsRequired = true },
            new("service", "alternate_name", Line, 500, Agency),
            new("service", "description", Text, 4_000, Agency),
            new("service", "url", FieldKind.Link, 0, EditorKind.Link),
            new("service", "email", Email, 0, Agency),
            new("service", "status", Choice, 0, Agency) { IsRequired = true, Choices = ["active", "inactive", "defunct", "temporarily closed"] },
            new("service", "interpretation_services", Text, 500, Agency),
            new("service", "application_process", Text, 2_000, Agency),
            new("service", "fees_description", Text, 2_000, Agency),
            new("service", "eligibility_description", Text, 2_000, Agency),
            new("service", "minimum_age", Age, 0, Agency),
            new("service", "maximum_age", Age, 0, Agency),
            new("service", "alert", Text, 500, EditorKind.Link),
            new("service_at_location", "description", Text, 2_000, Agency),
            new("location", "name", Line, 500, Agency),
            new("location", "alternate_name", Line, 500, Agency),
            new("location", "description", Text, 2_000, Agency),
            new("location", "transportation", Text, 1_000, Agency),
            new("location", "url", FieldKind.Link, 0, Agency),
            new("location", Visibility, Choice, 0, Agency) { IsRequired = true, Choices = ["public", "area_only", "hidden"] },
            new("location", "latitude", Latitude, 0, Staff),
            new("location", "longitude", Longitude, 0, Staff),
            new("address", "attention", Line, 200, Agency),
            new("address", "address_1", Line, 300, Agency) { IsRequired = true },
            new("address", "address_2", Line, 300, Agency),
            new("address", "city", Line, 200, Agency),
            new("address", "state_province", Line, 100, Agency),
            new("address", "postal_code", Line, 20, Agency),
            new("phone", "number", FieldKind.Phone, 0, EditorKind.Link) { IsRequired = true },
            new("phone", "extension", Digits, 10, EditorKind.Link),
            new("phone", "type", Choice, 0, Agency) { Choices = ["voice", "cell", "text", "fax", "video", "pager", "textphone"] },
            new("phone", "description", Line, 200, Agency),
            new("required_document", "document", Line, 300, EditorKind.Link) { IsRequired = true },
            new("language", "name", Line, 100, Agency) { IsRequired = true },
            new("language", "note", Line, 300, Agency),
            new("accessibility", "description", Line, 300, Agency),
            new("accessibility", "details", Text, 1_000, Agency),
            new("cost_option", "option", Line, 200, Agency),
            new("cost_option", "amount", Money, 0, Agency),
            new("cost_option", "amount_description", Line, 300, Agency),
            new("service_capacity", "available", Count, 0, EditorKind.Link) { IsRequired = true },
            new("service_capacity", "maximum", Count, 0, Agency),
            new("service_capacity", "description", Line, 300, Agency),
        ];
        ByKey = All.ToFrozenDictionary(field => field.Key, StringComparer.Ordinal);
    }

    public static IReadOnlyList<EditableField> All { get; }

    /// <summary>Tables whose rows an editor may add to a listing and take away again.</summary>
    public static IReadOnlySet<string> Addable { get; } = new HashSet<string>(StringComparer.Ordinal) { "phone", "required_document", "language", "accessibility", "cost_option", "address" };

    /// <returns>Null for what nobody may set.</returns>
    public static EditableField? Find(string? entity, string? field) => ByKey.GetValueOrDefault($"{entity}.{field}");
}
