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

    /// <summary>Where the outing starts and ends. Null = unknown: then nothing is reachable and only distance-free answers are given.</summary>
    public GeoPoint? Home { get; init; }

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

    public Limits Limits { get; init; } = new();

    public bool NeedsStepFree { get; init; }

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
}

/// <param name="Age">Whole years; null = unknown.</param>
/// <param name="Grade">0 = kindergarten, 1 to 12; null = unknown or not at school.</param>
public sealed record Person(int? Age, int? Grade = null);

/// <summary>A weekly time when the family can be away from home; minutes after local midnight, end at most 1,440.</summary>
public readonly record struct FreeTime(DayOfWeek Day, int FromMinute, int UntilMinute);

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
