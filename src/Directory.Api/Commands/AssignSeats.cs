using System.Collections.Concurrent;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Assignment;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Api.Commands;

/// <summary>Asks the engine for every student whether the places can be used, lets the rules give the seats, and says what decided each case.</summary>
/// <param name="listings">The engine over the whole directory: for what else would do for those who go without.</param>
internal sealed class AssignSeats(Timetables timetables, MatchEngine listings, MatchOptions options, IReadOnlyList<SeatPlace> places)
{
    private static readonly string[] Rules = ["need", "tier", "waiting", "lottery"];

    private readonly MatchEngine[] engines = [.. places.Select(place => new MatchEngine([place.Candidate], options))];

    /// <summary>The day it is where the first place lies, or the first household.</summary>
    public async Task<DateOnly> Today(IReadOnlyList<Household> households, TimeProvider clock, CancellationToken cancellation)
    {
        var point = places[0].Candidate.Point ?? households.Select(household => household.Home).FirstOrDefault(home => home is not null);
        var zone = point is { } known ? (await timetables.RegionOf(known, cancellation)).Network.TimeZone : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
    }

    public async Task<AssignView> Run(IReadOnlyList<Household> households, DateOnly date, int days, long seed, CancellationToken cancellation)
    {
        var judged = new Judged[households.Count];
        await Parallel.ForAsync(0, households.Count, cancellation, async (index, stop) => judged[index] = await Judge(households[index], date, days, stop));
        Applicant[] applicants = [.. judged.Where(each => each.Options.Count > 0).Select(each => new Applicant(each.Household.Id!, each.Household.Tier ?? 1, each.Household.WaitingSince, each.Options))];
        var plan = SeatAssignment.Assign(applicants, [.. places.Select(place => place.Capacity)], seed);
        var outcomes = plan.Outcomes.ToDictionary(outcome => outcome.Applicant.Id, StringComparer.Ordinal);
        var others = await CountOthers(judged, outcomes, date, days, cancellation);
        var told = judged.Select(each => Tell(each, outcomes.GetValueOrDefault(each.Household.Id!), others, seed)).ToList();
        return new AssignView(
            seed, date, days, Rules, [.. places.Select((place, index) => View(place, plan.Outcomes.Count(outcome => outcome.Place == index)))],
            households.Count, applicants.Length, plan.Outcomes.Count(outcome => outcome.IsSeated), (int)((plan.TotalAwaySeconds + 59) / 60), told);
    }

    private async Task<Judged> Judge(Household household, DateOnly date, int days, CancellationToken cancellation)
    {
        var asks = places.Select(place => place.Needs.Where(need => household.Needs.Contains(need.Key)).ToList()).ToList();
        if (asks.TrueForAll(needs => needs.Count == 0)) return new Judged(household, [], [], null);
        var travel = new HouseholdTravel((await timetables.RegionOf(household.Home!.Value, cancellation)).Network, household);
        List<SeatOption> usable = [];
        List<Reason> reasons = [];
        for (var index = 0; index < places.Count; index++)
        {
            int? best = null;
            Reason? broken = null;
            foreach (var need in asks[index])
            {
                var answer = engines[index].Match(travel, need, date, days);
                var (seconds, reason) = Read(answer, places[index]);
                if (seconds is { } known && (best is null || known < best)) best = known;
                broken ??= reason;
            }

            if (best is { } away) usable.Add(new SeatOption(index, away));
            else if (broken is not null) reasons.Add(broken);
        }

        return new Judged(household, usable, reasons, asks.SelectMany(needs => needs).First());
    }

    /// <summary>A seat is only for those with a checked trip, or where none is needed: "call first" is no way there.</summary>
    private static (int? AwaySeconds, Reason? Reason) Read(MatchAnswer answer, SeatPlace place) => answer switch
    {
        { Results: [{ Best: { } outing }, ..] } => (outing.AwaySeconds, null),
        { Results: [{ Candidate.Delivery: not Delivery.AtPlace }, ..] } => (0, null),
        { Results: [var result, ..] } => (null, result.Caveats.Count > 0 ? result.Caveats[0] : new Reason.PlaceUnknown()),
        { Excluded: [var exclusion, ..] } => (null, exclusion.Reason),
        _ => (null, new Reason.InAnotherTown(place.Candidate.Town ?? place.Name)),
    };

    private async Task<ConcurrentDictionary<string, int>> CountOthers(IReadOnlyList<Judged> judged, Dictionary<string, SeatOutcome> outcomes, DateOnly date, int days, CancellationToken cancellation)
    {
        var counts = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var without = judged.Where(each => each.Need is not null && outcomes.GetValueOrDefault(each.Household.Id!) is not { IsSeated: true });
        await Parallel.ForEachAsync(without, cancellation, async (each, stop) =>
        {
            var travel = new HouseholdTravel((await timetables.RegionOf(each.Household.Home!.Value, stop)).Network, each.Household);
            counts[each.Household.Id!] = listings.Match(travel, each.Need!, date, days).Results.Count(result => !result.CallFirst && places.All(place => place.Candidate.ServiceId != result.Candidate.ServiceId));
        });
        return counts;
    }

    private AssignOutcomeView Tell(Judged judged, SeatOutcome? outcome, ConcurrentDictionary<string, int> others, long seed)
    {
        var household = judged.Household;
        var kind = judged.Need is null ? AssignOutcome.DoesNotAsk : outcome is null ? AssignOutcome.NotUsable : outcome.IsSeated ? AssignOutcome.Seated : AssignOutcome.NotSeated;
        var view = new AssignOutcomeView(
            household.Id, household.Name, kind, outcome?.Place, outcome is { IsSeated: true } ? outcome.Seat : null, household.Tier ?? 1, household.WaitingSince,
            Precedence.LotteryNumber(seed, household.Id!), outcome?.DecidedBy is { } rule ? AssignSentences.NameOf(rule) : null, outcome?.Rival?.Id,
            outcome is { IsSeated: true, AwaySeconds: > 0 } ? (outcome.AwaySeconds + 59) / 60 : null, others.TryGetValue(household.Id!, out var count) ? count : null,
            kind == AssignOutcome.NotUsable ? judged.Reasons : null, "");
        return view with { Sentence = AssignSentences.Tell(view, outcome, places, seed) };
    }

    private static AssignPlaceView View(SeatPlace place, int seated) => new(
        place.Candidate.ServiceId.ToString(), place.Candidate.ServiceAtLocationId?.ToString(), place.Name, place.Candidate.OrganizationName,
        place.Capacity, place.IsCapacityGiven ? "given" : "listing", place.IsCapacityGiven ? null : place.Updated, seated);

    /// <param name="Options">Empty = they can use none of the places.</param>
    /// <param name="Reasons">Why not, for the places they cannot use.</param>
    /// <param name="Need">The first of their needs that gives a claim; null = none does.</param>
    private sealed record Judged(Household Household, IReadOnlyList<SeatOption> Options, IReadOnlyList<Reason> Reasons, Need? Need);
}
