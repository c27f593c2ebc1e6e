namespace ResourceMatch.Domain.Resources;

/// <summary>HSDS 3.1 <c>organization</c>: who runs services.</summary>
public sealed class Organization
{
    public const int NameLength = 500;

    public required Id<Organization> Id { get; init; }
    public required string Name { get; init; }
    public string? AlternateName { get; init; }
    public string? Description { get; init; }
    public string? Email { get; init; }
    public string? Website { get; init; }
    public string? TaxStatus { get; init; }
    public string? TaxId { get; init; }
    public int? YearIncorporated { get; init; }
    public string? LegalStatus { get; init; }

    /// <summary>The address of a picture.</summary>
    public string? Logo { get; init; }

    /// <summary>Names the organization in linked data.</summary>
    public string? Uri { get; init; }
    public Id<Organization>? ParentOrganizationId { get; init; }

    public List<Service> Services { get; init; } = [];
    public List<Phone> Phones { get; init; } = [];
}

/// <summary>HSDS 3.1 <c>program</c>: several services of one organization under one name. (Named so because the compiler makes a class Program.)</summary>
public sealed class ServiceProgram
{
    public required Id<ServiceProgram> Id { get; init; }
    public required Id<Organization> OrganizationId { get; init; }
    public required string Name { get; init; }
    public string? AlternateName { get; init; }
    public string? Description { get; init; }
}

/// <summary>HSDS 3.1 <c>organization_identifier</c>: the organization's number in somebody's register.</summary>
public sealed class OrganizationIdentifier
{
    public required Id<OrganizationIdentifier> Id { get; init; }
    public required Id<Organization> OrganizationId { get; init; }

    /// <summary>The register, by its code of org-id.guide: GB-COH. Null = not said.</summary>
    public string? IdentifierScheme { get; init; }
    public required string IdentifierType { get; init; }
    public required string Identifier { get; init; }
}

/// <summary>HSDS 3.1 <c>funding</c> of an organization or a service.</summary>
public sealed class Funding
{
    public required Id<Funding> Id { get; init; }
    public Id<Organization>? OrganizationId { get; init; }
    public Id<Service>? ServiceId { get; init; }

    /// <summary>HSDS <c>source</c>: who pays, in words.</summary>
    public string? FundingSource { get; init; }
}
