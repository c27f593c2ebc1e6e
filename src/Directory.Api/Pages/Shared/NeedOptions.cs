namespace ResourceMatch.Api.Pages.Shared;

/// <summary>The vocabulary as options of a select, group by group.</summary>
/// <param name="Without">Keys that are chosen already.</param>
/// <param name="Chosen">The key that is selected; null = none.</param>
internal sealed record NeedOptions(IReadOnlyList<string> Without, string? Chosen = null);
