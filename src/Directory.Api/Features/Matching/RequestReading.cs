using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>Turns a request into a household, or says field by field what to put right. Asks no database.</summary>
internal sealed class RequestReading
{
    private readonly MatchRequest request;
    private readonly List<FieldProblem> problems = [];

    private GeoPoint? work;
    private GeoPoint? school;

    private RequestReading(MatchRequest request) => this.request = request;

    /// <param name="request">As it came.</param>
    /// <param name="family">The sample family asked for; null = none.</param>
    /// <param name="home">The start, already found; null = none was given.</param>
    public static (Household Household, IReadOnlyList<Need> Needs, IReadOnlyList<FieldProblem> Problems) Read(MatchRequest request, Household? family, GeoPoint? home)
    {
        var reading = new RequestReading(request);
        reading.CheckAnnotations(request, "");
        if (request.From is { } from) reading.CheckAnnotations(from, "from.");
        reading.work = reading.ReadPoint(request.Work, "work") ?? family?.Work;
        reading.school = reading.ReadPoint(request.SchoolPoint, "schoolPoint") ?? family?.SchoolPoint;
        var household = reading.ReadHousehold(family ?? new Household(), home);
        var needs = reading.ReadNeeds(household);
        return (household, needs, reading.problems);
    }

    private void CheckAnnotations(object value, string prefix)
    {
        List<ValidationResult> found = [];
        Validator.TryValidateObject(value, new ValidationContext(value), found, validateAllProperties: true);
        foreach (var result in found)
        {
            var field = JsonNamingPolicy.CamelCase.ConvertName(result.MemberNames.FirstOrDefault() ?? "");
            problems.Add(new FieldProblem(prefix + field, value is StartPoint { Lat: null } or StartPoint { Lon: null } ? "missing" : "outOfRange", result.ErrorMessage ?? "Check this value."));
        }
    }

    private List<Need> ReadNeeds(Household household)
    {
        var keys = request.Needs ?? household.Needs;
        if (keys.Count == 0) problems.Add(new FieldProblem("needs", "missing", "Say what is needed: at least one key of the needs vocabulary."));
        List<Need> needs = [];
        for (var index = 0; index < keys.Count; index++)
        {
            if (NeedVocabulary.Default.Find(keys[index]) is { } need) needs.Add(need);
            else problems.Add(new FieldProblem($"needs[{index}]", "unknownNeed", $"There is no need \"{keys[index]}\" in the vocabulary."));
        }

        return [.. needs.Distinct()];
    }

    private Household ReadHousehold(Household family, GeoPoint? home) => family with
    {
        Home = home ?? family.Home,
        Work = work,
        SchoolPoint = school,
        Student = StudentOf(family),
        Others = request.OtherAges is { } ages ? [.. ages.Select((age, index) => new Person(InAge(age, index)))] : family.Others,
        Languages = request.Languages is { } languages ? [.. languages.Select((code, index) => ReadLanguage(code, index))] : family.Languages,
        SpeaksEnglish = request.SpeaksEnglish ?? (request.Languages is { Count: > 0 } spoken ? spoken.Contains("en", StringComparer.OrdinalIgnoreCase) : family.SpeaksEnglish),
        HasCar = request.Car ?? family.HasCar,
        FreeTimes = request.FreeTimes is { } free ? [.. free.Select(ReadFree).OfType<FreeTime>()] : family.FreeTimes,
        Fetches = request.Fetch is { } fetches ? [.. fetches.Select(ReadFetch).OfType<Fetch>()] : family.Fetches,
        CanCallAhead = request.CanCallAhead ?? family.CanCallAhead,
        Limits = LimitsOf(family.Limits),
        NeedsStepFree = request.StepFree ?? family.NeedsStepFree,
        HasStroller = request.Stroller ?? family.HasStroller,
        FreeOnly = request.FreeOnly ?? family.FreeOnly,
        MissingDocuments = request.MissingDocuments is { } papers ? papers.Select(ReadPaper).OfType<DocumentKind>().ToHashSet() : family.MissingDocuments,
        Eligibility = request.Eligibility is { } answers ? ReadEligibility(answers) : family.Eligibility,
        School = request.School ?? family.School,
    };

    private Person? StudentOf(Household family) => request.StudentAge is null && request.StudentGrade is null
        ? family.Student
        : new Person(request.StudentAge ?? family.Student?.Age, request.StudentGrade ?? family.Student?.Grade);

