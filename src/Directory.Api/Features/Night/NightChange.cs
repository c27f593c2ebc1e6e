namespace ResourceMatch.Api.Features.Night;

/// <summary>What can be different from the night before. Told of a place for a need; the order is that of the cause: listing, hours, way.</summary>
public enum NightChangeKind
{
    /// <summary>The directory lists it no longer.</summary>
    NotListed,

    /// <summary>Its terms now rule the household out; the detail is the kind of reason.</summary>
    RuledOut,

    /// <summary>It does not open on the date, as it was to.</summary>
    ClosedThatDay,

    /// <summary>It still opens on the date, but there is no way there and back in time.</summary>
    NoWayThatDay,

    /// <summary>It is listed and open, but on no day of the window is there a way there and back in time.</summary>
    NoWay,

    /// <summary>Its hours are no longer known.</summary>
    CallFirst,

    /// <summary>It takes longer; the detail is the most minutes that it takes longer.</summary>
    Slower,

    /// <summary>New in the directory, and they can use it.</summary>
    NewlyListed,

    /// <summary>They can use it, as they could not before.</summary>
    NowUsable,

    /// <summary>It opens on a date on which it did not.</summary>
    OpensThatDay,

    /// <summary>It opened on the date before too; now there is a way there and back.</summary>
    WayThatDay,

    /// <summary>Its hours are known now.</summary>
    HoursKnown,

    /// <summary>It takes less time; the detail is the most minutes that it takes less.</summary>
    Quicker,

    /// <summary>The household's own facts are others than the night before: its places are not compared. Without need and place.</summary>
    HouseholdChanged,

    /// <summary>The household was not in the night before. Without need and place.</summary>
    HouseholdNew,
}

/// <summary>One change and the households that it concerns.</summary>
/// <param name="Need">Key of the vocabulary; empty where it is about the household itself.</param>
/// <param name="PlaceKey">Its service-at-location, or its service; null where it is about the household itself.</param>
/// <param name="Date">Of the kinds that are about one date.</param>
public sealed record NightChange(
    NightChangeKind Kind, string Need, Guid? PlaceKey, string PlaceName, DateOnly? Date, string? Detail, IReadOnlyList<string> HouseholdIds);
