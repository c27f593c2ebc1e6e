using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Advice;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>The whole plan: the fewest outings for all needs asked, and what going together saves. The form stands in src/Matching/README.md, section Plans.</summary>
/// <param name="Outings">Earliest first.</param>
/// <param name="WithoutTrip">Needs for which nobody has to go anywhere.</param>
/// <param name="Uncovered">Keys of the needs that no outing covers.</param>
/// <param name="MinutesAway">Of all outings together.</param>
/// <param name="SeparateMinutesAway">If each need had its own best outing.</param>
/// <param name="SeparateOutings">How many that would be.</param>
public sealed record PlanView(
    IReadOnlyList<PlanOutingView> Outings, IReadOnlyList<PlanWithoutTripView> WithoutTrip, IReadOnlyList<string> Uncovered,
    int AwaySeconds, int SeparateAwaySeconds, int MinutesAway, int SeparateMinutesAway, int SeparateOutings)
{
    /// <summary>0 when going together takes as long, or longer: then it saves outings, not minutes.</summary>
    public int MinutesSaved => Math.Max(0, SeparateMinutesAway - MinutesAway);
}

/// <summary>One going out over one, two or three places. Clock times as in <see cref="OutingView"/>.</summary>
/// <param name="Home">The way from the last place to where it ends.</param>
public sealed record PlanOutingView(
    DateOnly Date, TravelMode Mode, string LeaveHome, string ArriveHome, int LeaveHomeSeconds, int ArriveHomeSeconds, int MinutesAway, int Changes, int WalkMinutes,
    OutingEnd StartsAt, OutingEnd EndsAt, int LaterWaysHome, IReadOnlyList<PlanStopView> Stops, JourneyView Home);

/// <summary>One place on it.</summary>
/// <param name="Needs">Keys of what is done here.</param>
/// <param name="Ranks">Where the place stands in the results of each of these needs, from 1.</param>
/// <param name="There">The way from the start or the place before.</param>
/// <param name="LeavePlace">When they leave for the next way.</param>
public sealed record PlanStopView(
    IReadOnlyList<string> Needs, IReadOnlyList<int> Ranks, string ServiceId, string? ServiceAtLocationId, string? LocationId, string Name, string Organization, string? Location,
    string? Address, string? Phone, double? Lat, double? Lon, bool HoursKnown, JourneyView There,
    string ArrivePlace, string VisitStart, string VisitEnd, string LeavePlace, int ArrivePlaceSeconds, int VisitStartSeconds, int VisitEndSeconds, int LeavePlaceSeconds,
    string? Opens, string? Closes, int? OpensSeconds, int? ClosesSeconds);

/// <param name="Rank">Where it stands in the results of the need, from 1.</param>
public sealed record PlanWithoutTripView(string Need, int Rank, string ServiceId, string Name, string Organization, string? Phone);

/// <summary>What would help when little fits, and what to ask next.</summary>
/// <param name="Loosen">Null = enough fits, or nothing would help.</param>
/// <param name="Ask">Null = every answer that matters is known.</param>
public sealed record AdviceView(LoosenView? Loosen, QuestionView? Ask);

/// <param name="Day">Of kind Day.</param>
/// <param name="Amount">Minutes or metres, see <see cref="LoosenAdvice.Amount"/>.</param>
/// <param name="Paper">Of kind Paper.</param>
/// <param name="Gains">Places more, over the needs of <paramref name="ByNeed"/>.</param>
public sealed record LoosenView(Loosening Kind, DayOfWeek? Day, int? Amount, DocumentKind? Paper, int Gains, IReadOnlyList<NeedGainView> ByNeed);

/// <param name="Now">Places that fit today.</param>
/// <param name="More">Places that would fit besides.</param>
/// <param name="Best">The first of those, as a result of the loosened match.</param>
public sealed record NeedGainView(string Need, int Now, int More, ResultView Best);

/// <param name="Key">The eligibility key or the kind of paper; null for age and grade.</param>
/// <param name="Changes">Places, need by need, that hang on the answer.</param>
public sealed record QuestionView(QuestionKind Kind, string? Key, int Changes, AnswerEffect? IfYes, AnswerEffect? IfNo);
