using System.Globalization;
using Microsoft.AspNetCore.Html;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Says an outing: the short lines of the card and the steps behind it.</summary>
/// <remarks>Leaving is rounded down to the minute and arriving up, so no time here promises more than the timetable; totals are those of the times shown.</remarks>
internal sealed class TripLines(Words words, OutingView outing, string placeName)
{
    private const int WorthSayingSeconds = 180;

    public OutingView Outing { get; } = outing;

    /// <summary>Wall-clock seconds after midnight, as the view rounded them; right on the days when the clock changes, too.</summary>
    public int LeaveHome => Clock(Outing.LeaveHome);

    public int ArrivePlace => Clock(Outing.ArrivePlace);

    public int LeavePlace => Clock(Outing.LeavePlace);

    public int ArriveHome => Clock(Outing.ArriveHome);

    /// <summary>"Walk 5 min, bus 11 at 3:47 pm, walk 2 min".</summary>
    public IHtmlContent There => Pieces(Outing.There);

    public IHtmlContent Back => Pieces(Outing.Back);

    /// <summary>"There, 40 min", or only "There" where the hours are unknown.</summary>
    public string Stay =>
        Outing.HoursKnown ? words.Say("Card.There.For", ("minutes", words.Duration(Math.Max(60, Down(Outing.LeavePlaceSeconds) - Up(Outing.VisitStartSeconds))))) : words["Card.There"];

    /// <summary>Set when the family arrives before the door opens: "Wait 12 min, opens at 4 pm".</summary>
    public string? WaitForOpening =>
        Outing.OpensSeconds is { } opens && opens - Outing.ArrivePlaceSeconds >= 60
            ? Words.Capital(words.Comma([words.Say("Card.Wait", ("minutes", words.Duration(opens - Outing.ArrivePlaceSeconds))), words.Say("Card.There.Early", ("at", words.At(Clock(Outing.VisitStart))))]))
            : null;

    /// <summary>"1 h 36 min in all: 42 min riding, 14 min walking".</summary>
    public string Total
    {
        get
        {
            List<string> parts = [];
            Add("Card.Riding", leg => leg.Kind == "ride");
            Add("Card.Driving", leg => leg.Kind == "drive");
            Add("Card.Walking", leg => leg.Kind == "walk");
            return words.Say("Card.Total", ("total", words.Duration(Up(Outing.ArriveHomeSeconds) - Down(Outing.LeaveHomeSeconds))), ("parts", words.Comma(parts)));

            void Add(string key, Func<LegView, bool> chosen)
            {
                var seconds = Outing.There.Legs.Concat(Outing.Back.Legs).Where(chosen).Sum(leg => leg.Seconds);
                if (seconds > 0) parts.Add(words.Say(key, ("minutes", words.Duration(seconds))));
            }
        }
    }

    /// <summary>"Open until 6 pm". Null where the hours are unknown.</summary>
    public string? Open => (Outing.OpensSeconds, Outing.ClosesSeconds) switch
    {
        ({ } opens, { } closes) when closes - opens >= 86_340 => words["Card.OpenAllDay"],
        (_, { } closes) => words.Say("Card.OpenUntil", ("time", words.The(Outing.Closes is { } clock ? Clock(clock) : closes))),
        _ => null,
    };

    /// <summary>The lines that the outing rides, once each, in order.</summary>
    public IReadOnlyList<(string Line, string? Color)> Lines =>
        [.. Outing.There.Legs.Concat(Outing.Back.Legs).Where(leg => leg.Line is not null).Select(leg => (leg.Line!, leg.Color)).Distinct()];

    /// <summary>Every step of the way there.</summary>
    public IEnumerable<IHtmlContent> StepsThere => Steps(Outing.There, placeName);

    public IEnumerable<IHtmlContent> StepsBack => Steps(Outing.Back, words["Step.Home"]);

    private static int Clock(string clock) =>
        (int.Parse(clock.AsSpan(0, 2), CultureInfo.InvariantCulture) * 3600) + (int.Parse(clock.AsSpan(3, 2), CultureInfo.InvariantCulture) * 60);

    private static int Down(int seconds) => seconds / 60 * 60;

    private static int Up(int seconds) => (seconds + 59) / 60 * 60;

    private IHtmlContent Pieces(JourneyView journey)
    {
        List<IHtmlContent> pieces = [];
        var end = journey.LeaveSeconds;
        foreach (var leg in journey.Legs)
        {
            if (leg.StartSeconds - end >= WorthSayingSeconds && pieces.Count > 0) pieces.Add(Phrase.Of(words, "Card.Wait", ("minutes", words.Duration(leg.StartSeconds - end))));
            end = leg.StartSeconds + leg.Seconds;
            if (leg.Kind == "ride")
            {
                var line = LineBadge.Of(leg.Line ?? "", leg.Color);
                pieces.Add(leg.HeadwaySeconds is { } headway
                    ? Phrase.Of(words, "Card.Bus.Often", ("line", line), ("minutes", words.Duration(headway)))
                    : Phrase.Of(words, "Card.Bus", ("line", line), ("at", words.At(Clock(leg.Start)))));
            }
            else if (leg.Seconds >= 30)
            {
                pieces.Add(Phrase.Of(words, leg.Kind == "drive" ? "Card.Drive" : "Card.Walk", ("minutes", words.Duration(leg.Seconds))));
            }
        }

        return Phrase.Join(words, pieces);
    }

    private IEnumerable<IHtmlContent> Steps(JourneyView journey, string end)
    {
        foreach (var leg in journey.Legs)
        {
            if (leg.Kind == "ride")
            {
                var line = LineBadge.Of(leg.Line ?? "", leg.Color);
                var from = Phrase.Name(leg.FromName ?? "");
                yield return leg.Headsign is { Length: > 0 } headsign
                    ? Phrase.Of(words, "Step.Take.Toward", ("line", line), ("headsign", Phrase.Name(headsign)), ("at", words.At(Clock(leg.Start))), ("stop", from))
                    : Phrase.Of(words, "Step.Take", ("line", line), ("at", words.At(Clock(leg.Start))), ("stop", from));
                if (leg.HeadwaySeconds is { } headway) yield return Phrase.Join(words, [Phrase.Of(words, "Card.Frequency", ("minutes", words.Minutes(headway)))]);
                yield return Phrase.Of(words, "Step.Off", ("stop", Phrase.Name(leg.ToName ?? "")), ("at", words.At(Clock(leg.Alight!))));
            }
            else if (leg.Seconds > 0)
            {
                yield return Phrase.Of(
                    words,
                    leg.Kind == "drive" ? "Step.DriveTo" : "Step.WalkTo",
                    ("minutes", words.Minutes(leg.Seconds)),
                    ("distance", words.Distance(leg.Meters ?? 0)),
                    ("place", Phrase.Name(leg.ToName ?? end)));
            }
        }
    }
}
