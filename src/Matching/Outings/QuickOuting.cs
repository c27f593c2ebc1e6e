namespace ResourceMatch.Matching.Outings;

/// <summary>What is kept of the best outing found so far: enough to rank it, and to be found again by the search that draws.</summary>
internal struct QuickOuting()
{
    /// <summary>More than any outing takes; nothing was found.</summary>
    public const int None = int.MaxValue / 4;

    public int AwaySeconds = None;
    public int Changes;
    public int DirectWalkSeconds;
    public int LeaveSeconds;
    public int FootSeconds;
    public int LeavePlaceSeconds;

    /// <summary>Which opening, free time and way of moving are being tried; the first of wholly equal ones stays.</summary>
    public int Round;
    private int foundIn;

    public readonly bool IsFound => AwaySeconds < None;

    /// <summary>The order of <see cref="OutingPlan.IsBetterThan"/>; of wholly equal ones in one round the least walk at the place.</summary>
    public readonly bool IsBetterThan(in QuickOuting other) =>
        AwaySeconds != other.AwaySeconds ? AwaySeconds < other.AwaySeconds
        : Changes != other.Changes ? Changes < other.Changes
        : DirectWalkSeconds != other.DirectWalkSeconds ? DirectWalkSeconds < other.DirectWalkSeconds
        : LeaveSeconds != other.LeaveSeconds ? LeaveSeconds < other.LeaveSeconds
        : other.foundIn == other.Round && FootSeconds < other.FootSeconds;

    public void Take(in QuickOuting better)
    {
        var round = Round;
        this = better;
        Round = foundIn = round;
    }
}
