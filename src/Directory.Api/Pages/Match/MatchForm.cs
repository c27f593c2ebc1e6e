using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Pages.Match;

/// <summary>The limits of the desk as they stand in the address or the posted form: texts as typed, so that a page with an error shows them again.</summary>
/// <remarks>
/// A family chosen anew brings its own limits: fields count only when <c>of</c> names the family they were shown for.
/// An exact point is read from a posted body alone. Immutable.
/// </remarks>
public sealed partial record MatchForm
{
    public string? Family { get; init; }

    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Key of a neighborhood, school or stop.</summary>
    public string? At { get; init; }

    /// <summary>A stop's name, as typed.</summary>
    public string? Stop { get; init; }

    /// <summary>An address, a crossing or a ZIP code, as typed. Posted only.</summary>
    public string? Where { get; init; }

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

    /// <summary>By weekday, Sunday first.</summary>
    public IReadOnlyList<DayTime> Times { get; init; } = [.. Enumerable.Repeat(new DayTime("", "", null), 7)];

    /// <summary>Key of a named place, or <see cref="TheirOwn"/>; null = not said.</summary>
    public string? Work { get; init; }

    /// <inheritdoc cref="Work"/>
    public string? School { get; init; }

    /// <summary>When a child is fetched at the school, by weekday, Sunday first, as typed; empty = on that day none is.</summary>
    public IReadOnlyList<string> Fetches { get; init; } = [.. Enumerable.Repeat("", 7)];

    public bool CallAhead { get; init; }

    /// <summary>True = bags are no reason for a shorter walk home: they have a cart, or help.</summary>
    public bool Cart { get; init; }

    /// <summary>Eligibility keys answered here with yes, beside what the family has said. Posted only: such an answer never stands in an address.</summary>
    public IReadOnlyList<string> Yes { get; init; } = [];

    /// <summary>Those answered with no.</summary>
    public IReadOnlyList<string> No { get; init; } = [];

    /// <summary>Questions that are not to be asked again: "Paper:PhotoId".</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Stands for the family's own work or school, whose point never enters an address.</summary>
    public const string TheirOwn = "own";

    /// <summary>Places to list for each need.</summary>
    public int Shown { get; init; }

    /// <summary>False on the first look: nothing was asked yet.</summary>
    public bool IsAsked => Family is not null || Needs.Count > 0 || At is not null || Stop is not null || Where is not null || Lat is not null;

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
            Where = posted is null ? null : One("where"),
            // A place chosen by name after one was pressed on the map is the later word.
            Lat = posted is null || (One("at") ?? One("stop")) is not null ? null : One("lat"),
            Lon = posted is null || (One("at") ?? One("stop")) is not null ? null : One("lon"),
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
            Times = [.. Enumerable.Range(0, 7).Select(day => new DayTime(One($"from{day}") ?? "", One($"until{day}") ?? "", One($"start{day}")))],
            Work = One("work"),
            School = One("school"),
            Fetches = [.. Enumerable.Range(0, 7).Select(day => One($"fetch{day}") ?? "")],
            CallAhead = One("callahead") is not null,
            Cart = One("cart") is not null,
            Yes = posted is null ? [] : Many("yes"),
            No = posted is null ? [] : Many("no"),
            Skip = Many("skip"),
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
            Times = [.. Enumerable.Range(0, 7).Select(day => household.FreeTimes.Where(free => (int)free.Day == day).Select(DayTime.Of).FirstOrDefault(new DayTime("", "", null)))],
            Work = household.Work is null ? null : TheirOwn,
            School = household.SchoolPoint is null ? null : TheirOwn,
            Fetches = [.. Enumerable.Range(0, 7).Select(day => household.Fetches.Where(fetch => (int)fetch.Day == day).Select(fetch => Clock(fetch.Minute)).FirstOrDefault(""))],
            CallAhead = household.CanCallAhead,
            Cart = household.Limits.CarryMeters >= household.Limits.WalkMeters,
        };
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string MinutesOf(int meters) => Text((int)(meters / MetersPerMinute));

    private static string Clock(int minute) => ClockText.Minute(minute);
}

/// <summary>One weekday's free time as typed: empty = not free. Start: null = home, school, or work.</summary>
public readonly record struct DayTime(string From, string Until, string? Start)
{
    public bool IsEmpty => From.Length + Until.Length == 0;

    internal static DayTime Of(FreeTime free) =>
        new(ClockText.Minute(free.FromMinute), ClockText.Minute(free.UntilMinute), free.StartsAt == StartPlace.Home ? null : free.StartsAt.ToString().ToLowerInvariant());
}
