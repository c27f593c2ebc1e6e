using System.Globalization;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Places;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Advice;
using ResourceMatch.Matching.Outings;
using ResourceMatch.Matching.Plans;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>The one way to ask for a match: the pages, POST /api/matches and ./run match all call it.</summary>
/// <remarks>Loads what the engine needs, lets it judge, and writes the view. Thread-safe.</remarks>
public sealed class FindMatches(Listings listings, Timetables timetables, Starts starts, Families families, TimeProvider clock)
{
    public const int DefaultDays = 7;

    public async Task<MatchOutcome> Find(MatchRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<FieldProblem> problems = [];
        var family = request.HouseholdId is { Length: > 0 } id ? await FindFamily(id, problems) : null;
        var (home, place) = await FindStart(request, problems, cancellation);
        var (household, needs, unreadable) = RequestReading.Read(request, family, home);
        problems.AddRange(unreadable);
        if (household.Home is null && problems.TrueForAll(problem => problem.Field is not ("from" or "place" or "where" or "householdId" or "from.lat" or "from.lon")))
        {
            problems.Add(new FieldProblem("from", "missing", "Say where the family starts: from (lat, lon), place, where or householdId."));
        }

        return problems.Count > 0
            ? new MatchOutcome.Refused(problems)
            : await Match(household, needs, request.Date, request.Days ?? DefaultDays, request.IncludeExcluded ?? true, request.Plan ?? false, place, cancellation);
    }

    /// <summary>A family whose file says everything: for batches. The home must be known.</summary>
    public Task<MatchOutcome> Find(Household household, DateOnly? date, int days, bool withPlan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(household);
        return Match(household, [.. household.Needs.Select(NeedVocabulary.Default.Get)], date, days, withExcluded: true, withPlan, null, cancellation);
    }

    private async Task<MatchOutcome> Match(
        Household household, IReadOnlyList<Need> needs, DateOnly? asked, int days, bool withExcluded, bool withPlan, string? place, CancellationToken cancellation)
    {
        var region = await timetables.RegionOf(household.Home!.Value, cancellation);
        var date = asked ?? Today(region);
        if (await FindRegionProblem(household, region, date, cancellation) is { } problem) return new MatchOutcome.Refused([problem]);
        var snapshot = await listings.Get(cancellation);
        var travel = new HouseholdTravel(region.Network, household);
        var viewing = new MatchViewing(candidate => snapshot.ByCandidate[candidate], region.Network.TimeZone);
        var answers = needs.Select(need => snapshot.Engine.Match(travel, need, date, days)).ToList();
        var view = new MatchView(
            MatchViewing.Echo(household, place, [.. needs.Select(need => need.Key)], date, days),
            [.. region.Feeds.Select(View)],
            NoticeOf(region, date, days),
            [.. answers.Select(answer => viewing.View(answer, withExcluded))],
            MatchViewing.TextOf(travel.Walking))
        {
            Plan = withPlan ? viewing.View(WholePlanner.Make(travel, answers), answers) : null,
            Advice = withPlan ? viewing.View(MatchAdvisor.Make(snapshot.Engine, travel, answers)) : null,
        };
        return new MatchOutcome.Found(view, household);
    }

    private async Task<Household?> FindFamily(string id, List<FieldProblem> problems)
    {
        var family = await families.Find(id);
        if (family is null) problems.Add(new FieldProblem("householdId", "unknownHousehold", $"There is no family \"{id}\"."));
        return family;
    }

    private async Task<(GeoPoint? Home, string? Place)> FindStart(MatchRequest request, List<FieldProblem> problems, CancellationToken cancellation)
    {
        if (request.From is { } from)
        {
            var point = GeoPoint.Find(from.Lon, from.Lat);
            // Degrees beyond the earth are named by the annotations, each for itself.
            if (point is null && from is { Lat: >= -90 and <= 90, Lon: >= -180 and <= 180 })
            {
                problems.Add(new FieldProblem("from", "outsideArea", "0, 0 lies in the sea. Give the latitude and longitude of the home."));
            }

            return (point, null);
        }

        if (!string.IsNullOrWhiteSpace(request.Where))
        {
            var typed = request.Where.Length <= 200 ? await starts.FindTyped(request.Where, cancellation) : null;
            // The words are not said back: this message may end up in somebody's log.
            if (typed is null) problems.Add(new FieldProblem("where", "unknownPlace", "No such address, crossing, ZIP code or place is known here. Try the street alone, or a neighborhood."));
            return (typed?.Point, typed?.Name);
        }

        if (string.IsNullOrWhiteSpace(request.Place)) return (null, null);
        var start = await starts.Find(request.Place, cancellation);
        if (start is null) problems.Add(new FieldProblem("place", "unknownPlace", $"There is no neighborhood, school or stop \"{request.Place}\"."));
        return (start?.Point, start?.Name);
    }

    private async Task<FieldProblem?> FindRegionProblem(Household household, Region region, DateOnly date, CancellationToken cancellation)
    {
        // With a car the family needs neither a stop nor a timetable.
        if (household.HasCar) return null;
        if (region.Feeds.Count == 0 && await timetables.List(cancellation) is { Count: > 0 })
        {
            return new FieldProblem("from", "outsideArea", "No bus we know of stops within 20 km (12 miles) of this point. Choose a start nearer to the bus lines.");
        }

        return region.Network is { ValidFrom: { } first, ValidTo: { } last } && !region.Network.Covers(date)
            ? new FieldProblem(
                "date", "outsideDates", string.Create(CultureInfo.InvariantCulture, $"We have bus times from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}. Choose a day between them, not {date:yyyy-MM-dd}."), first, last)
            : null;
    }

    private static NoticeView? NoticeOf(Region region, DateOnly date, int days)
    {
        if (region.Feeds.Count == 0) return new NoticeView("noFeed", null, null);
        return Enumerable.Range(0, days).All(day => region.Network.Covers(date.AddDays(day))) ? null : new NoticeView("timetable", region.Network.ValidFrom, region.Network.ValidTo);
    }

    private static FeedView View(LiveFeed feed) => new(
        feed.Feed.Key, feed.Agency, feed.Feed.Timetable.FirstServiceDate, feed.Feed.Timetable.LastServiceDate, feed.Feed.Timetable.TimeZone.Id);

    private DateOnly Today(Region region) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), region.Network.TimeZone).DateTime);
}
