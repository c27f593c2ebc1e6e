namespace ResourceMatch.Api.Pages.Shared;

/// <summary>What a list was asked by, to be sent on to the sheet of one of its outings.</summary>
/// <param name="IsPosted">True = it holds what never stands in an address.</param>
internal sealed record SheetForm(bool IsPosted, IEnumerable<(string Name, string Value)> Fields);
