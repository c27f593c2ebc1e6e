using System.Text.Json.Serialization;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Matching;

/// <summary>Why a place is in, out or where it ranks: a kind and its numbers. The words, in four languages, live in the host.</summary>
/// <remarks>The page's string key is "Reason." + <see cref="Kind"/>; the JSON carries Kind and the numbers. Immutable.</remarks>
public abstract record Reason
{
    private Reason()
    {
    }

    /// <summary>The type's own name: TooFar, ClosedWhenFree …</summary>
    [JsonPropertyOrder(-1)]
    public string Kind => GetType().Name;

    // Exclusions, in the order in which the engine asks.
    public sealed record NotForThisNeed : Reason;

    public sealed record NotRunning(string Status) : Reason;

    public sealed record AgesOnly(int? MinimumAge, int? MaximumAge) : Reason;

    public sealed record GradesOnly(int? MinimumGrade, int? MaximumGrade) : Reason;

    public sealed record ForOthers(IReadOnlyList<string> Audience) : Reason;

    public sealed record ResidentsOnly(string? AreaName) : Reason;

    public sealed record LanguageMissing(IReadOnlyList<string> Spoken, IReadOnlyList<string> Wanted) : Reason;

    public sealed record Costs(decimal Amount) : Reason;

    public sealed record NeedsPapers(IReadOnlyList<DocumentKind> Missing) : Reason;

    public sealed record NotStepFree : Reason;

    public sealed record Full(DateOnly? Updated) : Reason;

    public sealed record OutOfSeason(DateOnly? Opens) : Reason;

    /// <summary>Open on other such days, but this one is a holiday. Of a place that is left out: nothing else was left of its openings; of one that is shown: a day less.</summary>
    public sealed record ClosedForHoliday(DateOnly Date, string Name) : Reason;

    /// <summary>Open, but never while the family is free. OpenDays: weekdays with an opening in the window.</summary>
    public sealed record ClosedWhenFree(IReadOnlyList<DayOfWeek> OpenDays) : Reason;

    /// <summary>The quickest way there, one way, against the limit.</summary>
    public sealed record TooFar(int Minutes, int LimitMinutes) : Reason;

    /// <summary>No stop near enough at one end and too far to walk. At = Home or Place.</summary>
    public sealed record StopTooFar(string At, int WalkMinutes, int LimitMinutes) : Reason;

    /// <summary>No bus that gets there while it is open and they are free.</summary>
    public sealed record NoBusThatDay(IReadOnlyList<DayOfWeek> OpenDays) : Reason;

    public sealed record NoWayHome : Reason;

    public sealed record WayHomeTooLong(int Minutes, int LimitMinutes) : Reason;

    /// <summary>The timetable does not cover the days asked for.</summary>
    public sealed record NoTimetable(DateOnly ValidFrom, DateOnly ValidTo) : Reason;

    /// <summary>Nobody knows the point, but the town is farther than anyone goes for this.</summary>
    public sealed record InAnotherTown(string Town) : Reason;

    /// <summary>The listing has no usable point, so no trip can be planned.</summary>
    public sealed record PlaceUnknown : Reason;

    // Caveats on a place that is shown.
    public sealed record CallFirst(string Why) : Reason;

    public sealed record AskAboutEligibility(IReadOnlyList<string> Audience) : Reason;

    public sealed record AskAboutLanguage(IReadOnlyList<string> Wanted) : Reason;

    public sealed record AskAboutCost : Reason;

    public sealed record AskAboutSteps : Reason;

    public sealed record AskAboutPapers(IReadOnlyList<string> Texts) : Reason;

    public sealed record NotConfirmedSince(DateOnly? AssuredDate) : Reason;

    /// <summary>The hours were valid until then; what holds now nobody has said.</summary>
    public sealed record HoursEnded(DateOnly ValidTo) : Reason;

    /// <summary>Somebody has reported something that speaks against the listing. Doubt = DeadPhone, DeadLink, FullTwice, SourcesDisagree, SaidGone.</summary>
    public sealed record ListingDoubted(string Doubt, DateOnly Since) : Reason;

    public sealed record AddressPrivate : Reason;

    public sealed record LastBusHome : Reason;

    /// <summary>The best outing uses a ride that must be asked for by phone beforehand, or of the driver.</summary>
    public sealed record PhoneBeforeRide(string LineName) : Reason;

    // Why it ranks where it does, or what speaks for it.
    public sealed record LeastTime(int Minutes) : Reason;

    public sealed record SpeaksYourLanguage(string Code) : Reason;

    public sealed record FreeOfCharge : Reason;

    public sealed record NoPapersNeeded : Reason;

    public sealed record RecentlyConfirmed(DateOnly AssuredDate) : Reason;

    public sealed record OpenSoon(DateOnly Date) : Reason;

    public sealed record ComesToYou : Reason;

    public sealed record ByPhoneOrOnline : Reason;
}
