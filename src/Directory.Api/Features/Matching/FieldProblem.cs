namespace ResourceMatch.Api.Features.Matching;

/// <summary>One thing that the asker can put right.</summary>
/// <param name="Field">The request's field, as JSON spells it: needs[0], from, walkMeters, date.</param>
/// <param name="Code">What is wrong, for the page's own words: missing, unknownNeed, unknownPlace, unknownHousehold, outsideArea, outsideDates, outOfRange, notReadable.</param>
/// <param name="Message">English, one sentence that says what to do.</param>
/// <param name="ValidFrom">Of outsideDates: the first day with bus times.</param>
/// <param name="ValidTo">Of outsideDates: the last.</param>
public sealed record FieldProblem(string Field, string Code, string Message, DateOnly? ValidFrom = null, DateOnly? ValidTo = null);

/// <summary>Either an answer or what to put right.</summary>
public abstract record MatchOutcome
{
    private MatchOutcome()
    {
    }

    /// <param name="View">The answer.</param>
    /// <param name="Household">Who was judged, exact start included: for the page's own use, never printed.</param>
    public sealed record Found(MatchView View, Domain.Needs.Household Household) : MatchOutcome;

    public sealed record Refused(IReadOnlyList<FieldProblem> Problems) : MatchOutcome;
}
