namespace ResourceMatch.Matching.Assignment;

/// <summary>Who gets which seat, and what proves that no other plan is better.</summary>
/// <param name="Outcomes">One for each applicant, in the order in which they were given.</param>
/// <param name="TotalAwaySeconds">Summed over the seated.</param>
/// <param name="PlacePrices">
/// The dual prices, seconds, one a place: not negative; 0 where a seat is left. Everyone seated has the place whose time away plus price is least among those they can use,
/// so total = sum of these least values - sum of seats x price, which no seating of the same students can go below.
/// </param>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SeatPlan(IReadOnlyList<SeatOutcome> Outcomes, long TotalAwaySeconds, IReadOnlyList<long> PlacePrices);

/// <summary>What came of one applicant, and the rule that decided it.</summary>
/// <param name="Applicant">Who.</param>
/// <param name="Lottery">From 0 to below 1; the lower goes first.</param>
/// <param name="Place">Null = no seat.</param>
/// <param name="Seat">1 = the first by precedence at that place; 0 without a seat.</param>
/// <param name="AwaySeconds">Of the option taken; 0 without a seat.</param>
/// <param name="Rival">
/// Without a seat: the last by precedence among those who hold the seats they could have had. With a seat: the first by precedence who was turned away from it; null = nobody was.
/// </param>
/// <param name="DecidedBy">The first rule on which the two differ; null exactly where <paramref name="Rival"/> is.</param>
public sealed record SeatOutcome(Applicant Applicant, double Lottery, int? Place, int Seat, int AwaySeconds, Applicant? Rival, SeatRule? DecidedBy)
{
    public bool IsSeated => Place is not null;
}
