using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Places to start from, as options of a select.</summary>
/// <param name="Chosen">Key of the chosen one; null = none.</param>
internal sealed record StartOptions(Words Words, IReadOnlyList<Start> Starts, string? Chosen);
