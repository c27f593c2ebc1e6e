using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Advice;

namespace ResourceMatch.Api.Pages.Match;

/// <summary>What would help, as sentences with the form that asks again with the change made.</summary>
/// <param name="Form">As it was asked, every limit filled in.</param>
/// <param name="Begun">The weekday of today where today is asked about: its hours that have gone are none to gain. Null = another day is.</param>
internal sealed record AdviceLines(Words Words, AdviceView Advice, MatchForm Form, DayOfWeek? Begun)
{
    private const double MetersPerMinute = 72; // 1.2 m/s

    // What the engine supposes of a day that becomes possible: Loosenings.DayFromMinute and DayUntilMinute.
    private const string DayFrom = "09:00";
    private const string DayUntil = "18:00";

    /// <summary>False = nothing to say.</summary>
    public bool HasAny => Loosening is not null || Question is not null;

    private LoosenView? Loosening => Advice.Loosen switch
    {
        { Kind: Matching.Advice.Loosening.Earlier } when Begun is { } today && (Form.Times.All(time => time.IsEmpty) || !Form.Times[(int)today].IsEmpty) => null,
        { Kind: Matching.Advice.Loosening.Day, Day: { } day } when day == Begun => null,
        var loosen => loosen,
    };

    /// <summary>"If Saturday were possible: 4 more places."</summary>
    public string? Loosen => Loosening is { } loosen
        ? Words.Say("Advice.Sentence", ("condition", Condition(loosen)), ("more", Words.Count("Advice.More", loosen.Gains)))
        : null;

    /// <summary>Need by need with the first place that comes in, when more than one gains; else the place alone.</summary>
    public IEnumerable<string> Gains => Loosening?.ByNeed.Select(gain => Words.Say(
        "Advice.Best",
        ("need", NeedWords.Of(Words, [gain.Need])),
        ("more", Words.Count("Advice.More", gain.More)),
        ("place", Words.Name(gain.Best.Location ?? gain.Best.Name)))) ?? [];

    /// <summary>The form with the one constraint loosened.</summary>
    public MatchForm? Loosened => Loosening is { } loosen ? FormOf(loosen) : null;

    /// <summary>Null = nothing to ask, or asked and passed over.</summary>
    public QuestionView? Question => Advice.Ask is { } ask && !Form.Skip.Contains(KeyOf(ask)) ? ask : null;

    /// <summary>"Does this fit the family: people who get SNAP?"</summary>
    public string? Ask => Question switch
    {
        { Kind: QuestionKind.Eligibility, Key: { } key } => Words.Say("Advice.Ask.Eligibility", ("audience", Words.Audience([key]))),
        { Kind: QuestionKind.Paper, Key: { } key } when Enum.TryParse<DocumentKind>(key, out var paper) => Words.Say("Advice.Ask.Paper", ("paper", Words.Paper(paper))),
        { Kind: QuestionKind.Age } => Words["Advice.Ask.Age"],
        { Kind: QuestionKind.Grade } => Words["Advice.Ask.Grade"],
        _ => null,
    };

    /// <summary>The field to be filled in; null = the question is answered by yes or no.</summary>
    public string? Field => Question?.Kind switch { QuestionKind.Age => "age", QuestionKind.Grade => "grade", _ => null };

    public string Changes => Words.Count("Advice.Changes", Question?.Changes ?? 0);

    /// <summary>For yes and for no: the answer, what it changes, the form that gives it.</summary>
    public IEnumerable<(string Answer, string Effect, MatchForm Form)> Answers =>
        Question is not { } question || Field is not null
            ? []
            : [Answer(question, "Advice.Yes", question.IfYes, isYes: true), Answer(question, "Advice.No", question.IfNo, isYes: false)];

