using System.Globalization;
using System.Text.Json;

namespace ResourceMatch.Checker.Raw;

internal sealed record RawFreeTime(DayOfWeek Day, int From, int Until);

/// <summary>One family of families.json; missing fields have the published defaults.</summary>
internal sealed record RawFamily
{
    public required string Id { get; init; }
    public LatLon Home { get; init; } = LatLon.Unknown;
    public int? StudentAge { get; init; }
    public int? StudentGrade { get; init; }
    public IReadOnlyList<int?> OtherAges { get; init; } = [];
    public string? School { get; init; }
    public IReadOnlyList<string> Languages { get; init; } = [];
    public bool SpeaksEnglish { get; init; } = true;
    public bool HasCar { get; init; }
    public IReadOnlyList<RawFreeTime> FreeTimes { get; init; } = [];
    public int WalkMeters { get; init; } = 1_200;
    public int CarryMeters { get; init; } = 800;
    public int OneWayMinutes { get; init; } = 60;
    public bool NeedsStepFree { get; init; }
    public bool FreeOnly { get; init; }
    public IReadOnlyList<string> MissingDocuments { get; init; } = [];
    public IReadOnlyDictionary<string, bool> Eligibility { get; init; } = new Dictionary<string, bool>();
    public IReadOnlyList<string> Needs { get; init; } = [];

    public static IReadOnlyList<RawFamily> ReadAll(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    /// <summary>The seconds of the date in which the family may be away. No free times = the whole of every day.</summary>
    public IEnumerable<(int From, int Until)> FreeOn(DateOnly date) =>
        FreeTimes.Count == 0 ? [(0, 86_400)] : FreeTimes.Where(time => time.Day == date.DayOfWeek).Select(time => (time.From, time.Until));

    private static RawFamily Read(JsonElement json)
    {
        JsonElement? Find(JsonElement from, string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
        string[] Strings(string name) => Find(json, name) is { } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
        bool Flag(string name, bool otherwise) => Find(json, name)?.GetBoolean() ?? otherwise;
        var student = Find(json, "student");
        var limits = Find(json, "limits");
        int Limit(string name, int otherwise) => limits is { } found && Find(found, name) is { } value ? value.GetInt32() : otherwise;
        return new RawFamily
        {
            Id = json.GetProperty("id").GetString()!,
            Home = Find(json, "home") is { } home ? new LatLon(home.GetProperty("lat").GetDouble(), home.GetProperty("lon").GetDouble()) : LatLon.Unknown,
            StudentAge = student is { } child && Find(child, "age") is { } age ? age.GetInt32() : null,
            StudentGrade = student is { } pupil && Find(pupil, "grade") is { } grade ? grade.GetInt32() : null,
            OtherAges = Find(json, "others") is { } others ? [.. others.EnumerateArray().Select(other => Find(other, "age")?.GetInt32())] : [],
            School = Find(json, "school")?.GetString(),
            Languages = Strings("languages"),
            SpeaksEnglish = Flag("speaksEnglish", true),
            HasCar = Flag("hasCar", false),
            FreeTimes = Find(json, "freeTimes") is { } times ? [.. times.EnumerateArray().Select(ReadFreeTime)] : [],
            WalkMeters = Limit("walkMeters", 1_200),
            CarryMeters = Limit("carryMeters", 800),
            OneWayMinutes = Limit("oneWayMinutes", 60),
            NeedsStepFree = Flag("needsStepFree", false),
            FreeOnly = Flag("freeOnly", false),
            MissingDocuments = Strings("missingDocuments"),
            Eligibility = Find(json, "eligibility") is { } known ? known.EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetBoolean()) : [],
            Needs = Strings("needs"),
        };
    }

    private static RawFreeTime ReadFreeTime(JsonElement json)
    {
        int Seconds(string name) => json.GetProperty(name).GetString() is var text && text == "24:00" ? 86_400 : (int)TimeOnly.Parse(text!, CultureInfo.InvariantCulture).ToTimeSpan().TotalSeconds;
        return new RawFreeTime(Enum.Parse<DayOfWeek>(json.GetProperty("day").GetString()!, ignoreCase: true), Seconds("from"), Seconds("until"));
    }
}
