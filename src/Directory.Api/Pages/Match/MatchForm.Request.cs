using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Pages.Match;

/// <content>From what was typed to what the engine is asked.</content>
public sealed partial record MatchForm
{
    private const double MetersPerMinute = 72; // 1.2 m/s
    private const int MaxCarryMeters = 5_000; // the walk limit cuts it

    /// <summary>What is asked of the engine. A family's own value holds wherever the form still shows it.</summary>
    /// <param name="household">The chosen family; null = none.</param>
    /// <param name="places">Where work and school may be chosen from.</param>
    /// <param name="today">Where the buses run.</param>
    /// <param name="minuteNow">Nobody leaves home earlier today than now.</param>
    /// <param name="problems">Filled with what cannot be read.</param>
    public MatchRequest ToRequest(Household? household, IReadOnlyList<Start> places, DateOnly today, int minuteNow, ICollection<FieldProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(problems);
        var own = household is null ? null : Of(household);
        var walk = Number(WalkMinutes, "walk", 1, 120, problems);
        var trip = Number(TripMinutes, "trip", 1, 240, problems);
        var age = Number(Age, "age", 0, 120, problems);
        int? grade = Grade is "K" or "k" ? 0 : Number(Grade, "grade", 0, 12, problems);
        var date = ReadDate(problems);
        if (Needs.Count == 0) problems.Add(new("need", "missing", "Choose what is needed."));
        var (lat, lon) = (Degrees(Lat), Degrees(Lon));
        if (household is null && At is null && Stop is null && Where is null && lat is null) problems.Add(new("at", "missing", "Choose where the trip starts."));
        IReadOnlyList<FreeTime> times = ReadTimes(problems);
        if (own is not null && Times.SequenceEqual(own.Times)) times = household!.FreeTimes;
        return new MatchRequest
        {
            HouseholdId = household?.Id,
            Needs = Needs,
            From = lat is { } north && lon is { } east ? new StartPoint(north, east) : null,
            Where = lat is null ? Where : null,
            Place = lat is null && Where is null ? Stop ?? At : null,
            Car = Car,
            WalkMeters = own is not null && own.WalkMinutes == WalkMinutes ? null : walk is { } minutes ? (int)(minutes * MetersPerMinute) : null,
            CarryMeters = own is not null && own.Cart == Cart ? null : Cart ? MaxCarryMeters : new Limits().CarryMeters,
            OneWayMinutes = trip,
            FreeTimes = [.. FromNow(times, date ?? today, today, minuteNow).Select(free => new FreeTimeRequest(free.Day.ToString(), Clock(free.FromMinute), Clock(free.UntilMinute), free.StartsAt.ToString()))],
            Work = PointOf(Work, "work", household?.Work is not null, times.Any(free => free.StartsAt == StartPlace.Work), places, problems),
            SchoolPoint = PointOf(School, "school", household?.SchoolPoint is not null, times.Any(free => free.StartsAt == StartPlace.School) || Fetches.Any(at => at.Length > 0), places, problems),
            Fetch = own is not null && own.Fetches.SequenceEqual(Fetches) ? null : ReadFetches(problems),
            CanCallAhead = CallAhead,
            Languages = own is not null && own.Speaks == Speaks ? null : Speaks is null ? [] : [Speaks],
            SpeaksEnglish = !LittleEnglish,
            FreeOnly = FreeOnly,
            MissingDocuments = Papers,
            StepFree = StepFree,
            Stroller = Stroller,
            StudentAge = age,
            StudentGrade = grade,
            Eligibility = Yes.Count + No.Count == 0 ? null : Answers(household),
            Plan = true,
            Date = date ?? today,
        };
    }

    /// <summary>Free times of a week of which today's part has begun: nothing before now. Empty stays "any time" on other dates.</summary>
    public static IReadOnlyList<FreeTime> FromNow(IReadOnlyList<FreeTime> times, DateOnly date, DateOnly today, int minuteNow)
    {
        if (date != today || minuteNow <= 0) return times;
        var week = times.Count > 0 ? times : [.. Enum.GetValues<DayOfWeek>().Select(day => new FreeTime(day, 0, 1440))];
        IReadOnlyList<FreeTime> left = [.. week.Select(free => free.Day == today.DayOfWeek ? free with { FromMinute = Math.Max(free.FromMinute, minuteNow) } : free).Where(free => free.FromMinute < free.UntilMinute)];
        // No free time at all would mean "any time": a minute in which nobody gets anywhere means none.
        return left.Count > 0 ? left : [new FreeTime(today.DayOfWeek, 0, 1)];
    }

    /// <summary>Whether today is among the days asked about.</summary>
    public bool IsFromToday(DateOnly today) => (ReadDate([]) ?? today) == today;

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
            var (from, until, place) = Times[day];
            if (from.Length == 0 && until.Length == 0) continue;
            if (ClockText.TryParseMinute(from.Length == 0 ? "00:00" : from, out var start) && ClockText.TryParseMinute(until.Length == 0 ? "24:00" : until, out var end) && start < end) times.Add(new((DayOfWeek)day, start, end, place switch { "work" => StartPlace.Work, "school" => StartPlace.School, _ => StartPlace.Home }));
            else problems.Add(new($"from{day}", "notReadable", "Enter a start and an end, the end after the start."));
        }

        return times;
    }

    /// <summary>The point of a named place. Null where nothing is said, or the family's own holds.</summary>
    private static StartPoint? PointOf(string? key, string field, bool hasOwn, bool isNeeded, IReadOnlyList<Start> places, ICollection<FieldProblem> problems)
    {
        if (key == TheirOwn && hasOwn) return null;
        var place = key is null ? null : places.FirstOrDefault(each => each.Key == key);
        if (place is null && (isNeeded || key is not null)) problems.Add(new(field, "missing", "Choose the place."));
        return place is null ? null : new StartPoint(place.Point.Latitude, place.Point.Longitude);
    }

    private Dictionary<string, bool> Answers(Household? household)
    {
        var answers = new Dictionary<string, bool>(household?.Eligibility ?? new Dictionary<string, bool>(), StringComparer.Ordinal);
        foreach (var key in Yes) answers[key] = true;
        foreach (var key in No) answers[key] = false;
        return answers;
    }

    private List<FetchRequest> ReadFetches(ICollection<FieldProblem> problems)
    {
        List<FetchRequest> fetches = [];
        for (var day = 0; day < Fetches.Count; day++)
        {
            if (Fetches[day].Length == 0) continue;
            if (ClockText.TryParseMinute(Fetches[day], out var minute)) fetches.Add(new(((DayOfWeek)day).ToString(), Clock(minute)));
            else problems.Add(new($"fetch{day}", "notReadable", "Enter a time."));
        }

        return fetches;
    }
}
