using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Plans;

/// <summary>The fewest outings that cover all that a household asked for, and of those the ones with the least time away from home.</summary>
/// <param name="Outings">Earliest first; never two that overlap in time. Empty = nothing asked needs a trip that can be made.</param>
/// <param name="WithoutTrip">Needs that help without a trip covers: it comes home, or is by phone or screen. Empty = none.</param>
/// <param name="Uncovered">Needs that stand in none of the outings: no place can be reached, or only one without a trip we can plan (to call). Empty = all are covered.</param>
/// <param name="SeparateAwaySeconds">Time away if each need that the outings cover had its own best outing, one need at a time.</param>
/// <param name="SeparateOutings">How many outings that would be: one for each need covered by a trip.</param>
/// <remarks>What is exact about it stands in this project's README. Immutable; safe to share.</remarks>
public sealed record WholePlan(
    IReadOnlyList<PlanOuting> Outings, IReadOnlyList<PlanWithoutTrip> WithoutTrip, IReadOnlyList<Need> Uncovered, int SeparateAwaySeconds, int SeparateOutings)
{
    /// <summary>Of all outings together.</summary>
    public int AwaySeconds => Outings.Sum(outing => outing.AwaySeconds);

    /// <summary>Time that going together saves; not below 0 in words: fewer outings may take a little longer than more of them.</summary>
    public int SavedSeconds => SeparateAwaySeconds - AwaySeconds;
}

/// <summary>One going out: from home (or school, or work) to one, two or three places and back. All seconds count from the service-day zero of <see cref="Date"/>.</summary>
/// <param name="Mode">Car when they drive; Transit when any way has a ride; else Walk.</param>
/// <param name="LeaveSeconds">Leaving where it starts; at or after the beginning of the free time.</param>
/// <param name="Stops">In the order of visiting, 1 to 3.</param>
/// <param name="Home">From the last place to where it ends.</param>
/// <param name="ArriveHomeSeconds">Reaching where it ends; not after the end of the free time.</param>
/// <param name="StartsAt">Where the first way begins.</param>
/// <param name="EndsAt">Where the last way leads.</param>
/// <param name="LaterWaysHome">How many later ways from the last place the same day still work: 0 = this is the last.</param>
/// <remarks>Leave = the first way's leave; each way leaves when its place is left. Immutable.</remarks>
public sealed record PlanOuting(
    DateOnly Date, TravelMode Mode, int LeaveSeconds, IReadOnlyList<PlanStop> Stops, Journey Home, int ArriveHomeSeconds, OutingEnd StartsAt, OutingEnd EndsAt,
    int LaterWaysHome)
{
    public int AwaySeconds => ArriveHomeSeconds - LeaveSeconds;

    /// <summary>All that is done on it, in the order of visiting.</summary>
    public IEnumerable<Need> Needs => Stops.SelectMany(stop => stop.Needs);
}

/// <summary>One place on an outing. ArriveSeconds ≤ StartSeconds &lt; EndSeconds ≤ LeaveSeconds; End = Start + the stays of all its needs.</summary>
/// <param name="Needs">What is done here, at least one.</param>
/// <param name="There">The way from the start of the outing or the place before.</param>
/// <param name="LeaveSeconds">The earlier of closing and the latest moment for the next way, not before the visit's end.</param>
/// <param name="OpensSeconds">Null = hours unknown: call first.</param>
/// <param name="ClosesSeconds">As <paramref name="OpensSeconds"/>.</param>
public sealed record PlanStop(
    Candidate Candidate, IReadOnlyList<Need> Needs, Journey There, int ArriveSeconds, int StartSeconds, int EndSeconds, int LeaveSeconds, int? OpensSeconds, int? ClosesSeconds)
{
    /// <summary>False = the hours are supposed: call first.</summary>
    public bool HoursKnown => OpensSeconds is not null;
}

/// <summary>A need for which nobody has to go anywhere.</summary>
/// <param name="Candidate">The first of the ranking.</param>
public sealed record PlanWithoutTrip(Need Need, Candidate Candidate);
