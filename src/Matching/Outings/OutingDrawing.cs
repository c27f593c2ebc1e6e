namespace ResourceMatch.Matching.Outings;

/// <summary>What an outing needs to be drawn leg by leg once somebody looks: most never are.</summary>
internal sealed record OutingDrawing(HouseholdTravel Travel, Candidate Candidate, DateOnly Date, DaySegment Segment, OutingPlan Plan, bool Carries)
{
    public Journey There() => Travel.DrawThere(Candidate.Point!.Value, Date, Segment, Plan);

    public Journey Back() => Travel.DrawBack(Candidate.Point!.Value, Date, Segment, Plan, Carries);
}
