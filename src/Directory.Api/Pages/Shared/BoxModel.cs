using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>The one box to type in: a field of the form around it. With script it offers what completes the words; without, it is sent like any field.</summary>
/// <param name="Said">What stands in it; null = nothing.</param>
/// <param name="Label">Null = the usual one, without an example: the reader has just written one.</param>
internal sealed record BoxModel(Words Words, string? Said, string? Label);
