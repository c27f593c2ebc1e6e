namespace ResourceMatch.Matching.Assignment;

/// <summary>A student who asks for a seat and can use at least one of the places.</summary>
/// <param name="Id">Unique among the applicants; with the seed it gives the lottery number.</param>
/// <param name="Tier">1 to 3; 3 goes first.</param>
/// <param name="WaitingSince">The earlier goes first; null = since today, so after every date.</param>
/// <param name="Options">The places they can use, each once. Empty is refused: who can use none does not apply.</param>
public sealed record Applicant(string Id, int Tier, DateOnly? WaitingSince, IReadOnlyList<SeatOption> Options);

/// <param name="Place">Index into the places' capacities.</param>
/// <param name="AwaySeconds">Time away from home of the best outing there, not negative; 0 where no trip is needed.</param>
public readonly record struct SeatOption(int Place, int AwaySeconds);

/// <summary>The rules of precedence, in the order in which they are asked.</summary>
public enum SeatRule
{
    /// <summary>The higher tier.</summary>
    Tier,

    /// <summary>The longer wait.</summary>
    Waiting,

    /// <summary>The lower lottery number.</summary>
    Lottery,
}
