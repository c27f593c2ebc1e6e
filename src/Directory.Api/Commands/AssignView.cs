using ResourceMatch.Matching;

namespace ResourceMatch.Api.Commands;

/// <summary>What <c>assign --out</c> writes. The seed, the rules and the numbers in it are all that is needed to draw the same plan again.</summary>
/// <param name="Rules">In the order in which they are asked.</param>
/// <param name="Applicants">Students who ask for a seat and can use at least one of the places.</param>
internal sealed record AssignView(
    long Seed, DateOnly Date, int Days, IReadOnlyList<string> Rules, IReadOnlyList<AssignPlaceView> Places, int Students, int Applicants, int Seated, int TotalMinutesAway, IReadOnlyList<AssignOutcomeView> Outcomes);

/// <param name="Capacity">Seats to give.</param>
/// <param name="CapacitySource">"given", or "listing" with the day it was updated in <paramref name="CapacityUpdated"/>.</param>
internal sealed record AssignPlaceView(string ServiceId, string? ServiceAtLocationId, string Name, string Organization, int Capacity, string CapacitySource, DateOnly? CapacityUpdated, int Seated);

/// <summary>What came of a student.</summary>
internal enum AssignOutcome
{
    Seated,

    /// <summary>Could use a place, but others go first.</summary>
    NotSeated,

    /// <summary>Asks for it, but the engine finds none of the places usable.</summary>
    NotUsable,

    /// <summary>Has none of the needs that the seats are for.</summary>
    DoesNotAsk,
}

/// <param name="Place">Index into the places; null without a seat.</param>
/// <param name="Seat">1 = first by precedence at that place.</param>
/// <param name="Rule">tier, waiting or lottery: the rule that decided against or for them; null when none had to.</param>
/// <param name="Rival">The household on the other side of that rule.</param>
/// <param name="MinutesAway">Of the outing there, rounded up; null without a seat or without a trip.</param>
/// <param name="OtherPlaces">Of those not seated: how many other listings with the same need they could use.</param>
/// <param name="Reasons">Of NotUsable: why, place for place.</param>
/// <param name="Sentence">The outcome in one English sentence.</param>
internal sealed record AssignOutcomeView(
    string? HouseholdId, string? Name, AssignOutcome Outcome, int? Place, int? Seat, int Tier, DateOnly? WaitingSince, double Lottery, string? Rule, string? Rival,
    int? MinutesAway, int? OtherPlaces, IReadOnlyList<Reason>? Reasons, string Sentence);
