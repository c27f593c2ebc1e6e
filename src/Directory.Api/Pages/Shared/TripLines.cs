using System.Globalization;
using Microsoft.AspNetCore.Html;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Says an outing: the short lines of the card and the steps behind it.</summary>
/// <remarks>Leaving is rounded down to the minute and arriving up, so no time here promises more than the timetable; totals are those of the times shown.</remarks>
internal sealed class TripLines(Words words, Tour tour)
{
    private const int WorthSayingSeconds = 180;

    public Tour Tour { get; } = tour;

    public DateOnly Date => Tour.Date;

    /// <summary>Wall-clock seconds after midnight, as the view rounded them; right on the days when the clock changes, too.</summary>
    public int Leave => Clock(Tour.Leave);

    public int Arrive => Clock(Tour.Arrive);

    /// <summary>"Leave home", or school, or work.</summary>
    public string Leaving => words[$"Card.Leave.{Tour.StartsAt}"];

    /// <summary>"Back home".</summary>
    public string Arriving => words[$"Card.Arrive.{Tour.EndsAt}"];

    /// <summary>"Leave home at 3:42 pm".</summary>
    public string LeavingAt => words.Say($"Step.Leave.{Tour.StartsAt}", ("at", words.At(Leave)));

    /// <summary>"You are home at 5:18 pm".</summary>
    public string ArrivingAt => words.Say($"Step.Arrive.{Tour.EndsAt}", ("at", words.At(Arrive)));

    /// <summary>"The way home".</summary>
    public string BackHeading => words[Tour.EndsAt == Tour.Home ? "Step.Back" : $"Step.Back.{Tour.EndsAt}"];

    public IReadOnlyList<StopLines> Stops => field ??= [.. Tour.Stops.Select((stop, index) => new StopLines(words, stop, index))];

    public IHtmlContent Back => Pieces(words, Tour.Back);

    /// <summary>"1 h 36 min in all: 42 min riding, 14 min walking".</summary>
    public string Total
    {
        get
        {
            List<string> parts = [];
            Add("Card.Riding", leg => leg.Kind == "ride");
            Add("Card.Driving", leg => leg.Kind == "drive");
            Add("Card.Walking", leg => leg.Kind == "walk");
            return words.Say("Card.Total", ("total", words.Duration(Up(Tour.ArriveSeconds) - Down(Tour.LeaveSeconds))), ("parts", words.Comma(parts)));

            void Add(string key, Func<LegView, bool> chosen)
            {
                var seconds = Legs.Where(chosen).Sum(leg => leg.Seconds);
                if (seconds > 0) parts.Add(words.Say(key, ("minutes", words.Duration(seconds))));
            }
        }
    }

    /// <summary>"Open until 6 pm", of the first place. Null where the hours are unknown.</summary>
    public string? Open => Stops[0].Open;

    /// <summary>The lines that the outing rides, once each, in order.</summary>
    public IReadOnlyList<(string Line, string? Color)> Lines => [.. Legs.Where(leg => leg.Line is not null).Select(leg => (leg.Line!, leg.Color)).Distinct()];

    public IEnumerable<IHtmlContent> StepsBack => TripSteps.Of(words, Tour.Back, words[$"Step.End.{Tour.EndsAt}"]);

    private IEnumerable<LegView> Legs => Tour.Stops.SelectMany(stop => stop.There.Legs).Concat(Tour.Back.Legs);

    internal static int Clock(string clock) =>
        (int.Parse(clock.AsSpan(0, 2), CultureInfo.InvariantCulture) * 3600) + (int.Parse(clock.AsSpan(3, 2), CultureInfo.InvariantCulture) * 60);

    internal static int Down(int seconds) => seconds / 60 * 60;

    internal static int Up(int seconds) => (seconds + 59) / 60 * 60;

    /// <summary>"Walk 5 min, bus 11 at 3:47 pm, walk 2 min".</summary>
    internal static IHtmlContent Pieces(Words words, JourneyView journey)
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
}