    private (string Answer, string Effect, MatchForm Form) Answer(QuestionView question, string answer, AnswerEffect? effect, bool isYes)
    {
        List<string> effects = [];
        if (effect is { Appear: > 0 and var appear }) effects.Add(Words.Count("Advice.Appear", appear));
        if (effect is { Disappear: > 0 and var disappear }) effects.Add(Words.Count("Advice.Disappear", disappear));
        if (effect is { Certain: > 0 and var certain }) effects.Add(Words.Count("Advice.Certain", certain));
        return (Words[answer], Words.Say("Advice.If", ("answer", Words[answer]), ("effects", effects.Count > 0 ? Words.And(effects) : Words["Advice.Same"])), Answered(question, isYes));
    }

    private MatchForm Answered(QuestionView question, bool isYes) => question switch
    {
        { Kind: QuestionKind.Eligibility, Key: { } key } => isYes ? Form with { Yes = [.. Form.Yes, key] } : Form with { No = [.. Form.No, key] },
        { Kind: QuestionKind.Paper, Key: { } key } when !isYes => Form with { Papers = [.. Form.Papers, key] },
        _ => Form with { Skip = [.. Form.Skip, KeyOf(question)] },
    };

    private static string KeyOf(QuestionView question) => $"{question.Kind}:{question.Key}";

    private string Condition(LoosenView loosen) => loosen.Kind switch
    {
        Matching.Advice.Loosening.Day => Words.Say("Advice.Day", ("day", Words.Day(loosen.Day ?? DayOfWeek.Sunday)), ("times", Words.Range(TripLines.Clock(DayFrom), TripLines.Clock(DayUntil)))),
        Matching.Advice.Loosening.Walk => Words.Say("Advice.Walk", ("minutes", Words.Minutes(WalkMinutes(loosen) * 60))),
        Matching.Advice.Loosening.Paper => Words.Say("Advice.Paper", ("paper", Words.Paper(loosen.Paper ?? DocumentKind.PhotoId))),
        Matching.Advice.Loosening.Earlier or Matching.Advice.Loosening.Later or Matching.Advice.Loosening.OneWay => Words.Say($"Advice.{loosen.Kind}", ("minutes", Words.Minutes((loosen.Amount ?? 0) * 60))),
        _ => Words[$"Advice.{loosen.Kind}"],
    };

    private MatchForm FormOf(LoosenView loosen) => loosen.Kind switch
    {
        Matching.Advice.Loosening.Day => Form with { Times = [.. Form.Times.Select((time, day) => day == (int?)loosen.Day ? new DayTime(DayFrom, DayUntil, null) : time)] },
        Matching.Advice.Loosening.Earlier => Form with { Times = [.. Form.Times.Select(time => time with { From = Moved(time.From, -(loosen.Amount ?? 0)) })] },
        Matching.Advice.Loosening.Later => Form with { Times = [.. Form.Times.Select(time => time with { Until = Moved(time.Until, loosen.Amount ?? 0) })] },
        Matching.Advice.Loosening.Walk => Form with { WalkMinutes = Text(WalkMinutes(loosen)) },
        Matching.Advice.Loosening.Bags => Form with { Cart = true },
        Matching.Advice.Loosening.OneWay => Form with { TripMinutes = Text(loosen.Amount ?? 0) },
        Matching.Advice.Loosening.Paper => Form with { Papers = [.. Form.Papers.Where(paper => paper != loosen.Paper?.ToString())] },
        Matching.Advice.Loosening.Cost => Form with { FreeOnly = false },
        Matching.Advice.Loosening.Interpreter => Form with { LittleEnglish = false },
        Matching.Advice.Loosening.CallAhead => Form with { CallAhead = true },
        _ => Form with { Car = true },
    };

    private static int WalkMinutes(LoosenView loosen) => (int)Math.Ceiling((loosen.Amount ?? 0) / MetersPerMinute);

    private static string Moved(string clock, int minutes) =>
        ClockText.TryParseMinute(clock, out var minute) ? minute + minutes >= 1440 ? "" : ClockText.Minute(Math.Max(0, minute + minutes)) : clock;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
