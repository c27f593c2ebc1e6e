using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage;

/// <summary>The words that HSDS (and our tables) use for the enumerations of the directory.</summary>
public static class HsdsWords
{
    public static string Of(ServiceStatus value) => value switch
    {
        ServiceStatus.Active => "active",
        ServiceStatus.Inactive => "inactive",
        ServiceStatus.Defunct => "defunct",
        ServiceStatus.TemporarilyClosed => "temporarily closed",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No such status."),
    };

    public static string Of(LocationType value) => value switch
    {
        LocationType.Physical => "physical",
        LocationType.Postal => "postal",
        LocationType.Virtual => "virtual",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No such location type."),
    };

    public static string Of(LocationVisibility value) => value switch
    {
        LocationVisibility.Public => "public",
        LocationVisibility.AreaOnly => "area_only",
        LocationVisibility.Hidden => "hidden",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No such visibility."),
    };

    /// <returns>Null when the text is none of HSDS's words (case does not matter).</returns>
    public static ServiceStatus? FindServiceStatus(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "active" => ServiceStatus.Active,
        "inactive" => ServiceStatus.Inactive,
        "defunct" => ServiceStatus.Defunct,
        "temporarily closed" => ServiceStatus.TemporarilyClosed,
        _ => null,
    };

    /// <returns>Null when the text is none of HSDS's words (case does not matter).</returns>
    public static LocationType? FindLocationType(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "physical" => LocationType.Physical,
        "postal" => LocationType.Postal,
        "virtual" => LocationType.Virtual,
        _ => null,
    };

    internal static ServiceStatus ParseServiceStatus(string text) => FindServiceStatus(text) ?? throw new FormatException($"'{text}' is no service status.");

    internal static LocationType ParseLocationType(string text) => FindLocationType(text) ?? throw new FormatException($"'{text}' is no location type.");

    /// <returns>Null when the text is none of: public, area_only, hidden.</returns>
    public static LocationVisibility? FindVisibility(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "public" => LocationVisibility.Public,
        "area_only" => LocationVisibility.AreaOnly,
        "hidden" => LocationVisibility.Hidden,
        _ => null,
    };

    internal static LocationVisibility ParseVisibility(string text) => FindVisibility(text) ?? throw new FormatException($"'{text}' is no visibility.");
}
