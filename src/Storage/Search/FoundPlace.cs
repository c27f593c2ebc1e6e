using ResourceMatch.Domain.Places;

namespace ResourceMatch.Storage.Search;

/// <summary>One answer to "where is that?".</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Of a neighborhood, school or stop: what an address of ours may carry (market-square, school:harbor, stop:1042). Null of anything else: it is posted, never put into an address.</param>
/// <param name="Label">As a person would write it: 412 Mill Street, Heron Ferry 00414.</param>
/// <param name="Confidence">0 to 1: how sure it is that this place was meant, and that it lies there.</param>
/// <param name="Understood">What was read out of the words.</param>
public sealed record FoundPlace(PlaceKind Kind, string? Key, string Label, GeoPoint Point, double Confidence, UnderstoodPlace Understood);

public enum PlaceKind
{
    /// <summary>A house number that is known, or one between two known ones of its street.</summary>
    Address,

    /// <summary>Where two streets meet.</summary>
    Crossing,

    /// <summary>The middle of a street: its number was not given, or is unknown.</summary>
    Street,
    Neighborhood,
    Ward,
    School,
    Stop,

    /// <summary>The middle of what we know with this ZIP code.</summary>
    Zip,
}

/// <summary>What was read out of the words; null = not said.</summary>
/// <param name="Streets">One street of an address, two of a crossing, none of a named place.</param>
/// <param name="How">exact, between (two known numbers), near (a known number), street (number unknown), named.</param>
public sealed record UnderstoodPlace(int? Number, IReadOnlyList<string> Streets, string? City, string? PostalCode, string? Name, string How);

/// <summary>Answers where something is. The directory's own tables, or an outside geocoder that the settings name.</summary>
/// <remarks>Implementations are thread-safe, keep nothing of what is asked and write none of it to a log.</remarks>
public interface IPlaceFinder
{
    /// <param name="text">As typed, in any language; beyond 200 letters nothing is found.</param>
    /// <returns>Best first; empty = nothing.</returns>
    Task<IReadOnlyList<FoundPlace>> Find(string text, int limit, CancellationToken cancellation);
}
