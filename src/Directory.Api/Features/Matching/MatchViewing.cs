using System.Globalization;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Transit;
using Journey = ResourceMatch.Matching.Outings.Journey;
using Leg = ResourceMatch.Matching.Outings.Leg;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>Writes the engine's answers as the view that every face shows.</summary>
internal sealed partial class MatchViewing(Func<Candidate, Listing> listingOf, TimeZoneInfo zone)
{
    public NeedView View(MatchAnswer answer, bool includeExcluded) => new(
        answer.Need.Key,
        [.. answer.Results.Select((result, index) => View(result, index + 1))],
        answer.Excluded.Count,
        answer.ElsewhereCount,
        includeExcluded ? [.. answer.Excluded.Select(View)] : null);

    public static RequestEcho Echo(Household household, string? place, IReadOnlyList<string> needs, DateOnly date, int days) => new(
        household.Id, household.Name, place, needs, date, days, household.HasCar, household.Limits.WalkMeters, household.Limits.CarryMeters, household.Limits.OneWayMinutes,
        [.. household.FreeTimes.Select(free => new FreeTimeView(free.Day, ClockText.Minute(free.FromMinute), ClockText.Minute(free.UntilMinute), free.StartsAt))],
        household.Languages, household.SpeaksEnglish, household.FreeOnly, [.. household.MissingDocuments.Order().Select(kind => kind.ToString())],
        household.NeedsStepFree, household.HasStroller,
        [.. household.Fetches.Select(fetch => new FetchView(fetch.Day, ClockText.Minute(fetch.Minute)))], household.CanCallAhead);

    private ResultView View(MatchResult result, int rank)
    {
        var candidate = result.Candidate;
        var listing = listingOf(candidate);
        var isPublic = candidate.Visibility == LocationVisibility.Public;
        return new ResultView(
            rank, candidate.ServiceId.ToString(), candidate.ServiceAtLocationId?.ToString(), candidate.LocationId?.ToString(), candidate.ServiceName, candidate.OrganizationName,
            isPublic ? candidate.LocationName : null, listing.Address, listing.Phone, isPublic ? candidate.Point?.Latitude : null, isPublic ? candidate.Point?.Longitude : null,
            candidate.Delivery, result.CallFirst, listing.HoursText, listing.EligibilityText, [.. candidate.Languages.Order(StringComparer.Ordinal)], candidate.Interpreter,
            candidate.Cost, listing.CostText, [.. candidate.Documents.Select(paper => new DocumentView(paper.Kind?.ToString(), paper.Text))],
            new ScoreView(Math.Round(result.Score.Total, 4), [.. result.Score.Parts.Select(part => new ScorePartView(part.Name, part.Value, part.Weight))]),
            result.Reasons, result.Caveats, [.. result.Outings.Select(View)]);
    }

    private static ExclusionView View(Exclusion exclusion) => new(
        exclusion.Candidate.ServiceId.ToString(), exclusion.Candidate.ServiceAtLocationId?.ToString(), exclusion.Candidate.LocationId?.ToString(),
        exclusion.Candidate.ServiceName, exclusion.Candidate.OrganizationName,
        exclusion.Candidate.Visibility == LocationVisibility.Public ? exclusion.Candidate.LocationName : null, exclusion.Reason);

    private OutingView View(Outing outing)
    {
        var day = new ServiceDay(outing.Date, zone);
        return new OutingView(
            outing.Date, outing.Mode,
            Leave(day, outing.LeaveHomeSeconds), Arrive(day, outing.ArrivePlaceSeconds), Arrive(day, outing.VisitStartSeconds),
            Leave(day, outing.VisitEndSeconds), Leave(day, outing.LeavePlaceSeconds), Arrive(day, outing.ArriveHomeSeconds),
            outing.LeaveHomeSeconds, outing.ArrivePlaceSeconds, outing.VisitStartSeconds, outing.VisitEndSeconds, outing.LeavePlaceSeconds, outing.ArriveHomeSeconds,
            outing.OpensSeconds is { } opens ? Leave(day, opens) : null, outing.ClosesSeconds is { } closes ? Leave(day, closes) : null, outing.OpensSeconds, outing.ClosesSeconds,
            outing.HoursKnown, Up(outing.AwaySeconds), outing.There.Changes + outing.Back.Changes, Up(outing.There.WalkSeconds + outing.Back.WalkSeconds), outing.LaterWaysHome,
            View(day, outing.There), View(day, outing.Back), outing.StartsAt, outing.EndsAt);
    }

    private static JourneyView View(ServiceDay day, Journey journey) => new(
        journey.LeaveSeconds, journey.ArriveSeconds, Up(journey.ArriveSeconds - journey.LeaveSeconds), journey.Changes, Up(journey.WalkSeconds),
        [.. journey.Legs.Select(leg => View(day, leg))], TextOf(journey.Walking));

    public static string TextOf(Walking walking) => walking == Walking.Streets ? "streets" : "line";

    private static LegView View(ServiceDay day, Leg leg) => leg switch
    {
        Leg.Walk walk => Make(day, "walk", walk.FromStop, walk.ToStop, walk.StartSeconds, walk.Seconds, walk.Meters),
        Leg.Drive drive => Make(day, "drive", null, null, drive.StartSeconds, drive.Seconds, drive.Meters),
        Leg.Ride ride => Make(day, "ride", ride.FromStop, ride.ToStop, ride.BoardSeconds, ride.AlightSeconds - ride.BoardSeconds, null) with
        {
            Feed = ride.FeedKey,
            TripId = ride.TripId,
            Line = ride.LineName,
            Color = ride.LineColor,
            Headsign = ride.Headsign,
            BoardSeconds = ride.BoardSeconds,
            AlightSeconds = ride.AlightSeconds,
            Board = Leave(day, ride.BoardSeconds),
            Alight = Arrive(day, ride.AlightSeconds),
            ServiceDate = ride.ServiceDate,
            HeadwaySeconds = ride.HeadwaySeconds,
            MustPhone = ride.MustPhone,
        },
        _ => throw new InvalidOperationException($"Unknown leg {leg.GetType().Name}."),
    };

    private static LegView Make(ServiceDay day, string kind, StopRef? from, StopRef? to, int startSeconds, int seconds, int? meters) => new(
        kind, from?.StopId, to?.StopId, from?.Name, to?.Name, Degrees(from?.Latitude), Degrees(from?.Longitude), Degrees(to?.Latitude), Degrees(to?.Longitude),
        startSeconds, Leave(day, startSeconds), seconds, meters, null, null, null, null, null, null, null, null, null, null, null, null);

    // JSON has no NaN.
    private static double? Degrees(double? value) => value is { } known && !double.IsNaN(known) ? known : null;

    private static int Up(int seconds) => (seconds + 59) / 60;

    private static string Leave(ServiceDay day, int seconds) => Clock(day, (int)Math.Floor(seconds / 60.0) * 60);

    private static string Arrive(ServiceDay day, int seconds) => Clock(day, (int)Math.Ceiling(seconds / 60.0) * 60);

    private static string Clock(ServiceDay day, int seconds) => day.ClockOf(seconds).ToString("HH:mm", CultureInfo.InvariantCulture);
}
