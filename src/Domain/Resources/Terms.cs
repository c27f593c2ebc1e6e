using NetTopologySuite.Geometries;

namespace ResourceMatch.Domain.Resources;

/// <summary>HSDS 3.1 <c>cost_option</c>. Amount 0 = free; no cost options at all = cost unknown.</summary>
public sealed class CostOption
{
    public required Id<CostOption> Id { get; init; }
    public required Id<Service> ServiceId { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public string? Option { get; init; }
    public string? Currency { get; init; }
    public decimal? Amount { get; init; }
    public string? AmountDescription { get; init; }
}

/// <summary>HSDS 3.1 <c>required_document</c>. None = nothing is known to be needed.</summary>
public sealed class RequiredDocument
{
    public required Id<RequiredDocument> Id { get; init; }
    public required Id<Service> ServiceId { get; init; }
    public string? Document { get; init; }
    public string? Uri { get; init; }
}

/// <summary>HSDS 3.1 <c>service_area</c>: who lives inside may use the service. None = everyone.</summary>
public sealed class ServiceArea
{
    public required Id<ServiceArea> Id { get; init; }
    public Id<Service>? ServiceId { get; init; }
    public Id<ServiceAtLocation>? ServiceAtLocationId { get; init; }
    public string? Name { get; init; }
    public string? Description { get; init; }

    /// <summary>The text as it came (GeoJSON and so on).</summary>
    public string? Extent { get; init; }
    public string? ExtentType { get; init; }
    public string? Uri { get; init; }

    /// <summary>Polygon or multipolygon, SRID 4326; null when the extent is not GeoJSON: then it cannot be judged.</summary>
    public Geometry? Geometry { get; init; }
}

/// <summary>HSDS 3.1 <c>service_capacity</c>: how many places are free now. Available 0 = full.</summary>
public sealed class ServiceCapacity
{
    public required Id<ServiceCapacity> Id { get; init; }
    public required Id<Service> ServiceId { get; init; }
    public required Id<Unit> UnitId { get; init; }
    public required int Available { get; init; }
    public int? Maximum { get; init; }
    public string? Description { get; init; }
    public required DateTimeOffset Updated { get; init; }
}

/// <summary>HSDS 3.1 <c>unit</c> of a capacity: places, beds, boxes.</summary>
public sealed class Unit
{
    public required Id<Unit> Id { get; init; }
    public required string Name { get; init; }
    public string? Scheme { get; init; }
    public string? Identifier { get; init; }
    public string? Uri { get; init; }
}
