using System.ComponentModel.DataAnnotations;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>What a page, the endpoint and the command line ask: who the family is, where it starts, what it needs.</summary>
/// <remarks>
/// Everything but a start (<see cref="From"/>, <see cref="Place"/> or <see cref="HouseholdId"/>) and the needs may be missing; missing means what
/// <see cref="Domain.Needs.Household"/> says. With a <see cref="HouseholdId"/> the family's own values hold wherever this request says nothing. Immutable.
/// </remarks>
public sealed record MatchRequest
{
    public const int MaxNeeds = 20;
    public const int MaxDays = 14;

    /// <summary>Keys of the needs vocabulary, 1 to 20. May be missing with a household: then its own.</summary>
    [MaxLength(MaxNeeds)]
    public IReadOnlyList<string>? Needs { get; init; }

    public StartPoint? From { get; init; }

    /// <summary>A neighborhood, school or stop by key or by name.</summary>
    [StringLength(200)]
    public string? Place { get; init; }

    /// <summary>One of the sample families.</summary>
    [StringLength(100)]
    public string? HouseholdId { get; init; }

    public bool? Car { get; init; }

    /// <summary>Longest single walk, walked metres.</summary>
    [Range(0, 5_000)]
    public int? WalkMeters { get; init; }

    /// <summary>Longest single walk on the way home with bags, walked metres; never more than <see cref="WalkMeters"/>.</summary>
    [Range(0, 5_000)]
    public int? CarryMeters { get; init; }

    [Range(1, 240)]
    public int? OneWayMinutes { get; init; }

    [MaxLength(100)]
    public IReadOnlyList<FreeTimeRequest>? FreeTimes { get; init; }

    /// <summary>ISO 639 codes, best first.</summary>
    [MaxLength(10)]
    public IReadOnlyList<string>? Languages { get; init; }

    public bool? SpeaksEnglish { get; init; }

    public bool? FreeOnly { get; init; }

    /// <summary>Names of <see cref="Domain.Needs.DocumentKind"/>.</summary>
    [MaxLength(20)]
    public IReadOnlyList<string>? MissingDocuments { get; init; }

    public bool? StepFree { get; init; }

    public bool? Stroller { get; init; }

    /// <summary>By key: yes or no; a missing key was not asked.</summary>
    public IReadOnlyDictionary<string, bool>? Eligibility { get; init; }

    [Range(0, 120)]
    public int? StudentAge { get; init; }

    /// <summary>0 = kindergarten.</summary>
    [Range(0, 12)]
    public int? StudentGrade { get; init; }

    /// <summary>Ages of everybody else at home.</summary>
    [MaxLength(20)]
    public IReadOnlyList<int>? OtherAges { get; init; }

    /// <summary>Key of the student's school.</summary>
    [StringLength(200)]
    public string? School { get; init; }

    /// <summary>The first day judged; missing = today where the buses run.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Days judged from <see cref="Date"/> on; missing = 7.</summary>
    [Range(1, MaxDays)]
    public int? Days { get; init; }

    /// <summary>Whether the answer lists what is not shown, and why. Missing = yes.</summary>
    public bool? IncludeExcluded { get; init; }
}

/// <summary>Degrees, WGS 84. Never put into a URL or a log.</summary>
public sealed record StartPoint([Required, Range(-90, 90)] double? Lat, [Required, Range(-180, 180)] double? Lon);

/// <param name="Day">Sunday to Saturday, in English.</param>
/// <param name="From">15:00</param>
/// <param name="Until">18:00; 24:00 = the end of the day.</param>
public sealed record FreeTimeRequest([Required] string? Day, [Required] string? From, [Required] string? Until);
