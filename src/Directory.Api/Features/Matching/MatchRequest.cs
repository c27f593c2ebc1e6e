using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>What a page, the endpoint and the command line ask: who the family is, where it starts, what it needs.</summary>
/// <remarks>
/// Everything but a start (<see cref="From"/>, <see cref="Place"/>, <see cref="Where"/> or <see cref="HouseholdId"/>) and the needs may be missing; missing means what
/// <see cref="Domain.Needs.Household"/> says. With a <see cref="HouseholdId"/> the family's own values hold wherever this request says nothing. Immutable.
/// </remarks>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] // a mistyped limit must not pass as "no limit"
public sealed record MatchRequest
{
    public const int MaxNeeds = 20;
    public const int MaxDays = 14;

    /// <summary>Keys of the needs vocabulary, 1 to 20. May be missing with a household: then its own.</summary>
    [MaxLength(MaxNeeds, ErrorMessage = "Ask for at most 20 needs at once.")]
    public IReadOnlyList<string>? Needs { get; init; }

    public StartPoint? From { get; init; }

    /// <summary>A neighborhood, school or stop by its <see cref="Start.Key"/> or by its name.</summary>
    [StringLength(200, ErrorMessage = "Give at most 200 characters.")]
    public string? Place { get; init; }

    /// <summary>An address, a crossing of streets, a ZIP code or a name, as typed. In a body alone, never in an address of ours.</summary>
    [StringLength(200, ErrorMessage = "Give at most 200 characters.")]
    public string? Where { get; init; }

    /// <summary>One of the sample families.</summary>
    [StringLength(100, ErrorMessage = "Give at most 100 characters.")]
    public string? HouseholdId { get; init; }

    public bool? Car { get; init; }

    /// <summary>Longest single walk, walked metres.</summary>
    [Range(0, 5_000, ErrorMessage = "Give 0 to 5000 metres.")]
    public int? WalkMeters { get; init; }

    /// <summary>Longest single walk on the way home with bags, walked metres; never more than <see cref="WalkMeters"/>.</summary>
    [Range(0, 5_000, ErrorMessage = "Give 0 to 5000 metres.")]
    public int? CarryMeters { get; init; }

    [Range(1, 240, ErrorMessage = "Give 1 to 240 minutes.")]
    public int? OneWayMinutes { get; init; }

    [MaxLength(100, ErrorMessage = "Give at most 100 free times.")]
    public IReadOnlyList<FreeTimeRequest>? FreeTimes { get; init; }

    /// <summary>Where someone works, for free times that start there.</summary>
    public StartPoint? Work { get; init; }

    /// <summary>Where a child's school lies, for free times that start there and for <see cref="Fetch"/>.</summary>
    public StartPoint? SchoolPoint { get; init; }

    /// <summary>When a child must be fetched at <see cref="SchoolPoint"/>.</summary>
    [MaxLength(100, ErrorMessage = "Give at most 100 times.")]
    public IReadOnlyList<FetchRequest>? Fetch { get; init; }

    /// <summary>Whether they can phone a line beforehand, or ask its driver to stop.</summary>
    public bool? CanCallAhead { get; init; }

    /// <summary>ISO 639 codes, best first.</summary>
    [MaxLength(10, ErrorMessage = "Give at most 10 languages.")]
    public IReadOnlyList<string>? Languages { get; init; }

    public bool? SpeaksEnglish { get; init; }

    public bool? FreeOnly { get; init; }

    /// <summary>Names of <see cref="Domain.Needs.DocumentKind"/>.</summary>
    [MaxLength(20, ErrorMessage = "Give each kind of paper once.")]
    public IReadOnlyList<string>? MissingDocuments { get; init; }

    public bool? StepFree { get; init; }

    public bool? Stroller { get; init; }

    /// <summary>By key: yes or no; a missing key was not asked.</summary>
    public IReadOnlyDictionary<string, bool>? Eligibility { get; init; }

    [Range(0, 120, ErrorMessage = "Give an age of 0 to 120 years.")]
    public int? StudentAge { get; init; }

    /// <summary>0 = kindergarten.</summary>
    [Range(0, 12, ErrorMessage = "Give 0 (kindergarten) to 12.")]
    public int? StudentGrade { get; init; }

    /// <summary>Ages of everybody else at home.</summary>
    [MaxLength(20, ErrorMessage = "Give at most 20 ages.")]
    public IReadOnlyList<int>? OtherAges { get; init; }

    /// <summary>Key of the student's school.</summary>
    [StringLength(200, ErrorMessage = "Give at most 200 characters.")]
    public string? School { get; init; }

    /// <summary>The first day judged; missing = today where the buses run.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Days judged from <see cref="Date"/> on; missing = 7.</summary>
    [Range(1, MaxDays, ErrorMessage = "Give 1 to 14 days.")]
    public int? Days { get; init; }

    /// <summary>Whether the answer lists what is not shown, and why. Missing = yes.</summary>
    public bool? IncludeExcluded { get; init; }

    /// <summary>Whether the answer carries the whole plan (<see cref="MatchView.Plan"/>) and the advice (<see cref="MatchView.Advice"/>). Missing = no.</summary>
    public bool? Plan { get; init; }
}

/// <summary>Degrees, WGS 84. Never put into a URL or a log.</summary>
[method: JsonConstructor]
public sealed record StartPoint()
{
    public StartPoint(double lat, double lon)
        : this() => (Lat, Lon) = (lat, lon);

    [Required(ErrorMessage = "Give the latitude.")]
    [Range(-90, 90, ErrorMessage = "A latitude is -90 to 90 degrees.")]
    public double? Lat { get; init; }

    [Required(ErrorMessage = "Give the longitude.")]
    [Range(-180, 180, ErrorMessage = "A longitude is -180 to 180 degrees.")]
    public double? Lon { get; init; }
}

/// <param name="Day">Sunday to Saturday, in English.</param>
/// <param name="From">15:00</param>
/// <param name="Until">18:00; 24:00 = the end of the day.</param>
/// <param name="StartsAt">home, school or work; missing = home.</param>
public sealed record FreeTimeRequest([Required] string? Day, [Required] string? From, [Required] string? Until, string? StartsAt = null);

/// <param name="Day">Sunday to Saturday, in English.</param>
/// <param name="At">15:00</param>
public sealed record FetchRequest([Required] string? Day, [Required] string? At);
