using System.Text.Json.Serialization;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>The answer, as POST /api/matches and ./run match --json print it and the pages show it. A stable face: a change needs an ADR.</summary>
/// <param name="Notice">Null = all days asked are covered by bus times.</param>
/// <param name="Walking">streets, or line where the home lies on no known street: then walks are straight lines times the detour factor.</param>
public sealed record MatchView(RequestEcho Request, IReadOnlyList<FeedView> Feeds, NoticeView? Notice, IReadOnlyList<NeedView> Needs, string Walking)
{
    /// <summary>All needs together; null = not asked for.</summary>
    public PlanView? Plan { get; init; }

    /// <summary>What would help, and what to ask next; null = not asked for.</summary>
    public AdviceView? Advice { get; init; }
}

/// <summary>What was judged, with every default filled in, without the exact start.</summary>
/// <param name="Place">The start's name when it was chosen by name; null for a point.</param>
public sealed record RequestEcho(
    string? HouseholdId, string? HouseholdName, string? Place, IReadOnlyList<string> Needs, DateOnly Date, int Days, bool Car, int WalkMeters, int CarryMeters, int OneWayMinutes,
    IReadOnlyList<FreeTimeView> FreeTimes, IReadOnlyList<string> Languages, bool SpeaksEnglish, bool FreeOnly, IReadOnlyList<string> MissingDocuments,
    bool StepFree, bool Stroller, IReadOnlyList<FetchView> Fetch, bool CanCallAhead);

/// <param name="StartsAt">home, school or work.</param>
public sealed record FreeTimeView(DayOfWeek Day, string From, string Until, StartPlace StartsAt);

/// <summary>When a child is fetched at school.</summary>
public sealed record FetchView(DayOfWeek Day, string At);

/// <summary>A feed whose buses were asked.</summary>
public sealed record FeedView(string Key, string Agency, DateOnly ValidFrom, DateOnly ValidTo, string TimeZone);

/// <param name="Kind">timetable: some of the days asked lie outside the bus times; noFeed: no bus runs near the start.</param>
public sealed record NoticeView(string Kind, DateOnly? ValidFrom, DateOnly? ValidTo);

/// <param name="ElsewhereCount">Places of another region, which nobody asked about.</param>
/// <param name="Excluded">Null = not asked for.</param>
public sealed record NeedView(string Need, IReadOnlyList<ResultView> Results, int ExcludedCount, int ElsewhereCount, IReadOnlyList<ExclusionView>? Excluded);

/// <summary>One place, or one help without a place.</summary>
/// <param name="Rank">From 1, over all results of the need.</param>
/// <param name="Delivery">atPlace, comesToYou, remote.</param>
/// <param name="Lat">Public places only.</param>
/// <param name="HoursText">Words about the hours that nobody could parse.</param>
/// <param name="Cost">0 = free; null = unknown.</param>
public sealed record ResultView(
    int Rank, string ServiceId, string? ServiceAtLocationId, string? LocationId, string Name, string Organization, string? Location, string? Address, string? Phone,
    double? Lat, double? Lon, Delivery Delivery, bool CallFirst, string? HoursText, string? EligibilityText, IReadOnlyList<string> Languages, bool Interpreter,
    decimal? Cost, string? CostText, IReadOnlyList<DocumentView> Documents, ScoreView Score, IReadOnlyList<Reason> Reasons, IReadOnlyList<Reason> Caveats,
    IReadOnlyList<OutingView> Outings)
{
    /// <summary>The one to show; null when no trip is needed or can be planned.</summary>
    [JsonIgnore]
    public OutingView? Best => Outings.Count > 0 ? Outings[0] : null;
}

/// <param name="Kind">A <see cref="Domain.Needs.DocumentKind"/>, or null.</param>
public sealed record DocumentView(string? Kind, string Text);

public sealed record ScoreView(double Total, IReadOnlyList<ScorePartView> Parts);

public sealed record ScorePartView(string Name, double Value, double Weight);

/// <summary>Clock times are the place's, 24 h; leaving is rounded down to the minute and arriving up. Seconds count from the date's service-day zero and are exact.</summary>
public sealed record OutingView(
    DateOnly Date, TravelMode Mode,
    string LeaveHome, string ArrivePlace, string VisitStart, string VisitEnd, string LeavePlace, string ArriveHome,
    int LeaveHomeSeconds, int ArrivePlaceSeconds, int VisitStartSeconds, int VisitEndSeconds, int LeavePlaceSeconds, int ArriveHomeSeconds,
    string? Opens, string? Closes, int? OpensSeconds, int? ClosesSeconds, bool HoursKnown,
    int MinutesAway, int Changes, int WalkMinutes, int LaterWaysHome, JourneyView There, JourneyView Back, OutingEnd StartsAt, OutingEnd EndsAt);

/// <param name="Walking">streets, or line = the straight line times the detour factor.</param>
public sealed record JourneyView(int LeaveSeconds, int ArriveSeconds, int Minutes, int Changes, int WalkMinutes, IReadOnlyList<LegView> Legs, string Walking);

/// <summary>One leg; what does not belong to its kind is null.</summary>
/// <param name="Kind">walk, ride or drive.</param>
/// <param name="FromStopId">Null = home, or the place on the way back.</param>
/// <param name="StartSeconds">A ride starts when the bus leaves.</param>
/// <param name="Start">As a clock time.</param>
/// <param name="ServiceDate">The service day of the trip; the day before for a trip past midnight.</param>
/// <param name="HeadwaySeconds">Set when the line runs "about every …".</param>
/// <param name="MustPhone">Of a ride: true when one phones beforehand, or asks the driver.</param>
public sealed record LegView(
    string Kind, string? FromStopId, string? ToStopId, string? FromName, string? ToName, double? FromLat, double? FromLon, double? ToLat, double? ToLon,
    int StartSeconds, string Start, int Seconds, int? Meters, string? Feed, string? TripId, string? Line, string? Color, string? Headsign,
    int? BoardSeconds, int? AlightSeconds, string? Board, string? Alight, DateOnly? ServiceDate, int? HeadwaySeconds, bool? MustPhone);

/// <summary>A place that is not shown.</summary>
public sealed record ExclusionView(string ServiceId, string? ServiceAtLocationId, string? LocationId, string Name, string Organization, string? Location, Reason Reason);
