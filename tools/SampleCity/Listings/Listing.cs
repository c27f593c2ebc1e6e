using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Listings;

/// <summary>Who runs services in the sample.</summary>
internal sealed record Provider(int Number, string Name, string Kind, Words About, Place Home)
{
    public string Slug => new([.. Name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);
}

/// <summary>A place, with what is known of its entrance; Site null = by phone or on a screen.</summary>
internal sealed record Place(int Number, string Name, Site? Site, bool PointKnown, bool? StepFree);

/// <summary>A service where it is given, with its own hours there; none = the service's.</summary>
internal sealed record Outlet(Place Place, IReadOnlyList<ScheduleRow> Hours);

internal sealed record Listing
{
    public required int Number { get; init; }
    public required Provider Provider { get; init; }
    public required IReadOnlyList<string> Needs { get; init; }
    public required Words Name { get; init; }
    public required Words Description { get; init; }
    public required string HoursShape { get; init; }
    public required IReadOnlyList<ScheduleRow> Hours { get; init; }
    public required IReadOnlyList<Outlet> Outlets { get; init; }
    public required Conditions Conditions { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public string Status { get; init; } = "active";
    public bool Interpreter { get; init; }
    public School? School { get; init; }
    public Ward? Ward { get; init; }

    /// <summary>Amount to pay, 0 = free, null = not said.</summary>
    public int? Cost { get; init; }
    public DateOnly? Assured { get; init; }
    public (int Available, int Maximum)? Room { get; init; }

    public bool IsByPhone => HoursShape.StartsWith("phone", StringComparison.Ordinal);

    public bool ComesToYou => HoursShape == "home";

    public bool IsConfidential => Provider.Kind == "safe";
}
