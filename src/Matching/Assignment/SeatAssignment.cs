namespace ResourceMatch.Matching.Assignment;

/// <summary>Gives the few seats of some places to many students, by precedence first and short trips second.</summary>
/// <remarks>
/// The plan is the best in this order: nobody is without a seat whom the rules put before one who has it and whose seat (or one freed by moving others to places they can use as well)
/// they could take; as many are seated as can be; and of all plans that seat these students the sum of times away from home is least.
/// <para>
/// One applicant after another, by precedence, gets a seat by the cheapest augmenting path over the places (successive shortest paths; Dijkstra over costs that the places' prices keep
/// from being negative). Sets of students who can all be seated form a transversal matroid (Edmonds, Fulkerson 1965), so taking whoever still fits, in order, is lexicographically best and
/// seats the most; each shortest path keeps the sum of times least (Edmonds, Karp 1972; Tomizawa 1971). Where no path is left, the places reached are full and everybody in them can use only
/// these: that is the proof that the applicant must go without, and the last of them is the rival who is told.
/// </para>
/// Not here: preferences of students other than time away, quotas by school, siblings kept together. Pure; safe to call from any thread.
/// </remarks>
public static class SeatAssignment
{
    /// <param name="applicants">In any order, which does not change the plan.</param>
    /// <param name="capacities">Seats of each place, not negative.</param>
    /// <param name="seed">Of the lottery; the same seed gives the same plan.</param>
    /// <exception cref="ArgumentException">An id stands twice, or an option is empty, names no place, stands twice, or has a negative time.</exception>
    public static SeatPlan Assign(IReadOnlyList<Applicant> applicants, IReadOnlyList<int> capacities, long seed)
    {
        ArgumentNullException.ThrowIfNull(applicants);
        ArgumentNullException.ThrowIfNull(capacities);
        Check(applicants, capacities);
        var lottery = applicants.Select(applicant => Precedence.LotteryNumber(seed, applicant.Id)).ToArray();
        var order = Precedence.Order(applicants, lottery);
        var seating = new Seating([.. order.Select(index => applicants[index])], capacities);
        var (losers, winners) = (new int?[order.Length], new int?[order.Length]);
        for (var rank = 0; rank < order.Length; rank++)
        {
            if (seating.TrySeat(rank)) continue;
            var holders = seating.ListReached();
            losers[rank] = holders.Count > 0 ? holders.Max() : null;
            foreach (var holder in holders) winners[holder] ??= rank;
        }

        var outcomes = new SeatOutcome[order.Length];
        var taken = new int[capacities.Count];
        for (var rank = 0; rank < order.Length; rank++)
        {
            var applicant = applicants[order[rank]];
            var place = seating.PlaceOf(rank);
            var rival = (place is null ? losers[rank] : winners[rank]) is { } other ? applicants[order[other]] : null;
            outcomes[order[rank]] = new SeatOutcome(
                applicant, lottery[order[rank]], place, place is { } at ? ++taken[at] : 0, place is { } seat ? seating.SecondsTo(rank, seat)!.Value : 0,
                rival, rival is null ? null : Precedence.DecidedBy(applicant, rival));
        }

        return new SeatPlan(outcomes, outcomes.Sum(outcome => (long)outcome.AwaySeconds), seating.Prices);
    }

    private static void Check(IReadOnlyList<Applicant> applicants, IReadOnlyList<int> capacities)
    {
        if (capacities.Any(seats => seats < 0)) throw new ArgumentException("A place has less than no seats.", nameof(capacities));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var applicant in applicants)
        {
            if (!ids.Add(applicant.Id)) throw new ArgumentException($"Applicant {applicant.Id} stands twice.", nameof(applicants));
            var options = applicant.Options;
            if (options.Count == 0 || options.Any(option => option.Place < 0 || option.Place >= capacities.Count || option.AwaySeconds < 0) || options.DistinctBy(option => option.Place).Count() < options.Count)
            {
                throw new ArgumentException($"The options of applicant {applicant.Id} must be one or more different places, with times not below 0.", nameof(applicants));
            }
        }
    }
}
