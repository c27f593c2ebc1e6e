using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ResourceMatch.Domain.Needs;
using ResourceMatch.SampleCity.Ground;

namespace ResourceMatch.SampleCity.Households;

/// <summary>An invented family, as families.json tells it. Nobody in it exists.</summary>
internal sealed record Family(int Number, Site Home, School School, Person Student, IReadOnlyList<int> Others)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IReadOnlyList<string> Languages { get; init; } = [];
    public bool SpeaksEnglish { get; init; } = true;
    public bool HasCar { get; init; }
    public IReadOnlyList<(string Day, string From, string Until)> FreeTimes { get; init; } = [];
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
    public static string Write(IEnumerable<Family> families) => "[\n" + string.Join(",\n", families.Select(family => family.ToJson())) + "\n]\n";

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
            FreeTimes = FreeTimes.Select(time => new { time.Day, time.From, time.Until }),
            Limits = new { WalkMeters = Walk, CarryMeters = Carry, OneWayMinutes },
            NeedsStepFree,
            HasStroller,
            FreeOnly,
            MissingDocuments,
            Eligibility,
            Needs,
        },
        Json);
}
