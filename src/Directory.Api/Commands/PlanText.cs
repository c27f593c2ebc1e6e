using System.Globalization;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Advice;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Api.Commands;

/// <content>The whole plan, what would help, and what to ask.</content>
internal sealed partial class MatchText
{
    private void Write(PlanView plan)
    {
        output.WriteLine();
        output.WriteLine(plan.Outings.Count == 0
            ? "Whole plan: no trip."
            : $"Whole plan: {Count(plan.Outings.Count, "outing")}, {Minutes(plan.MinutesAway)} away from home (one need at a time: {Count(plan.SeparateOutings, "outing")}, {Minutes(plan.SeparateMinutesAway)})");
        foreach (var outing in plan.Outings) Write(outing);
        foreach (var help in plan.WithoutTrip) output.WriteLine($"  Without a trip: {Label(help.Need)}: {Join(" · ", help.Name, help.Phone)}");
        if (plan.Uncovered.Count > 0) output.WriteLine($"  Not covered by a trip: {string.Join(", ", plan.Uncovered.Select(Label))}");
    }

    private void Write(PlanOutingView outing)
    {
        output.WriteLine();
        output.WriteLine($"  {Date(outing.Date)} · {Minutes(outing.MinutesAway)} away · {string.Join(", ", outing.Stops.SelectMany(stop => stop.Needs).Select(Label))}");
        output.WriteLine($"       {outing.LeaveHome} leave {Named(outing.StartsAt)}");
        foreach (var stop in outing.Stops)
        {
            WriteLegs(stop.There);
            var wait = stop.VisitStart == stop.ArrivePlace ? "" : $"; wait until {stop.VisitStart}";
            var hours = stop.HoursKnown ? $"open {stop.Opens}–{stop.Closes}" : "hours not known: call first";
            output.WriteLine($"       {stop.ArrivePlace} {Join(" · ", Named(stop.Name, stop.Location), stop.Phone)} ({string.Join(", ", stop.Needs.Select(Label))}; {hours}){wait}; leave {stop.LeavePlace}");
        }

        WriteLegs(outing.Home);
        output.WriteLine($"       {outing.ArriveHome} {Named(outing.EndsAt)}{(outing is { LaterWaysHome: 0, Mode: TravelMode.Transit } ? " (the last way that day)" : "")}");
    }

    private void Write(AdviceView advice)
    {
        if (advice.Loosen is { } loosen)
        {
            output.WriteLine();
            output.WriteLine($"What would help: {Said(loosen)}: {loosen.Gains} more ({string.Join(", ", loosen.ByNeed.Select(gain => $"{Label(gain.Need)} {gain.More}, first {Named(gain.Best.Name, gain.Best.Location)}"))})");
        }

        if (advice.Ask is not { } ask) return;
        output.WriteLine();
        output.WriteLine($"What to ask: {Said(ask)}");
    }

    private string Said(LoosenView loosen) => loosen.Kind switch
    {
        Loosening.Day => $"if {loosen.Day} were possible",
        Loosening.Earlier => $"if they could start {Minutes(loosen.Amount!.Value)} earlier",
        Loosening.Later => $"if they could stay out {Minutes(loosen.Amount!.Value)} later",
        Loosening.Walk => string.Create(CultureInfo.InvariantCulture, $"if they could walk up to {loosen.Amount} m at a time"),
        Loosening.Bags => "if they could walk as far with bags as without (a cart, a helper)",
        Loosening.OneWay => $"if one way could take {Minutes(loosen.Amount!.Value)}",
        Loosening.Paper => $"if they had this paper: {Plain(words.Paper(loosen.Paper!.Value))}",
        Loosening.Cost => "if help that costs something could be paid",
        Loosening.Interpreter => "if somebody interpreted",
        Loosening.CallAhead => "if somebody phoned the driver ahead",
        Loosening.Car => "if they had a ride by car",
        _ => throw new InvalidOperationException($"No words for {loosen.Kind}."),
    };

    private string Said(QuestionView ask)
    {
        var question = ask.Kind switch
        {
            QuestionKind.Eligibility => $"are they {Plain(words.Audience([ask.Key!]))}?",
            QuestionKind.Age => "how old is the student?",
            QuestionKind.Grade => "which grade is the student in?",
            QuestionKind.Paper => $"do they have this paper: {Plain(words.Paper(Enum.Parse<DocumentKind>(ask.Key!)))}?",
            _ => throw new InvalidOperationException($"No words for {ask.Kind}."),
        };
        return ask switch
        {
            { IfYes: { Certain: > 0 and var sure }, IfNo.Disappear: > 0 and var gone } => $"{question} Yes makes {Count(sure, "place")} certain, no takes {gone} away.",
            { IfYes.Certain: > 0 and var sure } => $"{question} Yes makes {Count(sure, "place")} certain.",
            { IfNo: { } no } => $"{question} No takes {Count(no.Disappear, "place")} away.",
            _ => $"{question} {Count(ask.Changes, "place")} on the list {(ask.Changes == 1 ? "hangs" : "hang")} on it.",
        };
    }

    private static string Label(string need) => NeedVocabulary.Default.Get(need).Labels["en"];

    private static string Named(OutingEnd end) => end switch { OutingEnd.School => "the school", OutingEnd.Work => "work", _ => "home" };

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
