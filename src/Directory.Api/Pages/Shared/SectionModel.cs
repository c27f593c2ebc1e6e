using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>One need's part of a page.</summary>
/// <param name="IsOneOfMany">True = the need has its own heading.</param>
/// <param name="MoreLink">The page with ten more; null = all are shown.</param>
internal sealed record SectionModel(Words Words, NeedSection Section, bool IsOneOfMany, bool HasCar, string? MoreLink)
{
    /// <summary>Set where what was asked never stands in an address: the fields that bring ten more, to be posted.</summary>
    public IEnumerable<(string Name, string Value)>? MoreFields { get; init; }

    /// <summary>True = a whole plan stands above: headings go one level down.</summary>
    public bool IsUnderPlan { get; init; }
}

/// <summary>The map beside a list, and the table that says the same.</summary>
/// <param name="View">West, south, east, north: what the map shows before a place is chosen.</param>
/// <param name="Names">[[name, lon, lat], …] of the neighborhoods: a tile would name one once for each of its pieces.</param>
/// <param name="CanChoose">True = pressing the map sets the start.</param>
internal sealed record MapModel(Words Words, IReadOnlyList<Card> Cards, string View, string Names, bool CanChoose, DateOnly Today);
