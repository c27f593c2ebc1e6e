using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResourceMatch.Importers.Hsds;

// The shapes of HSDS 3.1 JSON, as far as we hold them. Names become snake_case; a null field is left out; a list that is empty too.

/// <summary>How HSDS JSON is written.</summary>
public static class HsdsFormat
{
    /// <summary>The version of HSDS that these shapes keep to.</summary>
    public const string Version = "3.1";

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };
}

public sealed record ServiceDocument
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Status { get; init; }
    public string? AlternateName { get; init; }
    public string? Description { get; init; }
    public string? Url { get; init; }
    public string? Email { get; init; }
    public string? InterpretationServices { get; init; }
    public string? ApplicationProcess { get; init; }
    public string? FeesDescription { get; init; }
    public string? EligibilityDescription { get; init; }
    public int? MinimumAge { get; init; }
    public int? MaximumAge { get; init; }
    public DateOnly? AssuredDate { get; init; }
    public string? AssurerEmail { get; init; }
    public string? Alert { get; init; }
    public DateTimeOffset? LastModified { get; init; }
    public OrganizationDocument? Organization { get; init; }
    public IReadOnlyList<PhoneDocument>? Phones { get; init; }
    public IReadOnlyList<ScheduleDocument>? Schedules { get; init; }
    public IReadOnlyList<ServiceAreaDocument>? ServiceAreas { get; init; }
    public IReadOnlyList<ServiceAtLocationDocument>? ServiceAtLocations { get; init; }
    public IReadOnlyList<LanguageDocument>? Languages { get; init; }
    public IReadOnlyList<CostOptionDocument>? CostOptions { get; init; }
    public IReadOnlyList<RequiredDocumentDocument>? RequiredDocuments { get; init; }
    public IReadOnlyList<CapacityDocument>? Capacities { get; init; }
    public IReadOnlyList<AttributeDocument>? Attributes { get; init; }
}

public sealed record OrganizationDocument
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Required by HSDS; empty = none.</summary>
    public required string Description { get; init; }
    public string? AlternateName { get; init; }
    public string? Email { get; init; }
    public string? Website { get; init; }
    public Guid? ParentOrganizationId { get; init; }
    public IReadOnlyList<PhoneDocument>? Phones { get; init; }
    public IReadOnlyList<AttributeDocument>? Attributes { get; init; }
}

public sealed record ServiceAtLocationDocument
{
    public required Guid Id { get; init; }
    public string? Description { get; init; }
    public LocationDocument? Location { get; init; }
    public IReadOnlyList<PhoneDocument>? Phones { get; init; }
    public IReadOnlyList<ScheduleDocument>? Schedules { get; init; }
    public IReadOnlyList<ServiceAreaDocument>? ServiceAreas { get; init; }
    public IReadOnlyList<AttributeDocument>? Attributes { get; init; }
}

public sealed record LocationDocument
{
    public required Guid Id { get; init; }
    public required string LocationType { get; init; }

    /// <summary>Ours, beyond HSDS: area_only or hidden; left out for public places.</summary>
    public string? LocationVisibility { get; init; }
    public Guid? OrganizationId { get; init; }
    public string? Name { get; init; }
    public string? AlternateName { get; init; }
    public string? Description { get; init; }
    public string? Transportation { get; init; }
    public string? Url { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public IReadOnlyList<AddressDocument>? Addresses { get; init; }
    public IReadOnlyList<PhoneDocument>? Phones { get; init; }
    public IReadOnlyList<ScheduleDocument>? Schedules { get; init; }
    public IReadOnlyList<LanguageDocument>? Languages { get; init; }
    public IReadOnlyList<AccessibilityDocument>? Accessibility { get; init; }
    public IReadOnlyList<AttributeDocument>? Attributes { get; init; }
}

/// <summary>HSDS requires most of an address; empty = unknown.</summary>
public sealed record AddressDocument
{
    public required Guid Id { get; init; }
    public string? Attention { get; init; }

    [JsonPropertyName("address_1")]
    public required string Address1 { get; init; }

    [JsonPropertyName("address_2")]
    public string? Address2 { get; init; }
    public required string City { get; init; }
    public string? Region { get; init; }
    public required string StateProvince { get; init; }
    public required string PostalCode { get; init; }
    public required string Country { get; init; }
    public required string AddressType { get; init; }
}

public sealed record PhoneDocument
{
    public required Guid Id { get; init; }
    public required string Number { get; init; }

    /// <summary>A number in HSDS; an extension that is none stands behind <see cref="Number"/>.</summary>
    public long? Extension { get; init; }
    public string? Type { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<LanguageDocument>? Languages { get; init; }
}

public sealed record ScheduleDocument
{
    public required Guid Id { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public DateOnly? Dtstart { get; init; }
    public decimal? Timezone { get; init; }
    public DateOnly? Until { get; init; }
    public int? Count { get; init; }
    public string? Wkst { get; init; }
    public string? Freq { get; init; }
    public int? Interval { get; init; }
    public string? Byday { get; init; }
    public string? Byweekno { get; init; }
    public string? Bymonthday { get; init; }
    public string? Byyearday { get; init; }
    public string? Description { get; init; }

    /// <summary>HH:mm, local.</summary>
    public string? OpensAt { get; init; }
    public string? ClosesAt { get; init; }
    public string? ScheduleLink { get; init; }
    public string? AttendingType { get; init; }
    public string? Notes { get; init; }
}

public sealed record LanguageDocument(Guid Id, string? Name, string? Code, string? Note);

public sealed record AccessibilityDocument(Guid Id, string? Description, string? Details, string? Url);

public sealed record CostOptionDocument
{
    public required Guid Id { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public string? Option { get; init; }
    public string? Currency { get; init; }
    public decimal? Amount { get; init; }
    public string? AmountDescription { get; init; }
}

public sealed record RequiredDocumentDocument(Guid Id, string? Document, string? Uri);

public sealed record ServiceAreaDocument(Guid Id, string? Name, string? Description, string? Extent, string? ExtentType, string? Uri);

public sealed record CapacityDocument(Guid Id, UnitDocument Unit, int Available, int? Maximum, string? Description, DateTimeOffset Updated);

public sealed record UnitDocument(Guid Id, string Name, string? Scheme, string? Identifier, string? Uri);

public sealed record AttributeDocument(Guid Id, string? LinkType, string LinkEntity, string? Value, string? Label, TaxonomyTermDocument? TaxonomyTerm);

/// <summary>HSDS requires a description; empty = none.</summary>
public sealed record TaxonomyTermDocument(Guid Id, string? Code, string Name, string Description, Guid? ParentId, string? TermUri, TaxonomyDocument? TaxonomyDetail);

/// <summary>HSDS requires a description; empty = none.</summary>
public sealed record TaxonomyDocument(Guid Id, string Name, string Description, string? Uri, string? Version);
