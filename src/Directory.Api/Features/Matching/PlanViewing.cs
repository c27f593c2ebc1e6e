using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Advice;
using ResourceMatch.Matching.Plans;
using ResourceMatch.Transit;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>Writes whole plans and advice.</summary>
internal sealed partial class MatchViewing
{
    /// <param name="plan">Made of these answers.</param>
    /// <param name="answers">Need by need.</param>
    public PlanView View(WholePlan plan, IReadOnlyList<MatchAnswer> answers) => new(
        [.. plan.Outings.Select(outing => View(outing, answers))],
        [.. plan.WithoutTrip.Select(help => new PlanWithoutTripView(
            help.Need.Key, RankOf(help.Candidate, help.Need, answers), help.Candidate.ServiceId.ToString(), help.Candidate.ServiceName, help.Candidate.OrganizationName,
            listingOf(help.Candidate).Phone))],
        [.. plan.Uncovered.Select(need => need.Key)],
        plan.AwaySeconds, plan.SeparateAwaySeconds, Up(plan.AwaySeconds), Up(plan.SeparateAwaySeconds), plan.SeparateOutings);

    public AdviceView View(MatchAdvice advice) => new(
        advice.Loosen is { } loosen
            ? new LoosenView(loosen.Kind, loosen.Day, loosen.Amount, loosen.Paper, loosen.Gains,
                [.. loosen.ByNeed.Select(gain => new NeedGainView(gain.Need.Key, gain.Now, gain.More, View(gain.Best, gain.Rank)))])
            : null,
        advice.Ask is { } ask ? new QuestionView(ask.Kind, ask.Key, ask.Changes, ask.IfYes, ask.IfNo) : null);

    private PlanOutingView View(PlanOuting outing, IReadOnlyList<MatchAnswer> answers)
    {
        var day = new ServiceDay(outing.Date, zone);
        var journeys = outing.Stops.Select(stop => stop.There).Append(outing.Home).ToList();
        return new PlanOutingView(
            outing.Date, outing.Mode, Leave(day, outing.LeaveSeconds), Arrive(day, outing.ArriveHomeSeconds), outing.LeaveSeconds, outing.ArriveHomeSeconds,
            Up(outing.AwaySeconds), journeys.Sum(journey => journey.Changes), Up(journeys.Sum(journey => journey.WalkSeconds)),
            outing.StartsAt, outing.EndsAt, outing.LaterWaysHome, [.. outing.Stops.Select(stop => View(day, stop, answers))], View(day, outing.Home));
    }

    private PlanStopView View(ServiceDay day, PlanStop stop, IReadOnlyList<MatchAnswer> answers)
    {
        var candidate = stop.Candidate;
        var listing = listingOf(candidate);
        return new PlanStopView(
            [.. stop.Needs.Select(need => need.Key)], [.. stop.Needs.Select(need => RankOf(candidate, need, answers))],
            candidate.ServiceId.ToString(), candidate.ServiceAtLocationId?.ToString(), candidate.LocationId?.ToString(), candidate.ServiceName, candidate.OrganizationName,
            candidate.LocationName, listing.Address, listing.Phone, candidate.Point?.Latitude, candidate.Point?.Longitude, stop.HoursKnown, View(day, stop.There),
            Arrive(day, stop.ArriveSeconds), Arrive(day, stop.StartSeconds), Leave(day, stop.EndSeconds), Leave(day, stop.LeaveSeconds),
            stop.ArriveSeconds, stop.StartSeconds, stop.EndSeconds, stop.LeaveSeconds,
            stop.OpensSeconds is { } opens ? Leave(day, opens) : null, stop.ClosesSeconds is { } closes ? Leave(day, closes) : null, stop.OpensSeconds, stop.ClosesSeconds);
    }

    private static int RankOf(Candidate candidate, Need need, IReadOnlyList<MatchAnswer> answers) =>
        answers.Single(answer => answer.Need == need).Results.Index().First(result => ReferenceEquals(result.Item.Candidate, candidate)).Index + 1;
}
