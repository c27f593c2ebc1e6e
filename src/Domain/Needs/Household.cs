using ResourceMatch.Domain.Places;

namespace ResourceMatch.Domain.Needs;

/// <summary>What is known of one family when help is looked for. Not stored by this type; every field may be unknown.</summary>
/// <remarks>
/// Empty means: no <see cref="FreeTimes"/> = free all day, every day; <see cref="HasCar"/> false = no car; no <see cref="Languages"/> = English will do;
/// an eligibility key missing from <see cref="Eligibility"/> = not asked (a caveat, never an exclusion). Immutable; safe to share.
/// </remarks>
public sealed record Household
{
    public string? Id { get; init; }

    /// <summary>What the page calls it: "the Rivera family". Invented people only until the student database exists.</summary>
    public string? Name { get; init; }

    /// <summary>Where outings end, and start unless a free time says otherwise. Null = unknown: then nothing is reachable and only distance-free answers are given.</summary>
    public GeoPoint? Home { get; init; }

    /// <summary>Where someone works; needed by free times that start there. Null = not said.</summary>
    public GeoPoint? Work { get; init; }

    /// <summary>Where a child's school lies; needed by free times that start there and by <see cref="Fetches"/>. Null = not said.</summary>
    public GeoPoint? SchoolPoint { get; init; }

    /// <summary>The student whom the plan is for; null when only the household is known.</summary>
    public Person? Student { get; init; }

    /// <summary>Everybody else at home. Empty = unknown.</summary>
    public IReadOnlyList<Person> Others { get; init; } = [];

    /// <summary>Languages the family speaks, ISO 639, best first.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>True when English is enough to be served; then language only ranks, and excludes nothing.</summary>
    public bool SpeaksEnglish { get; init; } = true;

    public bool HasCar { get; init; }

    /// <summary>Weekly times when someone can go. Empty = all day, every day.</summary>
    public IReadOnlyList<FreeTime> FreeTimes { get; init; } = [];

    /// <summary>Times at which a child must be fetched at <see cref="SchoolPoint"/>. Empty = none.</summary>
    /// <remarks>One inside a free time cuts it in two: the part before ends at the school, the part after starts there. Outside every free time it means nothing.</remarks>
    public IReadOnlyList<Fetch> Fetches { get; init; } = [];

    /// <summary>True = they can phone a line beforehand, or ask the driver: rides that may be had only so are offered, and told.</summary>
    public bool CanCallAhead { get; init; }

    public Limits Limits { get; init; } = new();

    /// <summary>True = someone uses a wheelchair, or cannot take steps: ways, stops, trips and doors are step-free.</summary>
    public bool NeedsStepFree { get; init; }

    /// <summary>True = a pram comes along: no stairs on the way. With <see cref="NeedsStepFree"/> the stricter rule holds.</summary>
    public bool HasStroller { get; init; }

    /// <summary>True = only what costs nothing.</summary>
    public bool FreeOnly { get; init; }

    /// <summary>Kinds of papers that the family does not have (see <see cref="DocumentKind"/>).</summary>
    public IReadOnlySet<DocumentKind> MissingDocuments { get; init; } = new HashSet<DocumentKind>();

    /// <summary>Eligibility keys (see <see cref="EligibilityKeys"/>): true = yes, false = no, absent = not asked.</summary>
    public IReadOnlyDictionary<string, bool> Eligibility { get; init; } = new Dictionary<string, bool>();

    /// <summary>Key of the student's school, or null when unknown.</summary>
    public string? School { get; init; }

    /// <summary>Keys of the needs vocabulary.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>How much support the student gets: 1 (as everyone) to 3 (the most). Null = nobody has said; counts as 1 where seats are given out.</summary>
    public int? Tier { get; init; }

    /// <summary>The day since which they wait for a seat somewhere. Null = they have just come.</summary>
    public DateOnly? WaitingSince { get; init; }
}

/// <param name="Age">Whole years; null = unknown.</param>
/// <param name="Grade">0 = kindergarten, 1 to 12; null = unknown or not at school.</param>
public sealed record Person(int? Age, int? Grade = null);

/// <summary>A weekly time when the family can be away; minutes after local midnight, end at most 1,440. It ends at home.</summary>
/// <param name="StartsAt">Where they are when it begins.</param>
public readonly record struct FreeTime(DayOfWeek Day, int FromMinute, int UntilMinute, StartPlace StartsAt = StartPlace.Home);

/// <summary>Where a free time starts.</summary>
public enum StartPlace
{
    /// <summary><see cref="Household.Home"/>.</summary>
    Home,

    /// <summary><see cref="Household.SchoolPoint"/>.</summary>
    School,

    /// <summary><see cref="Household.Work"/>.</summary>
    Work,
}

/// <summary>A child to be fetched at the school, every such weekday.</summary>
/// <param name="Minute">After local midnight, 0 to 1,440.</param>
public readonly record struct Fetch(DayOfWeek Day, int Minute);

/// <summary>How far a family goes. Metres are walked metres (detour included) of one single walk; minutes are one way, door to door.</summary>
public sealed record Limits
{
    public int WalkMeters { get; init; } = 1_200;

    /// <summary>On the way back when something is carried home.</summary>
    public int CarryMeters { get; init; } = 800;

    public int OneWayMinutes { get; init; } = 60;
}

/// <summary>Kinds of papers that services ask for and families may lack.</summary>
public enum DocumentKind
{
    PhotoId,
    ProofOfAddress,
    ProofOfIncome,
    BirthCertificate,
    SocialSecurityCard,
    ImmunizationRecord,
    InsuranceCard,
    SchoolRecord,
    ReferralLetter,
}

/// <summary>Keys under which eligibility is asked and published (taxonomy "ResourceMatch eligibility", attribute link_type "service eligibility or intended audience").</summary>
/// <remarks>A service lists audiences; a household passes when it is one of them. Immigration status is never a key, on purpose: a service may only say that any status is accepted.</remarks>
public static class EligibilityKeys
{
    public static readonly IReadOnlyList<string> All =
    [
        "low-income", "receives-snap", "receives-free-lunch", "unhoused", "veteran", "pregnant-or-new-parent", "single-parent",
        "foster-or-kinship-care", "disability", "senior", "survivor", "justice-involved", "newcomer", "uninsured", "unemployed", "english-learner",
    ];

    /// <summary>Prefix of "students of this school": school:mill-creek.</summary>
    public const string SchoolPrefix = "school:";

    /// <summary>Prefix of grades served: grades:K-5, grades:6-8, grades:9-12.</summary>
    public const string GradesPrefix = "grades:";
}
