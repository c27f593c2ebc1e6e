namespace ResourceMatch.Domain.Resources;

/// <summary>HSDS 3.1 <c>service_at_location</c>: one service at one place; its own hours and phones come before the service's.</summary>
public sealed class ServiceAtLocation
{
    public required Id<ServiceAtLocation> Id { get; init; }
    public required Id<Service> ServiceId { get; init; }
    public required Id<Location> LocationId { get; init; }
    public string? Description { get; init; }

    /// <summary>Null until the directory's loader has put it there.</summary>
    public Service? Service { get; set; }
    /// <summary>Null until the directory's loader has put it there.</summary>
    public Location? Location { get; set; }
    public List<Schedule> Schedules { get; init; } = [];
    public List<Phone> Phones { get; init; } = [];
}
