namespace ResourceMatch.Matching.Outings;

/// <summary>The seconds of an outing before its journeys are drawn. A null way = the direct one.</summary>
/// <param name="DirectWalkSeconds">Walking of direct ways alone: which stops a way with rides walks to is not known before it is drawn.</param>
internal readonly record struct OutingPlan(
    int LeaveHomeSeconds, int ArrivePlaceSeconds, int VisitStartSeconds, int VisitEndSeconds, int LeavePlaceSeconds, int ArriveHomeSeconds,
    Way? There, Way? Back, TravelMode DirectMode, int DirectWalkSeconds)
{
    public int AwaySeconds => ArriveHomeSeconds - LeaveHomeSeconds;

    public int Changes => Math.Max(0, (There?.Rides ?? 1) - 1) + Math.Max(0, (Back?.Rides ?? 1) - 1);

    /// <summary>On foot between the place and its stops, or all the way where they walk it: what the score calls ease.</summary>
    public int FootSeconds => FootOf(There, ArrivePlaceSeconds - LeaveHomeSeconds) + FootOf(Back, ArriveHomeSeconds - LeavePlaceSeconds);

    public TravelMode Mode => There is not null || Back is not null ? TravelMode.Transit : DirectMode;

    /// <summary>Least time away, then fewer changes, then less walking on foot alone, then the earlier.</summary>
    public bool IsBetterThan(OutingPlan? other) =>
        other is not { } plan
        || (AwaySeconds, Changes, DirectWalkSeconds, LeaveHomeSeconds).CompareTo((plan.AwaySeconds, plan.Changes, plan.DirectWalkSeconds, plan.LeaveHomeSeconds)) < 0;

    private int FootOf(Way? way, int directSeconds) => way is { } ride ? ride.PlaceWalk.WalkSeconds : DirectMode == TravelMode.Walk ? directSeconds : 0;
}
