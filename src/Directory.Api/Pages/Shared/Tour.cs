using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>One outing as the pages tell it: out, its places in order, and back. A result's outing has one place, a plan's one to three.</summary>
/// <param name="StartsAt">Home, School or Work: the end of the strings' keys.</param>
/// <param name="Leave">Clock time, 15:42, rounded down; seconds are exact.</param>
/// <param name="Back">The way from the last place to <paramref name="EndsAt"/>.</param>
/// <param name="IsLastWayBack">True = no later way back works that day.</param>
internal sealed record Tour(
    DateOnly Date, string StartsAt, string EndsAt, string Leave, int LeaveSeconds, IReadOnlyList<TourStop> Stops, JourneyView Back, string Arrive, int ArriveSeconds,
    bool IsLastWayBack)
{
    public const string Home = "Home";

    /// <param name="words">The reader's.</param>
    /// <param name="outing">Of a whole plan.</param>
    /// <param name="linkOf">The page of a stop.</param>
    public static Tour Of(Words words, PlanOutingView outing, Func<PlanStopView, string> linkOf)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(outing);
        return new Tour(
            outing.Date, outing.StartsAt.ToString(), outing.EndsAt.ToString(), outing.LeaveHome, outing.LeaveHomeSeconds,
            [.. outing.Stops.Select(stop => new TourStop(
                stop.Location ?? stop.Name, stop.There, stop.ArrivePlace, stop.ArrivePlaceSeconds, stop.VisitStart, stop.VisitStartSeconds, stop.LeavePlace, stop.LeavePlaceSeconds,
                stop.OpensSeconds, stop.Closes, stop.ClosesSeconds, stop.HoursKnown) { What = NeedWords.Of(words, stop.Needs), Link = linkOf(stop) })],
            outing.Home, outing.ArriveHome, outing.ArriveHomeSeconds, IsLastWayBack: false);
    }

    /// <param name="outing">Of one result.</param>
    /// <param name="placeName">Where it goes.</param>
    public static Tour Of(OutingView outing, string placeName)
    {
        ArgumentNullException.ThrowIfNull(outing);
        var stop = new TourStop(
            placeName, outing.There, outing.ArrivePlace, outing.ArrivePlaceSeconds, outing.VisitStart, outing.VisitStartSeconds, outing.LeavePlace, outing.LeavePlaceSeconds,
            outing.OpensSeconds, outing.Closes, outing.ClosesSeconds, outing.HoursKnown);
        return new Tour(
            outing.Date, outing.StartsAt.ToString(), outing.EndsAt.ToString(), outing.LeaveHome, outing.LeaveHomeSeconds, [stop], outing.Back, outing.ArriveHome, outing.ArriveHomeSeconds, outing.LaterWaysHome == 0);
    }
}

/// <summary>One place of an outing. Times as in <see cref="Tour"/>; what the opening hours do not say is null.</summary>
/// <param name="There">The way from the start, or from the place before.</param>
internal sealed record TourStop(
    string Name, JourneyView There, string Arrive, int ArriveSeconds, string Start, int StartSeconds, string Leave, int LeaveSeconds,
    int? OpensSeconds, string? Closes, int? ClosesSeconds, bool HoursKnown)
{
    /// <summary>What is done there, where a plan says it: "Food, clothes". Null = the card says it.</summary>
    public string? What { get; init; }

    /// <summary>The page of the place, where the times name it. Null = the card names it.</summary>
    public string? Link { get; init; }
}
