using System.Globalization;
using System.Text.Json;

namespace ResourceMatch.Checker.Raw;

/// <param name="StartsAt">home, school or work.</param>
internal sealed record RawFreeTime(DayOfWeek Day, int From, int Until, string StartsAt = "home");

internal sealed record RawFetch(DayOfWeek Day, int At);

/// <summary>A part of a day in which the family may be away: where it begins and where it must end.</summary>
internal sealed record RawStretch(int From, int Until, string StartsAt, string EndsAt, LatLon Start, LatLon End)
{
    public bool Holds(Answers.PrintedOuting outing) => outing.StartsAt == StartsAt && outing.EndsAt == EndsAt && From <= outing.LeaveHome && outing.ArriveHome <= Until;
}

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
    public bool HasStroller { get; init; }
    public LatLon Work { get; init; } = LatLon.Unknown;
    public LatLon SchoolPoint { get; init; } = LatLon.Unknown;
    public IReadOnlyList<RawFetch> Fetches { get; init; } = [];
    public bool CanCallAhead { get; init; }
    public bool FreeOnly { get; init; }
    public IReadOnlyList<string> MissingDocuments { get; init; } = [];
    public IReadOnlyDictionary<string, bool> Eligibility { get; init; } = new Dictionary<string, bool>();
    public IReadOnlyList<string> Needs { get; init; } = [];

    public static IReadOnlyList<RawFamily> ReadAll(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    public Walker Walker => NeedsStepFree ? Walker.Wheelchair : HasStroller ? Walker.Pram : Walker.OnFoot;

    /// <summary>When the family may be away on the date, in seconds of the clock. No free times = the whole of every day, from home. A child to fetch cuts a free time in two: the first part ends at the school, the second starts there.</summary>
    public IEnumerable<RawStretch> FreeOn(DateOnly date)
    {
        List<RawFreeTime> times = FreeTimes.Count == 0 ? [new RawFreeTime(date.DayOfWeek, 0, 86_400)] : [.. FreeTimes.Where(time => time.Day == date.DayOfWeek)];
        foreach (var time in times)
        {
            var (from, start) = (time.From, time.StartsAt);
            foreach (var at in Fetches.Where(fetch => fetch.Day == date.DayOfWeek && fetch.At >= time.From && fetch.At <= time.Until).Select(fetch => fetch.At).Distinct().Order())
            {
                if (at > from) yield return new RawStretch(from, at, start, "school", PointOf(start), SchoolPoint);
                (from, start) = (at, "school");
            }

            if (from < time.Until) yield return new RawStretch(from, time.Until, start, "home", PointOf(start), Home);
        }
    }

    private LatLon PointOf(string start) => start switch { "work" => Work, "school" => SchoolPoint, _ => Home };

    private static RawFamily Read(JsonElement json)
    {
        JsonElement? Find(JsonElement from, string name) => from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
        string[] Strings(string name) => Find(json, name) is { } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
        bool Flag(string name, bool otherwise) => Find(json, name)?.GetBoolean() ?? otherwise;
        LatLon Point(string name) => Find(json, name) is { } at ? new LatLon(at.GetProperty("lat").GetDouble(), at.GetProperty("lon").GetDouble()) : LatLon.Unknown;
        var student = Find(json, "student");
        var limits = Find(json, "limits");
        int Limit(string name, int otherwise) => limits is { } found && Find(found, name) is { } value ? value.GetInt32() : otherwise;
        return new RawFamily
        {
            Id = json.GetProperty("id").GetString()!,
            Home = Point("home"),
            Work = Point("work"),
            SchoolPoint = Point("schoolPoint"),
            Fetches = Find(json, "fetch") is { } fetches ? [.. fetches.EnumerateArray().Select(fetch => new RawFetch(Day(fetch), Seconds(fetch, "at")))] : [],
            CanCallAhead = Flag("canCallAhead", false),
            HasStroller = Flag("hasStroller", false),
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

    private static RawFreeTime ReadFreeTime(JsonElement json) =>
        new(Day(json), Seconds(json, "from"), Seconds(json, "until"), json.TryGetProperty("startsAt", out var start) && start.ValueKind == JsonValueKind.String ? start.GetString()!.ToLowerInvariant() : "home");

    private static DayOfWeek Day(JsonElement json) => Enum.Parse<DayOfWeek>(json.GetProperty("day").GetString()!, ignoreCase: true);

    private static int Seconds(JsonElement json, string name) =>
        json.GetProperty(name).GetString() is var text && text == "24:00" ? 86_400 : (int)TimeOnly.Parse(text!, CultureInfo.InvariantCulture).ToTimeSpan().TotalSeconds;
}