    private Limits LimitsOf(Limits family)
    {
        var walkMeters = request.WalkMeters ?? family.WalkMeters;
        return new Limits
        {
            WalkMeters = walkMeters,
            CarryMeters = Math.Min(request.CarryMeters ?? family.CarryMeters, walkMeters),
            OneWayMinutes = request.OneWayMinutes ?? family.OneWayMinutes,
        };
    }

    private int InAge(int age, int index)
    {
        if (age is < 0 or > 120) problems.Add(new FieldProblem($"otherAges[{index}]", "outOfRange", $"{age} is no age; give 0 to 120."));
        return age;
    }

    private string ReadLanguage(string? code, int index)
    {
        var known = (code ?? "").Trim().ToLowerInvariant();
        if (known.Length is < 2 or > 3 || !known.All(char.IsAsciiLetter))
        {
            problems.Add(new FieldProblem($"languages[{index}]", "notReadable", $"\"{code}\" is no language code; give two letters such as es."));
        }

        return known;
    }

    private FreeTime? ReadFree(FreeTimeRequest? free, int index)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"freeTimes[{index}]");
        FreeTime? Wrong(string name, string message)
        {
            problems.Add(new FieldProblem($"{field}{name}", "notReadable", message));
            return null;
        }

        if (free is null) return Wrong("", "Give a day, from and until.");
        if (!ClockText.TryParseDay(free.Day, out var day)) return Wrong(".day", $"\"{free.Day}\" is no day; give Sunday to Saturday.");
        if (!ClockText.TryParseMinute(free.From, out var from)) return Wrong(".from", $"\"{free.From}\" is no time; give it as 15:00.");
        if (!ClockText.TryParseMinute(free.Until, out var until)) return Wrong(".until", $"\"{free.Until}\" is no time; give it as 18:00.");
        if (!ClockText.TryParseStart(free.StartsAt, out var start)) return Wrong(".startsAt", $"\"{free.StartsAt}\" is no start; give home, school or work.");
        if (start == StartPlace.Work && work is null) return Wrong(".startsAt", "Say where work is: work (lat, lon).");
        if (start == StartPlace.School && school is null) return Wrong(".startsAt", "Say where the school is: schoolPoint (lat, lon).");
        return until > from ? new FreeTime(day, from, until, start) : Wrong(".until", $"{free.Until} must be later than {free.From}.");
    }

    private Fetch? ReadFetch(FetchRequest? fetch, int index)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"fetch[{index}]");
        Fetch? Wrong(string name, string message)
        {
            problems.Add(new FieldProblem($"{field}{name}", "notReadable", message));
            return null;
        }

        if (!ClockText.TryParseDay(fetch?.Day, out var day)) return Wrong(".day", $"\"{fetch?.Day}\" is no day; give Sunday to Saturday.");
        if (!ClockText.TryParseMinute(fetch?.At, out var minute)) return Wrong(".at", $"\"{fetch?.At}\" is no time; give it as 15:00.");
        return school is not null ? new Fetch(day, minute) : Wrong("", "Say where the school is: schoolPoint (lat, lon).");
    }

    private GeoPoint? ReadPoint(StartPoint? point, string field)
    {
        if (point is null) return null;
        var before = problems.Count;
        CheckAnnotations(point, field + ".");
        var found = GeoPoint.Find(point.Lon, point.Lat);
        if (found is null && problems.Count == before) problems.Add(new FieldProblem(field, "outsideArea", "0, 0 lies in the sea. Give a latitude and longitude."));
        return found;
    }

    private DocumentKind? ReadPaper(string? name, int index)
    {
        if (ClockText.TryParseName<DocumentKind>(name, out var kind)) return kind;
        problems.Add(new FieldProblem($"missingDocuments[{index}]", "notReadable", $"\"{name}\" is no kind of paper; give one of {string.Join(", ", Enum.GetNames<DocumentKind>())}."));
        return null;
    }

    private IReadOnlyDictionary<string, bool> ReadEligibility(IReadOnlyDictionary<string, bool> answers)
    {
        foreach (var key in answers.Keys.Where(key => !EligibilityKeys.All.Contains(key) && !key.StartsWith(EligibilityKeys.SchoolPrefix, StringComparison.Ordinal)))
        {
            problems.Add(new FieldProblem($"eligibility.{key}", "notReadable", $"There is no eligibility \"{key}\"; give one of {string.Join(", ", EligibilityKeys.All)}."));
        }

        return answers;
    }
}
