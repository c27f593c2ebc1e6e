using ResourceMatch.Domain;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Domain.Upkeep;
using Geometry = NetTopologySuite.Geometries.Geometry;

namespace ResourceMatch.Matching;

/// <summary>One service at one place (or at none) as the engine judges it: everything already read from the listing, nothing left to look up.</summary>
/// <remarks>Built by the host from the directory once per directory version and shared by all matches. Immutable; safe to share.</remarks>
public sealed record Candidate
{
    public required Id<Service> ServiceId { get; init; }

    /// <summary>Null when the service has no place.</summary>
    public Id<ServiceAtLocation>? ServiceAtLocationId { get; init; }
    public Id<Location>? LocationId { get; init; }
    public required string ServiceName { get; init; }
    public string? LocationName { get; init; }
    public required string OrganizationName { get; init; }
    public ServiceStatus Status { get; init; } = ServiceStatus.Active;

    /// <summary>Null: unknown, private or no place.</summary>
    public GeoPoint? Point { get; init; }

    /// <summary>The town of the address; null = unknown, private or no place.</summary>
    public string? Town { get; init; }

    /// <summary>About where the town lies, for a place whose own point nobody knows: only far-away towns are told from near ones by it. Null = not even that.</summary>
    public GeoPoint? TownPoint { get; init; }
    public LocationVisibility Visibility { get; init; } = LocationVisibility.Public;

    /// <summary>How help reaches the family.</summary>
    public Delivery Delivery { get; init; } = Delivery.AtPlace;

    public IReadOnlySet<string> Needs { get; init; } = new HashSet<string>();
    public int? MinimumAge { get; init; }
    public int? MaximumAge { get; init; }

    /// <summary>Null = no limit. 0 = kindergarten.</summary>
    public int? MinimumGrade { get; init; }
    public int? MaximumGrade { get; init; }

    /// <summary>Eligibility keys, any of which is enough. Empty = everyone.</summary>
    public IReadOnlySet<string> Audience { get; init; } = new HashSet<string>();

    /// <summary>Residents of these only; null = everyone.</summary>
    public Geometry? ServiceArea { get; init; }
    public string? ServiceAreaName { get; init; }

    /// <summary>ISO codes. Empty = nothing known.</summary>
    public IReadOnlySet<string> Languages { get; init; } = new HashSet<string>();

    /// <summary>True when the listing says that an interpreter can be had.</summary>
    public bool Interpreter { get; init; }

    /// <summary>0 = free; null = unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Papers to bring, as the listing words them; Kind null = of no known kind.</summary>
    public IReadOnlyList<(DocumentKind? Kind, string Text)> Documents { get; init; } = [];

    /// <summary>True when the listing itself says that no papers are asked for; an empty list alone says nothing.</summary>
    public bool NoPapersNeeded { get; init; }

    /// <summary>True = step-free, false = not, null = unknown.</summary>
    public bool? StepFree { get; init; }

    /// <summary>Places free now; null = unknown.</summary>
    public int? Available { get; init; }
    public DateOnly? AvailableUpdated { get; init; }

    public required OpeningHours Hours { get; init; }

    /// <summary>Null = never confirmed.</summary>
    public DateOnly? AssuredDate { get; init; }

    /// <summary>Who confirmed it then; null = the list that it comes from.</summary>
    public EditorKind? AssuredBy { get; init; }

    /// <summary>What speaks against the listing besides its age. Empty = nothing.</summary>
    public IReadOnlyList<ListingDoubt> Doubts { get; init; } = [];
}

/// <summary>Where help happens.</summary>
public enum Delivery
{
    /// <summary>At a place one goes to.</summary>
    AtPlace,

    /// <summary>It comes to the family's home.</summary>
    ComesToYou,

    /// <summary>By phone or on a screen.</summary>
    Remote,
}
