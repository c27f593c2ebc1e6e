using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Pages.Match;

/// <summary>The limits of the desk as they stand in the address or the posted form: texts as typed, so that a page with an error shows them again.</summary>
/// <remarks>
/// A family chosen anew brings its own limits: fields count only when <c>of</c> names the family they were shown for.
/// An exact point is read from a posted body alone. Immutable.
/// </remarks>
public sealed record MatchForm
{
    private const double MetersPerMinute = 72; // 1.2 m/s

    public string? Family { get; init; }

    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Key of a neighborhood, school or stop.</summary>
    public string? At { get; init; }

    /// <summary>A stop's name, as typed.</summary>
    public string? Stop { get; init; }

    public string? Lat { get; init; }

    public string? Lon { get; init; }

    public bool Car { get; init; }

    public string? WalkMinutes { get; init; }

    public string? TripMinutes { get; init; }

    public bool Stroller { get; init; }

    public bool StepFree { get; init; }

    /// <summary>ISO code; null = English.</summary>
    public string? Speaks { get; init; }

    public bool LittleEnglish { get; init; }

    public bool FreeOnly { get; init; }

    public IReadOnlyList<string> Papers { get; init; } = [];

    public string? Age { get; init; }

    public string? Grade { get; init; }

    public string? Date { get; init; }

    /// <summary>By weekday, Sunday first: from and until as typed, empty = not free.</summary>
    public IReadOnlyList<(string From, string Until)> Times { get; init; } = [.. Enumerable.Repeat(("", ""), 7)];

    /// <summary>Places to list for each need.</summary>
    public int Shown { get; init; }

    /// <summary>False on the first look: nothing was asked yet.</summary>
    public bool IsAsked => Family is not null || Needs.Count > 0 || At is not null || Stop is not null || Lat is not null;

    /// <param name="request">The address, and the body when posted.</param>
    /// <param name="findFamily">The household of an id, or null.</param>
    public static MatchForm Read(HttpRequest request, Func<string, Household?> findFamily)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(findFamily);
        var posted = request.HasFormContentType ? request.Form : null;
        string? One(string name) => Blank(posted is not null && posted.TryGetValue(name, out var form) ? form.LastOrDefault() : request.Query[name].LastOrDefault());
        IReadOnlyList<string> Many(string name) =>
            [.. (posted is not null && posted.TryGetValue(name, out var form) ? form : request.Query[name]).Select(Blank).OfType<string>().Distinct().Take(MatchRequest.MaxNeeds + 1)];

        var family = One("family");
        var needs = Many("need");
        var shown = int.TryParse(One("n"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 0, 500) : 0;
        if (family is not null && One("of") != family)
        {
            // Chosen anew, or linked to: the family's own limits, and its needs unless the link names some.
            return findFamily(family) is { } household
                ? Of(household) with { Needs = needs.Count > 0 && One("of") is null ? needs : household.Needs, Date = One("date"), Shown = shown }
                : new MatchForm { Family = family, Needs = needs, Shown = shown };
        }

        return new MatchForm
        {
            Family = family,
            Needs = needs,
            At = One("at"),
            Stop = One("stop"),
            Lat = posted is null ? null : One("lat"),
            Lon = posted is null ? null : One("lon"),
            Car = One("car") is not null,
            WalkMinutes = One("walk"),
            TripMinutes = One("trip"),
            Stroller = One("stroller") is not null,
            StepFree = One("stepfree") is not null,
            Speaks = One("speaks"),
            LittleEnglish = One("little") is not null,
            FreeOnly = One("free") is not null,
            Papers = Many("paper"),
            Age = One("age"),
            Grade = One("grade"),
            Date = One("date"),
            Times = [.. Enumerable.Range(0, 7).Select(day => (One($"from{day}") ?? "", One($"until{day}") ?? ""))],
            Shown = shown,
        };
    }

    /// <summary>The form as one family's own limits fill it.</summary>
    public static MatchForm Of(Household household)
    {
        ArgumentNullException.ThrowIfNull(household);
        return new MatchForm
        {
            Family = household.Id,
            Needs = household.Needs,
            Car = household.HasCar,
            WalkMinutes = MinutesOf(household.Limits.WalkMeters),
            TripMinutes = Text(household.Limits.OneWayMinutes),
            Stroller = household.HasStroller,
            StepFree = household.NeedsStepFree,
            Speaks = household.Languages.FirstOrDefault(code => code != "en"),
            LittleEnglish = !household.SpeaksEnglish,
            FreeOnly = household.FreeOnly,
            Papers = [.. household.MissingDocuments.Order().Select(kind => kind.ToString())],
            Age = household.Student?.Age is { } age ? Text(age) : null,
            Grade = household.Student?.Grade is { } grade ? grade == 0 ? "K" : Text(grade) : null,
            Times = [.. Enumerable.Range(0, 7).Select(day => household.FreeTimes.Where(free => (int)free.Day == day).Select(free => (Clock(free.FromMinute), Clock(free.UntilMinute))).FirstOrDefault(("", "")))],
        };
    }

