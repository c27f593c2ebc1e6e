using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Matching.Constraints;

/// <summary>Keeps what opens at all in the days asked for; names the holiday that took its openings away, or the next opening. Unknown hours pass.</summary>
internal sealed class IsInSeason(DateOnly from, DateOnly to) : IConstraint
{
    public Verdict Judge(Candidate candidate)
    {
        if (candidate.Hours.Knowledge(from) != HoursKnowledge.Known || candidate.Hours.Between(from, to).Count > 0) return Verdict.Kept;
        return Verdict.Excluded(candidate.Hours.FindClosedHoliday(from, to) is { } holiday
            ? new Reason.ClosedForHoliday(holiday.Date, holiday.Name)
            : new Reason.OutOfSeason(candidate.Hours.NextOpening(to)));
    }
}
