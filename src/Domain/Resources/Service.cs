namespace ResourceMatch.Domain.Resources;

/// <summary>HSDS 3.1 <c>service</c>: one help that an organization offers, at no, one or several places.</summary>
/// <remarks>Ages are whole years, null = no limit. <see cref="AssuredDate"/> null = nobody ever confirmed it.</remarks>
public sealed class Service
{
    public required Id<Service> Id { get; init; }
    public required Id<Organization> OrganizationId { get; init; }
    public Id<ServiceProgram>? ProgramId { get; init; }
    public required string Name { get; init; }
    public string? AlternateName { get; init; }
    public string? Description { get; init; }
    public string? Url { get; init; }
    public string? Email { get; init; }
    public ServiceStatus Status { get; init; } = ServiceStatus.Active;
    public string? InterpretationServices { get; init; }
    public string? ApplicationProcess { get; init; }
    public string? FeesDescription { get; init; }
    public string? WaitTime { get; init; }

    /// <summary>HSDS keeps it beside <see cref="FeesDescription"/> for older lists.</summary>
    public string? Fees { get; init; }
    public string? Accreditations { get; init; }
    public string? Licenses { get; init; }
    public string? EligibilityDescription { get; init; }
    public int? MinimumAge { get; init; }
    public int? MaximumAge { get; init; }
    public DateOnly? AssuredDate { get; init; }
    public string? AssurerEmail { get; init; }
    public string? Alert { get; init; }
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Keys of the needs vocabulary that this service answers, worked out at import (table <c>service_need</c>).</summary>
    public List<string> Needs { get; init; } = [];

    /// <summary>Null until the directory's loader has put it there.</summary>
    public Organization? Organization { get; set; }
    public List<ServiceAtLocation> ServiceAtLocations { get; init; } = [];
    public List<Schedule> Schedules { get; init; } = [];
    public List<Phone> Phones { get; init; } = [];
    public List<Language> Languages { get; init; } = [];
    public List<CostOption> CostOptions { get; init; } = [];
    public List<RequiredDocument> RequiredDocuments { get; init; } = [];
    public List<ServiceArea> ServiceAreas { get; init; } = [];
    public List<ServiceCapacity> Capacities { get; init; } = [];
}

/// <summary>HSDS <c>service.status</c>. In HSDS text: active, inactive, defunct, temporarily closed.</summary>
public enum ServiceStatus
{
    Active,
    Inactive,
    Defunct,
    TemporarilyClosed,
}
