using System.Globalization;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Matching.Assignment;

namespace ResourceMatch.Api.Commands;

/// <summary>Says what came of a student and which rule decided it, so that a coordinator can repeat it to the family.</summary>
internal static class AssignSentences
{
    private static readonly Words Words = Words.For(ReaderLanguage.English);

    public static string NameOf(SeatRule rule) => rule switch
    {
        SeatRule.Tier => "tier",
        SeatRule.Waiting => "waiting",
        _ => "lottery",
    };

    public static string Tell(AssignOutcomeView view, SeatOutcome? outcome, IReadOnlyList<SeatPlace> places, long seed) => view.Outcome switch
    {
        AssignOutcome.Seated => string.Create(CultureInfo.InvariantCulture, $"Seat {view.Seat} of {places[view.Place!.Value].Capacity}{(places.Count > 1 ? $" at {places[view.Place.Value].Name}" : "")}: {Why(outcome!, seed)}."),
        AssignOutcome.NotSeated => $"Not seated: {Why(outcome!, seed)}.{Others(view.OtherPlaces)}",
        AssignOutcome.NotUsable => $"Cannot use it: {string.Join(" ", view.Reasons!.Select(Words.Reason).Distinct()).Replace('\u00a0', ' ').Replace('\u202f', ' ').TrimEnd('.')}.{Others(view.OtherPlaces)}",
        _ => "Does not ask for it.",
    };

    private static string Why(SeatOutcome outcome, long seed)
    {
        var (own, rival) = (outcome.Applicant, outcome.Rival);
        return (outcome.DecidedBy, outcome.IsSeated) switch
        {
            (null, true) => $"there is one for everyone who can use it ({Tier(own)}, {Waiting(own)})",
            (null, false) => "there is no seat to give",
            (SeatRule.Tier, true) => $"{Tier(own)}, {Waiting(own)}; the first without a seat is {Tier(rival!)}",
            (SeatRule.Tier, false) => $"{Tier(own)}; the last seat went to {Tier(rival!)}",
            (SeatRule.Waiting, true) => $"{Tier(own)}, {Waiting(own)}; the first without a seat: {Waiting(rival!)}",
            (SeatRule.Waiting, false) => $"{Tier(own)}, {Waiting(own)}; the last seat went to one {Waiting(rival!)}",
            (_, true) => $"{Tier(own)}, {Waiting(own)}, lottery number {Number(outcome.Lottery)}; the first without a seat has {Number(Precedence.LotteryNumber(seed, rival!.Id))}",
            (_, false) => $"{Tier(own)}, {Waiting(own)}, lottery number {Number(outcome.Lottery)}; the last seat went to {Number(Precedence.LotteryNumber(seed, rival!.Id))}",
        };
    }

    private static string Others(int? count) => count switch
    {
        null => "",
        0 => " Nothing else with this need would do.",
        1 => " 1 other place with this need would do.",
        _ => string.Create(CultureInfo.InvariantCulture, $" {count} other places with this need would do."),
    };

    private static string Tier(Applicant applicant) => string.Create(CultureInfo.InvariantCulture, $"tier {applicant.Tier}");

    private static string Waiting(Applicant applicant) => applicant.WaitingSince is { } since ? string.Create(CultureInfo.InvariantCulture, $"waiting since {since:yyyy-MM-dd}") : "no waiting date";

    private static string Number(double lottery) => lottery.ToString("0.000000", CultureInfo.InvariantCulture);
}
