namespace ResourceMatch.Domain.Resources;

/// <summary>HSDS 3.1 <c>service_at_location</c>: one service at one place; its own hours and phones come before the service's.</summary>
public sealed class ServiceAtLocation
{
    public required Id<ServiceAtLocation> Id { get; init; }
    public required Id<Service> ServiceId { get; init; }
    public required Id<Location> LocationId { get; init; }
    public string? Description { get; init; }

    public Service? Service { get; init; }
    public Location? Location { get; init; }
    public List<Schedule> Schedules { get; init; } = [];
    public List<Phone> Phones { get; init; } = [];
}
