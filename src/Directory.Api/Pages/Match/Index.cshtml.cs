using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Pages.Match;

/// <summary>/match, the coordinator's desk: who and how, the outings, the map.</summary>
/// <remarks>A family key or a named place may stand in the address; an exact point is posted, answered, and forgotten.</remarks>
[IgnoreAntiforgeryToken] // a post only asks; it changes nothing
[AllowAnonymous]
internal sealed class IndexModel(FindMatches matches, Families families, Starts starts, PageFacts facts, IOptions<PageOptions> options) : PageModel
{
    private const int LengthOfMany = 2;

    public Words Words { get; private set; } = Words.For(ReaderLanguage.English);

    public MatchForm Form { get; private set; } = new();

    public IReadOnlyList<Household> Families { get; private set; } = [];

    public IReadOnlyList<Start> Starts { get; private set; } = [];

    public Household? Household { get; private set; }

    public DateOnly Today { get; private set; }

    public IReadOnlyList<FieldProblem> Problems { get; private set; } = [];

    /// <summary>Null until something is asked, and where a problem stands in the way.</summary>
    public AnswerView? Answer { get; private set; }

    /// <summary>Null with one need: then its list is the plan.</summary>
    public PlanLines? Plan { get; private set; }

    public AdviceLines? Advice { get; private set; }

    /// <summary>True where walks are guessed from the straight line although somebody walks.</summary>
    public bool SaysLine => Answer?.View is { Walking: "line", Feeds.Count: > 0 };

    public IReadOnlyList<(DateOnly From, DateOnly To)> Calendars { get; private set; } = [];

    /// <summary>Languages besides English that a family may speak.</summary>
    internal static readonly IReadOnlyList<string> Languages = ["es", "ht", "ar", "pt", "fr", "vi", "zh", "so", "ru", "uk", "ko", "tl", "sw", "am", "ase"];

    /// <summary>The task or the finding, in words.</summary>
    public string Title
    {
        get
        {
            var needs = Form.Needs.Select(NeedVocabulary.Default.Find).OfType<Need>().Select(need => Words.Label(need.Labels)).ToList();
            if (Answer is null || needs.Count == 0) return Words["Match.Title.Empty"];
            var what = Words.Comma(needs);
            if (Plan is not null)
            {
                return Household is not null
                    ? Words.Say("Match.Title.Plan", ("family", FamilyName(Household)))
                    : Words.Say("Match.Title.Plan.Near", ("place", Words.Name(Answer.View.Request.Place ?? Words["Match.Start.Point"])));
            }

            if (Household is not null) return Words.Say("Match.Title.For", ("needs", what), ("family", FamilyName(Household)));
            return Words.Say("Match.Title.Near", ("needs", what), ("place", Words.Name(Answer.View.Request.Place ?? Words["Match.Start.Point"])));
        }
    }

    /// <summary>What a reader of the screen hears after the list has changed.</summary>
    public string? Said => Answer is null ? null : Words.Comma([Words.Count("Match.Reachable", Answer.Reachable), Words.Count("Match.ToCall", Answer.ToCall)]);

    /// <summary>Start of the outings for the map, [lon, lat]; in the page alone, never in its address.</summary>
    public string? HomeForMap => Answer is null ? null : MapView.PointOf(Answer.Household.Home);

    public string View => MapView.Around(Starts, Answer?.Household.Home);

    public string NextLength => ((Answer?.Sections.Max(section => Math.Max(section.Trips.Count, section.CallFirst.Count)) ?? 0) + options.Value.ListLength).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Where the date asked lies outside the bus times: the day with bus times that lies nearest.</summary>
    public DateOnly? NearestDate => Problems.FirstOrDefault(problem => problem.Field == "date") is { ValidFrom: { } from, ValidTo: { } to }
        ? string.CompareOrdinal(Form.Date, from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) < 0 ? from : to
        : null;

    // A family as it is; with other limits its trip would be another one.
    private IReadOnlyList<KeyValuePair<string, string?>>? Trail =>
        Form.Lat is not null || Form.Where is not null || Form.Stop is not null ? null : Form.At is not null ? [new("at", Form.At)] : Household is not null ? [new("family", Household.Id)] : null;

    /// <summary>A family as its file says it needs no more than its id; anything else sends every limit on.</summary>
    public IEnumerable<(string Name, string Value)> SheetFields =>
        Household is not null && Request.Query["of"].Count == 0 && !Form.IsPrivate ? [("family", Household.Id!), .. Form.Needs.Select(need => ("need", need)), .. Form.Date is { } date ? [("date", date)] : Array.Empty<(string, string)>()] : Form.Fields();

    /// <summary>What brings ten more where it may not stand in an address; null = a link does.</summary>
    public IEnumerable<(string Name, string Value)>? MoreFields => Form.IsPrivate ? [.. Form.Fields(), ("n", NextLength)] : null;

    public string FamilyName(Household household) => FamilyWords.Name(Words, household);

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => Handle(cancellation);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) => Handle(cancellation);

    private async Task<IActionResult> Handle(CancellationToken cancellation)
    {
        PageLanguage.Remember(HttpContext);
        PostedAgain.Keep(HttpContext);
        Words = PageLanguage.WordsOf(HttpContext);
        Families = await families.List();
        Starts = await starts.ListNamed(cancellation);
        Calendars = (await facts.Get(cancellation)).Calendars;
        var (today, minuteNow) = await facts.Now(cancellation);
        Today = today;
        Form = MatchForm.Read(Request, id => Families.FirstOrDefault(family => family.Id == id));
        Household = Families.FirstOrDefault(family => family.Id == Form.Family);
        if (!Form.IsAsked) return Page();

        List<FieldProblem> problems = [];
        if (Form.Family is not null && Household is null) problems.Add(new FieldProblem("family", "unknownHousehold", "No such family."));
        var request = Form.ToRequest(Household, Starts, today, minuteNow, problems);
        var outcome = problems.Count > 0 ? new MatchOutcome.Refused(problems) : await matches.Find(request, cancellation);
        if (outcome is not MatchOutcome.Found found) return Refuse(((MatchOutcome.Refused)outcome).Problems);
        Answer = AnswerView.Of(Words, found, LengthOf(request.Needs!.Count), Today, Trail);
        if (found.View.Advice is { } advice) Advice = new AdviceLines(Words, advice, Form, Form.IsFromToday(Today) ? Today.DayOfWeek : null);
        if (found.View is { Plan: { } plan, Needs.Count: > 1 }) Plan = PlanLines.Of(Words, Answer, plan, Today) with { HasAdvice = Advice is { HasAny: true } };
        return Page();
    }

    private int LengthOf(int needs) => Form.Shown > 0 ? Form.Shown : needs > 1 ? LengthOfMany : options.Value.ListLength;

    private PageResult Refuse(IReadOnlyList<FieldProblem> problems)
    {
        Problems = [.. problems.Select(problem => problem with { Field = FieldOf(problem.Field) }).DistinctBy(problem => problem.Field)];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>The form's field for a field of the request.</summary>
    private static string FieldOf(string field) => field.Split('.', '[')[0] switch
    {
        "needs" => "need",
        "from" or "place" or "where" => "at",
        "householdId" => "family",
        "walkMeters" or "carryMeters" => "walk",
        "oneWayMinutes" => "trip",
        "freeTimes" => "from0",
        "languages" => "speaks",
        "missingDocuments" => "paper",
        "studentAge" => "age",
        "studentGrade" => "grade",
        "schoolPoint" or "fetch" => "school",
        "needs[]" => "need",
        var same => same,
    };
}
