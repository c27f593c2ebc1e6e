using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>What the reader can put right, in words: the summary above the page and the same words at the field.</summary>
/// <param name="Typed">The place as it was typed, to say it back.</param>
internal sealed record ProblemList(Words Words, IReadOnlyList<FieldProblem> Problems, IReadOnlyList<(DateOnly From, DateOnly To)> Calendars, string? Typed)
{
    public string? Of(string field) => Problems.FirstOrDefault(problem => problem.Field == field) is { } problem ? Say(problem) : null;

    public string Say(FieldProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return (problem.Field, problem.Code) switch
        {
            ("need", _) => Words["Error.Need"],
            ("family", _) => Words["Error.Family"],
            ("at", "unknownPlace") => Words.Say("Error.Start.Unknown", ("place", Words.Name(Typed ?? ""))),
            ("at", "outsideArea") => Words["Error.Start.Outside"],
            ("at", _) => Words["Error.Start"],
            ("date", "outsideDates") when problem is { ValidFrom: { } from, ValidTo: { } to } => Dates(from, to),
            ("date", _) when Calendars.Count > 0 => Dates(Calendars[0].From, Calendars[0].To),
            ("walk", _) => Words["Error.Walk"],
            ("trip", _) => Words["Error.Trip"],
            ("age", _) => Words["Error.Age"],
            ("work", _) => Words["Error.Work"],
            ("school", _) => Words["Error.School"],
            (['f', 'e', 't', 'c', 'h', var day], _) when char.IsAsciiDigit(day) => Words.Say("Error.Fetch", ("day", Words.Day((DayOfWeek)(day - '0')))),
            (['f', 'r', 'o', 'm', var day], _) when char.IsAsciiDigit(day) => Words.Say("Error.FreeTime", ("day", Words.Day((DayOfWeek)(day - '0')))),
            _ => Words["Error.Value"],
        };
    }

    private string Dates(DateOnly from, DateOnly to) => Words.Say("Error.Date", ("from", Words.PlainDate(from)), ("to", Words.PlainDate(to)));
}
