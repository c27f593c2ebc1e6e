using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>A families file cannot be used; the message names the file, the item and the field.</summary>
public sealed class FamilyFileException(string message) : Exception(message);

/// <summary>Reads families.json, the invented families of the sample: an array of objects, strict about every field.</summary>
/// <remarks>The form stands in data/samples/README.md. Nothing is guessed: an unknown field, need, day or kind of paper refuses the file.</remarks>
public static class FamilyFile
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
    };

    public static async Task<IReadOnlyList<Household>> Read(string path, CancellationToken cancellation)
    {
        var file = Path.GetFileName(path);
        List<Household> households = [];
        var shared = new SharedValues();
        try
        {
            // One family after the other: a district's file is larger than all that is kept of it.
            await using var stream = File.OpenRead(path);
            await foreach (var element in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, Strict, cancellation)) households.Add(ReadOne(file, households.Count, element, shared));
        }
        catch (JsonException broken)
        {
            throw new FamilyFileException(households.Count == 0 && await IsJson(path, cancellation) ? $"{file}: must be an array of families" : $"{file}: not JSON ({broken.Message})");
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FamilyFileException($"{file}: there is no such file");
        }

        var twice = households.GroupBy(household => household.Id).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? households : throw new FamilyFileException($"{file}: id \"{twice.Key}\" stands {twice.Count()} times; make each id different");
    }

    private static async Task<bool> IsJson(string path, CancellationToken cancellation)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Household ReadOne(string file, int index, JsonElement element, SharedValues shared)
    {
        FamilyFileException Wrong(string field, string what) => new($"{file}, item {index}, field {field}: {what}");
        FamilyRow row;
        try
        {
            row = element.Deserialize<FamilyRow>(Strict) ?? throw Wrong("(all)", "is null");
        }
        catch (JsonException broken)
        {
            throw Wrong(broken.Path is { Length: > 2 } path ? path[2..] : "(all)", broken.Message.Split(" Path:")[0]);
        }

        if (string.IsNullOrWhiteSpace(row.Id)) throw Wrong("id", "is empty");
        if (GeoPoint.Find(row.Home?.Lon, row.Home?.Lat) is not { } home) throw Wrong("home", "needs lat from -90 to 90 and lon from -180 to 180");
        foreach (var (need, place) in row.Needs.Select((need, place) => (need, place)))
        {
            if (NeedVocabulary.Default.Find(need) is null) throw Wrong($"needs[{place}]", $"\"{need}\" is no need of the vocabulary");
        }

        var (work, school) = (ReadPoint("work", row.Work), ReadPoint("schoolPoint", row.SchoolPoint));
        var limits = new Limits();
        limits = new Limits
        {
            WalkMeters = InRange("limits.walkMeters", row.Limits?.WalkMeters ?? limits.WalkMeters, 0, 5_000),
            CarryMeters = InRange("limits.carryMeters", row.Limits?.CarryMeters ?? limits.CarryMeters, 0, 5_000),
            OneWayMinutes = InRange("limits.oneWayMinutes", row.Limits?.OneWayMinutes ?? limits.OneWayMinutes, 1, 240),
        };
        return new Household
        {
            Id = row.Id,
            Name = row.Name,
            School = shared.Of(row.School),
            Student = row.Student is { } student ? new Person(student.Age, student.Grade) : null,
            Others = [.. row.Others.Select(other => new Person(other.Age, other.Grade))],
            Home = home,
            Work = work,
            SchoolPoint = school,
            Languages = [.. row.Languages.Select(word => shared.Of(word)!)],
            SpeaksEnglish = row.SpeaksEnglish,
            HasCar = row.HasCar,
            FreeTimes = [.. row.FreeTimes.Select((free, place) => ReadFree(free, $"freeTimes[{place}]"))],
            Fetches = [.. row.Fetch.Select((fetch, place) => ReadFetch(fetch, $"fetch[{place}]"))],
            CanCallAhead = row.CanCallAhead,
            Limits = limits,
            NeedsStepFree = row.NeedsStepFree,
            HasStroller = row.HasStroller,
            FreeOnly = row.FreeOnly,
            MissingDocuments = row.MissingDocuments.Count == 0 ? shared.NoDocuments : row.MissingDocuments.Select((name, place) => ReadDocument(name, $"missingDocuments[{place}]")).ToHashSet(),
            Eligibility = shared.Of(row.Eligibility),
            Needs = [.. row.Needs.Select(word => shared.Of(word)!)],
            Tier = row.Tier is { } tier ? InRange("tier", tier, 1, 3) : null,
            WaitingSince = ReadDate(row.WaitingSince, "waitingSince"),
        };

        int InRange(string field, int value, int least, int most) =>
            value >= least && value <= most ? value : throw Wrong(field, $"{value} must be {least} to {most}");

        FreeTime ReadFree(FreeRow free, string field)
        {
            if (!ClockText.TryParseDay(free.Day, out var day)) throw Wrong($"{field}.day", $"\"{free.Day}\" is no day; write Sunday to Saturday");
            if (!ClockText.TryParseMinute(free.From, out var from)) throw Wrong($"{field}.from", $"\"{free.From}\" is no time; write 15:00");
            if (!ClockText.TryParseMinute(free.Until, out var until)) throw Wrong($"{field}.until", $"\"{free.Until}\" is no time; write 18:00");
            if (!ClockText.TryParseStart(free.StartsAt, out var start)) throw Wrong($"{field}.startsAt", $"\"{free.StartsAt}\" is no start; write home, school or work");
            if (start == StartPlace.Work && work is null) throw Wrong($"{field}.startsAt", "work needs the field work");
            if (start == StartPlace.School && school is null) throw Wrong($"{field}.startsAt", "school needs the field schoolPoint");
            return until > from ? new FreeTime(day, from, until, start) : throw Wrong(field, $"until {free.Until} must be later than from {free.From}");
        }

        Fetch ReadFetch(FetchRow fetch, string field)
        {
            if (!ClockText.TryParseDay(fetch.Day, out var day)) throw Wrong($"{field}.day", $"\"{fetch.Day}\" is no day; write Sunday to Saturday");
            if (!ClockText.TryParseMinute(fetch.At, out var minute)) throw Wrong($"{field}.at", $"\"{fetch.At}\" is no time; write 15:00");
            return school is not null ? new Fetch(day, minute) : throw Wrong(field, "a fetch needs the field schoolPoint");
        }

        GeoPoint? ReadPoint(string field, HomeRow? point) => point is null
            ? null
            : GeoPoint.Find(point.Lon, point.Lat) ?? throw Wrong(field, "needs lat from -90 to 90 and lon from -180 to 180");

        DateOnly? ReadDate(string? text, string field) => text is null
            ? null
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw Wrong(field, $"\"{text}\" is no date; write 2026-09-01");

        DocumentKind ReadDocument(string name, string field) =>
            ClockText.TryParseName<DocumentKind>(name, out var kind)
                ? kind
                : throw Wrong(field, $"\"{name}\" is no kind of paper; write one of {string.Join(", ", Enum.GetNames<DocumentKind>())}");
    }

    /// <summary>Words and answers that many families of one file share, each kept once.</summary>
    private sealed class SharedValues
    {
        private readonly Dictionary<string, string> known = [];
        private readonly Dictionary<string, IReadOnlyDictionary<string, bool>> answers = [];

        public IReadOnlySet<DocumentKind> NoDocuments { get; } = new HashSet<DocumentKind>();

        public string? Of(string? text) => text is null ? null : known.TryGetValue(text, out var first) ? first : known[text] = text;

        public IReadOnlyDictionary<string, bool> Of(IReadOnlyDictionary<string, bool> eligibility)
        {
            var key = string.Join(' ', eligibility.Select(answer => $"{answer.Key}={answer.Value}"));
            return answers.TryGetValue(key, out var first) ? first : answers[key] = eligibility.ToDictionary(answer => Of(answer.Key)!, answer => answer.Value);
        }
    }

    private sealed record FamilyRow
    {
        public required string Id { get; init; }
        public string? Name { get; init; }
        public string? School { get; init; }
        public PersonRow? Student { get; init; }
        public IReadOnlyList<PersonRow> Others { get; init; } = [];
        public required HomeRow? Home { get; init; }
        public HomeRow? Work { get; init; }
        public HomeRow? SchoolPoint { get; init; }
        public string? Neighborhood { get; init; }
        public IReadOnlyList<string> Languages { get; init; } = [];
        public bool SpeaksEnglish { get; init; } = true;
        public bool HasCar { get; init; }
        public IReadOnlyList<FreeRow> FreeTimes { get; init; } = [];
        public IReadOnlyList<FetchRow> Fetch { get; init; } = [];
        public bool CanCallAhead { get; init; }
        public LimitsRow? Limits { get; init; }
        public bool NeedsStepFree { get; init; }
        public bool HasStroller { get; init; }
        public bool FreeOnly { get; init; }
        public IReadOnlyList<string> MissingDocuments { get; init; } = [];
        public IReadOnlyDictionary<string, bool> Eligibility { get; init; } = new Dictionary<string, bool>();
        public required IReadOnlyList<string> Needs { get; init; }
        public int? Tier { get; init; }
        public string? WaitingSince { get; init; }
    }

    private sealed record PersonRow(int? Age, int? Grade);

    private sealed record HomeRow(double? Lat, double? Lon);

    private sealed record FreeRow(string? Day, string? From, string? Until, string? StartsAt = null);

    private sealed record FetchRow(string? Day, string? At);

    private sealed record LimitsRow(int? WalkMeters, int? CarryMeters, int? OneWayMinutes);
}

/// <summary>Days and clock times as files, requests and the command line write them: Tuesday, 15:00, 24:00.</summary>
internal static class ClockText
{
    /// <summary>home, school or work; missing = home.</summary>
    public static bool TryParseStart(string? text, out StartPlace start)
    {
        start = StartPlace.Home;
        return string.IsNullOrWhiteSpace(text) || TryParseName(text, out start);
    }

    public static bool TryParseDay(string? text, out DayOfWeek day) => TryParseName(text, out day);

    /// <summary>An enum's name without regard to case; never its number.</summary>
    public static bool TryParseName<TEnum>(string? text, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        var name = Enum.GetNames<TEnum>().FirstOrDefault(name => name.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase));
        return name is not null && Enum.TryParse(name, out value);
    }

    /// <summary>Minutes after midnight, 0 to 1,440.</summary>
    public static bool TryParseMinute(string? text, out int minute)
    {
        minute = 0;
        var parts = (text ?? "").Trim().Split(':');
        if (parts.Length != 2 || parts[1].Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            || hours > 24 || minutes > 59 || (hours == 24 && minutes > 0)) return false;
        minute = (hours * 60) + minutes;
        return true;
    }

    public static string Minute(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
