using NetTopologySuite.Geometries;

namespace ResourceMatch.Domain.Resources;

/// <summary>HSDS 3.1 <c>location</c>: a place, or a way to be served without one.</summary>
/// <remarks>
/// <see cref="Point"/> is null when unknown, and always null in public data when <see cref="Visibility"/> is not
/// <see cref="LocationVisibility.Public"/>: a confidential place's coordinates and addresses live in schema directory_private alone.
/// </remarks>
public sealed class Location
{
    public required Id<Location> Id { get; init; }
    public required LocationType LocationType { get; init; }
    public Id<Organization>? OrganizationId { get; init; }
    public string? Name { get; init; }
    public string? AlternateName { get; init; }
    public string? Description { get; init; }
    public string? Transportation { get; init; }
    public string? Url { get; init; }

    /// <summary>The place in somebody's register, such as a UPRN. Null when unknown, and always null in public data of a confidential place.</summary>
    public string? ExternalIdentifier { get; init; }

    /// <summary>Which register <see cref="ExternalIdentifier"/> belongs to.</summary>
    public string? ExternalIdentifierType { get; init; }
    public LocationVisibility Visibility { get; init; } = LocationVisibility.Public;

    /// <summary>SRID 4326, longitude then latitude.</summary>
    public Point? Point { get; init; }

    public List<Address> Addresses { get; init; } = [];
    public List<Accessibility> Accessibility { get; init; } = [];
    public List<Language> Languages { get; init; } = [];
    public List<Phone> Phones { get; init; } = [];
    public List<Schedule> Schedules { get; init; } = [];
}

/// <summary>HSDS <c>location.location_type</c>.</summary>
public enum LocationType
{
    Physical,
    Postal,
    Virtual,
}

/// <summary>How much of a place the public may know. An import can only make it stricter (a larger value).</summary>
public enum LocationVisibility
{
    /// <summary>Point and address are public.</summary>
    Public = 0,

    /// <summary>Only a fixed area, chosen beforehand, is public.</summary>
    AreaOnly = 1,

    /// <summary>No place at all: "Call and they will tell you where to go".</summary>
    Hidden = 2,
}
