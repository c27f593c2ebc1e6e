using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Domain.Upkeep;

/// <summary>What speaks against a listing besides its age.</summary>
public enum DoubtKind
{
    /// <summary>The phone was reported not to work.</summary>
    DeadPhone,

    /// <summary>The web address was reported not to work.</summary>
    DeadLink,

    /// <summary>Twice in a row there was no room.</summary>
    FullTwice,

    /// <summary>Another source says something else.</summary>
    SourcesDisagree,

    /// <summary>Somebody was told that it is gone.</summary>
    SaidGone,
}

/// <summary>One doubt, public: it names no one.</summary>
/// <param name="Since">The day of the first report that counts.</param>
public readonly record struct ListingDoubt(DoubtKind Kind, DateOnly Since);

/// <summary>Why a listing is stale: a kind and its date. The words live in the host.</summary>
public abstract record StaleReason
{
    private StaleReason()
    {
    }

    /// <summary>Nobody confirmed it for longer than the limit; null = nobody ever did.</summary>
    public sealed record NotConfirmed(DateOnly? AssuredDate) : StaleReason;

    /// <summary>The hours were valid until then, and nobody has said what holds now.</summary>
    public sealed record HoursEnded(DateOnly ValidTo) : StaleReason;

    /// <summary>Somebody has reported something that speaks against it.</summary>
    public sealed record Doubted(ListingDoubt Doubt) : StaleReason;
}

/// <summary>Whether a listing can still be believed, by named reasons. One reason is enough to be stale.</summary>
/// <remarks>Pure: the same facts give the same reasons. Safe to share.</remarks>
public static class Staleness
{
    /// <param name="assured">When it was last confirmed; null = never.</param>
    /// <param name="hours">Of the service at its place.</param>
    /// <param name="doubts">As stored. Empty = none.</param>
    /// <param name="today">In the place's own time.</param>
    /// <param name="staleDays">Older than this is stale. Larger = listings are believed for longer.</param>
    /// <returns>Empty = fresh.</returns>
    public static IReadOnlyList<StaleReason> Judge(DateOnly? assured, OpeningHours hours, IReadOnlyList<ListingDoubt> doubts, DateOnly today, int staleDays)
    {
        ArgumentNullException.ThrowIfNull(doubts);
        List<StaleReason> reasons = [];
        if (assured is not { } date || today.DayNumber - date.DayNumber > staleDays) reasons.Add(new StaleReason.NotConfirmed(assured));
        if (FindHoursEnded(hours, today) is { } ended) reasons.Add(new StaleReason.HoursEnded(ended));
        reasons.AddRange(doubts.OrderBy(doubt => doubt.Kind).Select(doubt => new StaleReason.Doubted(doubt)));
        return reasons;
    }

    /// <returns>The last day for which hours were known, when it has passed and nothing holds since; null otherwise. An <c>until</c> means "ended" and is no doubt; exceptions of a week or less say nothing.</returns>
    public static DateOnly? FindHoursEnded(OpeningHours hours, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(hours);
        if (hours.Knowledge(today) != HoursKnowledge.Unknown) return null;
        DateOnly? last = null;
        foreach (var schedule in hours.Schedules)
        {
            if (schedule is not { OpensAt: not null, ClosesAt: not null, ValidTo: { } to } || to >= today) continue;
            if (schedule.ValidFrom is { } from && to.DayNumber - from.DayNumber < 7) continue;
            if (last is null || to > last) last = to;
        }

        return last;
    }
}
