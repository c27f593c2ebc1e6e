using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>A form of its own for an address that is typed: it is posted, so that no address of a family stands in an address of ours.</summary>
/// <param name="Action">Where it is posted to.</param>
/// <param name="Typed">As it was typed; null = nothing yet.</param>
/// <param name="Fields">What else the page was asked by.</param>
internal sealed record WhereForm(Words Words, string Action, string? Typed, IEnumerable<(string Name, string Value)> Fields);
