using ResourceMatch.Domain.Needs;
using ResourceMatch.Matching.Outings;

namespace ResourceMatch.Matching.Plans;

/// <summary>Puts several needs of one household together into the fewest outings, and of those into the least time away.</summary>
/// <remarks>The terms, and what is exact about it, stand in this project's README, section Plans. Thread-safe.</remarks>
public static class WholePlanner
{
    /// <summary>Needs planned at once; more are planned this many at a time, in the order asked.</summary>
    public const int NeedsAtOnce = 8;

    /// <summary>Stops of one outing.</summary>
    public const int MaxStops = SlotSearch.MaxStops;

    /// <param name="travel">The one that the answers were found with.</param>
    /// <param name="answers">Of one household, one first day and one number of days, each need once.</param>
    /// <exception cref="ArgumentException">The answers are not of one household and window.</exception>
    public static WholePlan Make(HouseholdTravel travel, IReadOnlyList<MatchAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(travel);
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Any(answer => !ReferenceEquals(answer.Household, travel.Household) || answer.From != answers[0].From || answer.Days != answers[0].Days))
        {
            throw new ArgumentException("The answers of a plan are of one household, first day and number of days.", nameof(answers));
        }

        List<PlanOuting> outings = [];
        List<Need> covered = [];
        var separateSeconds = 0;
        var taken = new HashSet<(DateOnly, Span)>();
        foreach (var chunk in answers.Chunk(NeedsAtOnce))
        {
            var places = PlanPlaces.Choose(chunk);
            if (places.Needs.Count == 0) continue;
            var composing = new PlanComposing(travel, places);
            foreach (var (outing, slot) in composing.Compose(chunk[0].From, chunk[0].Days, taken))
            {
                outings.Add(outing);
                covered.AddRange(outing.Needs);
                taken.Add(slot);
            }

            separateSeconds += places.Needs.Select((need, index) => covered.Contains(need) ? places.LeastAwaySeconds[index] : 0).Sum();
        }

        var open = answers.Where(answer => !covered.Contains(answer.Need)).ToList();
        var withoutTrip = open.Select(answer => (answer.Need, Help: FindHelp(answer.Results)))
            .Where(pair => pair.Help is not null)
            .Select(pair => new PlanWithoutTrip(pair.Need, pair.Help!.Candidate))
            .ToList();
        return new WholePlan(
            [.. outings.OrderBy(outing => outing.Date).ThenBy(outing => outing.LeaveSeconds)],
            withoutTrip,
            [.. open.Select(answer => answer.Need).Where(need => withoutTrip.TrueForAll(known => known.Need != need))],
            separateSeconds,
            covered.Count);
    }

    /// <summary>The first that needs no trip; they stand last in the ranking.</summary>
    private static MatchResult? FindHelp(IReadOnlyList<MatchResult> results)
    {
        var first = results.Count;
        while (first > 0 && results[first - 1].Candidate.Delivery != Delivery.AtPlace) first--;
        return first < results.Count ? results[first] : null;
    }
}