    /// <summary>What is asked of the engine. A family's own value holds wherever the form still shows it.</summary>
    /// <param name="household">The chosen family; null = none.</param>
    /// <param name="today">Where the buses run.</param>
    /// <param name="minuteNow">Nobody leaves home earlier today than now.</param>
    /// <param name="problems">Filled with what cannot be read.</param>
    public MatchRequest ToRequest(Household? household, DateOnly today, int minuteNow, ICollection<FieldProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var own = household is null ? null : Of(household);
        var walk = Number(WalkMinutes, "walk", 1, 120, problems);
        var trip = Number(TripMinutes, "trip", 1, 240, problems);
        var age = Number(Age, "age", 0, 120, problems);
        int? grade = Grade is "K" or "k" ? 0 : Number(Grade, "grade", 0, 12, problems);
        var date = ReadDate(problems);
        if (Needs.Count == 0) problems.Add(new("need", "missing", "Choose what is needed."));
        var (lat, lon) = (Degrees(Lat), Degrees(Lon));
        if (household is null && At is null && Stop is null && lat is null) problems.Add(new("at", "missing", "Choose where the trip starts."));
        IReadOnlyList<FreeTime> times = ReadTimes(problems);
        if (own is not null && Times.SequenceEqual(own.Times)) times = household!.FreeTimes;
        return new MatchRequest
        {
            HouseholdId = household?.Id,
            Needs = Needs,
            From = lat is { } north && lon is { } east ? new StartPoint(north, east) : null,
            Place = lat is null ? Stop ?? At : null,
            Car = Car,
            WalkMeters = own is not null && own.WalkMinutes == WalkMinutes ? null : walk is { } minutes ? (int)(minutes * MetersPerMinute) : null,
            OneWayMinutes = trip,
            FreeTimes = [.. FromNow(times, date ?? today, today, minuteNow).Select(free => new FreeTimeRequest(free.Day.ToString(), Clock(free.FromMinute), Clock(free.UntilMinute)))],
            Languages = own is not null && own.Speaks == Speaks ? null : Speaks is null ? [] : [Speaks],
            SpeaksEnglish = !LittleEnglish,
            FreeOnly = FreeOnly,
            MissingDocuments = Papers,
            StepFree = StepFree,
            Stroller = Stroller,
            StudentAge = age,
            StudentGrade = grade,
            Date = date ?? today,
        };
    }

    /// <summary>Free times of a week of which today's part has begun: nothing before now. Empty stays "any time" on other dates.</summary>
    public static IReadOnlyList<FreeTime> FromNow(IReadOnlyList<FreeTime> times, DateOnly date, DateOnly today, int minuteNow)
    {
        if (date != today || minuteNow <= 0) return times;
        var week = times.Count > 0 ? times : [.. Enum.GetValues<DayOfWeek>().Select(day => new FreeTime(day, 0, 1440))];
        return [.. week.Select(free => free.Day == today.DayOfWeek ? free with { FromMinute = Math.Max(free.FromMinute, minuteNow) } : free).Where(free => free.FromMinute < free.UntilMinute)];
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string MinutesOf(int meters) => Text((int)(meters / MetersPerMinute));

    private static string Clock(int minute) => ClockText.Minute(minute);

    private static double? Degrees(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;

    private static int? Number(string? text, string field, int least, int most, ICollection<FieldProblem> problems)
    {
        if (text is null) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        problems.Add(new(field, "outOfRange", $"Enter {least} to {most}."));
        return null;
    }

    private DateOnly? ReadDate(ICollection<FieldProblem> problems)
    {
        if (Date is null) return null;
        if (DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        problems.Add(new("date", "notReadable", "Enter a date."));
        return null;
    }

    private List<FreeTime> ReadTimes(ICollection<FieldProblem> problems)
    {
        List<FreeTime> times = [];
        for (var day = 0; day < Times.Count; day++)
        {
            var (from, until) = Times[day];
            if (from.Length == 0 && until.Length == 0) continue;
            if (ClockText.TryParseMinute(from.Length == 0 ? "00:00" : from, out var start) && ClockText.TryParseMinute(until.Length == 0 ? "24:00" : until, out var end) && start < end) times.Add(new((DayOfWeek)day, start, end));
            else problems.Add(new($"from{day}", "notReadable", "Enter a start and an end, the end after the start."));
        }

        return times;
    }
}
