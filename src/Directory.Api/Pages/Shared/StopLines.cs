using Microsoft.AspNetCore.Html;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Says one place of an outing. Terms as in <see cref="TripLines"/>.</summary>
/// <param name="Index">From 0, in the order of the outing.</param>
internal sealed record StopLines(Words Words, TourStop Stop, int Index)
{
    public int Arrive => TripLines.Clock(Stop.Arrive);

    public int Leave => TripLines.Clock(Stop.Leave);

    /// <summary>"Walk 5 min, bus 11 at 3:47 pm, walk 2 min".</summary>
    public IHtmlContent There => TripLines.Pieces(Words, Stop.There);

    /// <summary>"There, 40 min", or only "There" where the hours are unknown.</summary>
    public string Stay => Stop.HoursKnown ? Words.Say("Card.There.For", ("minutes", StayTime)) : Words["Card.There"];

    /// <summary>"40 min".</summary>
    public string StayTime => Words.Duration(Math.Max(60, TripLines.Down(Stop.LeaveSeconds) - TripLines.Up(Stop.StartSeconds)));

    /// <summary>Set when the family arrives before the door opens: "Wait 12 min, opens at 4 pm".</summary>
    public string? WaitForOpening =>
        Stop.OpensSeconds is { } opens && opens - Stop.ArriveSeconds >= 60
            ? Words.Capital(Words.Comma([Words.Say("Card.Wait", ("minutes", Words.Duration(opens - Stop.ArriveSeconds))), Words.Say("Card.There.Early", ("at", Words.At(TripLines.Clock(Stop.Start))))]))
            : null;

    /// <summary>The same as a sentence: "It opens at 4 pm. Wait 12 minutes".</summary>
    public string? Opens =>
        Stop.OpensSeconds is { } opens && opens - Stop.ArriveSeconds >= 60
            ? Words.Say("Step.Opens", ("at", Words.At(TripLines.Clock(Stop.Start))), ("minutes", Words.Minutes(opens - Stop.ArriveSeconds)))
            : null;

    /// <summary>"Open until 6 pm". Null where the hours are unknown.</summary>
    public string? Open => (Stop.OpensSeconds, Stop.ClosesSeconds) switch
    {
        ({ } opens, { } closes) when closes - opens >= 86_340 => Words["Card.OpenAllDay"],
        (_, { } closes) => Words.Say("Card.OpenUntil", ("time", Words.The(Stop.Closes is { } clock ? TripLines.Clock(clock) : closes))),
        _ => null,
    };

    /// <summary>Every step of the way there.</summary>
    public IEnumerable<IHtmlContent> Steps => TripSteps.Of(Words, Stop.There, Stop.Name);
}
