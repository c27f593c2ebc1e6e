using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ResourceMatch.Domain.Needs;
using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Households;

/// <summary>An invented family, as families.json tells it. Nobody in it exists.</summary>
internal sealed record Family(int Number, Site Home, School School, Person Student, IReadOnlyList<int> Others)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public IReadOnlyList<string> Languages { get; init; } = [];
    public bool SpeaksEnglish { get; init; } = true;
    public bool HasCar { get; init; }
    public IReadOnlyList<(string Day, string From, string Until)> FreeTimes { get; init; } = [];

    /// <summary>Where the free times begin: null = at home, "work" or "school".</summary>
    public string? StartsAt { get; init; }
    public Site? Work { get; init; }

    /// <summary>When a child is to be fetched at the school, by weekday.</summary>
    public IReadOnlyList<(string Day, string At)> Fetches { get; init; } = [];
    public bool CanCallAhead { get; init; }

    /// <summary>How pressing the plan is, 1 to 3.</summary>
    public int? Tier { get; init; }
    public DateOnly? WaitingSince { get; init; }
    public int Walk { get; init; } = 1_200;
    public int Carry { get; init; } = 800;
    public int OneWayMinutes { get; init; } = 60;
    public bool NeedsStepFree { get; init; }
    public bool HasStroller { get; init; }
    public bool FreeOnly { get; init; }
    public IReadOnlyList<string> MissingDocuments { get; init; } = [];
    public SortedDictionary<string, bool> Eligibility { get; init; } = [];
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>A JSON array, one family a line.</summary>
    public static string Write(IEnumerable<Family> families) => new StringBuilder("[\n").AppendJoin(",\n", families.Select(family => family.ToJson())).Append("\n]\n").ToString();

    private string ToJson() => JsonSerializer.Serialize(
        new
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"family-{Number + 1:000}"),
            Name = FamilyNames.At(Number),
            School = School.Key,
            Student = new { Student.Age, Student.Grade },
            Others = Others.Select(age => new { Age = age }),
            Home = new { Lat = Home.Point.Latitude, Lon = Home.Point.Longitude },
            Home.Neighborhood,
            Languages,
            SpeaksEnglish,
            HasCar,
            FreeTimes = FreeTimes.Select(time => new { time.Day, time.From, time.Until, StartsAt = time.Day is "Saturday" or "Sunday" ? null : StartsAt }),
            Work = Work is { } work ? new { Lat = work.Point.Latitude, Lon = work.Point.Longitude } : null,
            SchoolPoint = StartsAt == "school" || Fetches.Count > 0 ? new { Lat = School.Site.Point.Latitude, Lon = School.Site.Point.Longitude } : null,
            Fetch = Fetches.Count == 0 ? null : Fetches.Select(each => new { each.Day, each.At }),
            Limits = new { WalkMeters = Walk, CarryMeters = Carry, OneWayMinutes },
            NeedsStepFree,
            HasStroller,
            CanCallAhead = CanCallAhead ? true : (bool?)null,
            FreeOnly,
            MissingDocuments,
            Eligibility,
            Needs,
            Tier,
            WaitingSince = WaitingSince?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        },
        Json);
}
