using ResourceMatch.Checker.Answers;

namespace ResourceMatch.Checker.Raw;

internal enum RawDelivery
{
    AtPlace,
    ComesToYou,
    Remote,
}

/// <summary>A need as the vocabulary's file says it.</summary>
/// <param name="For">household, student or adult.</param>
internal sealed record RawNeed(string Key, int StayMinutes, bool Carries, string For);

/// <summary>One service at one location, or at none, as the rows of the HSDS files say it.</summary>
internal sealed record RawPlace
{
    public required PlaceKey Key { get; init; }
    public required string Name { get; init; }
    public required string Status { get; init; }
    public LatLon Point { get; init; } = LatLon.Unknown;

    /// <summary>A confidential place: no trip to it may ever be printed.</summary>
    public bool IsHidden { get; init; }
    public RawDelivery Delivery { get; init; }
    public IReadOnlySet<string> Needs { get; init; } = new HashSet<string>();
    public int? MinimumAge { get; init; }
    public int? MaximumAge { get; init; }
    public IReadOnlyList<(int First, int Last)> Grades { get; init; } = [];
    public IReadOnlySet<string> Audience { get; init; } = new HashSet<string>();
    public IReadOnlyList<RawArea> Areas { get; init; } = [];
    public IReadOnlySet<string> Languages { get; init; } = new HashSet<string>();
    public bool HasInterpreter { get; init; }

    /// <summary>The least amount; null = unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Kinds of papers asked for; texts of no known kind are left out.</summary>
    public IReadOnlySet<string> Documents { get; init; } = new HashSet<string>();
    /// <summary>How many papers are asked for, of whatever kind.</summary>
    public int Papers { get; init; }
    public bool? IsStepFree { get; init; }
    public int? Available { get; init; }
    public required RawHours Hours { get; init; }

    /// <summary>Null = never confirmed.</summary>
    public DateOnly? Assured { get; init; }
}
