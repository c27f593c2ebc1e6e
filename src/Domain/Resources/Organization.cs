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
    public Id<Organization>? ParentOrganizationId { get; init; }

    public List<Service> Services { get; init; } = [];
    public List<Phone> Phones { get; init; } = [];
}
