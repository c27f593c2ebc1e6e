using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Matching;

/// <summary>Why a listing is stale, as the reasons that pages word.</summary>
public static class StaleReasons
{
    public static Reason Of(StaleReason stale) => stale switch
    {
        StaleReason.NotConfirmed old => new Reason.NotConfirmedSince(old.AssuredDate),
        StaleReason.HoursEnded ended => new Reason.HoursEnded(ended.ValidTo),
        StaleReason.Doubted { Doubt: var doubt } => new Reason.ListingDoubted(doubt.Kind.ToString(), doubt.Since),
        _ => throw new ArgumentOutOfRangeException(nameof(stale), stale, "A reason to be stale that nobody words."),
    };
}
