namespace ResourceMatch.Domain.Resources;

/// <summary>HSDS 3.1 <c>address</c> of a location.</summary>
public sealed class Address
{
    public required Id<Address> Id { get; init; }
    public required Id<Location> LocationId { get; init; }
    public string? Attention { get; init; }
    public required string Address1 { get; init; }
    public string? Address2 { get; init; }
    public string? City { get; init; }
    public string? Region { get; init; }
    public string? StateProvince { get; init; }
    public string? PostalCode { get; init; }
    public string? Country { get; init; }

    /// <summary>physical, postal or virtual.</summary>
    public required string AddressType { get; init; }
}

/// <summary>HSDS 3.1 <c>phone</c>, of exactly one owner.</summary>
public sealed class Phone
{
    public required Id<Phone> Id { get; init; }
    public Id<Organization>? OrganizationId { get; init; }
    public Id<Service>? ServiceId { get; init; }
    public Id<Location>? LocationId { get; init; }
    public Id<ServiceAtLocation>? ServiceAtLocationId { get; init; }
    public Id<Contact>? ContactId { get; init; }
    public required string Number { get; init; }
    public string? Extension { get; init; }

    /// <summary>HSDS: text, voice, fax, cell, video, pager, textphone. Null = voice.</summary>
    public string? Type { get; init; }
    public string? Description { get; init; }
}

/// <summary>HSDS 3.1 <c>contact</c>: a person or desk to ask for, of at least one owner.</summary>
public sealed class Contact
{
    public required Id<Contact> Id { get; init; }
    public Id<Organization>? OrganizationId { get; init; }
    public Id<Service>? ServiceId { get; init; }
    public Id<Location>? LocationId { get; init; }
    public Id<ServiceAtLocation>? ServiceAtLocationId { get; init; }
    public string? Name { get; init; }
    public string? Title { get; init; }
    public string? Department { get; init; }
    public string? Email { get; init; }
}

/// <summary>HSDS 3.1 <c>url</c>: another web address of an organization or a service.</summary>
public sealed class Url
{
    public required Id<Url> Id { get; init; }
    public Id<Organization>? OrganizationId { get; init; }
    public Id<Service>? ServiceId { get; init; }
    public string? Label { get; init; }

    /// <summary>HSDS <c>url</c>: http or https.</summary>
    public required string Address { get; init; }
}

/// <summary>HSDS 3.1 <c>language</c> spoken at a service, a location or a phone.</summary>
public sealed class Language
{
    public required Id<Language> Id { get; init; }
    public Id<Service>? ServiceId { get; init; }
    public Id<Location>? LocationId { get; init; }
    public Id<Phone>? PhoneId { get; init; }
    public string? Name { get; init; }

    /// <summary>ISO 639-1 in lower case (en, es, ht, ar), or 639-3 where there is no short one.</summary>
    public string? Code { get; init; }
    public string? Note { get; init; }
}

/// <summary>HSDS 3.1 <c>accessibility</c> of a location.</summary>
public sealed class Accessibility
{
    public required Id<Accessibility> Id { get; init; }
    public required Id<Location> LocationId { get; init; }
    public string? Description { get; init; }
    public string? Details { get; init; }
    public string? Url { get; init; }
}
