using ResourceMatch.Domain.Needs;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>The one place where the text of search becomes services, best first.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class HsdsSearch(ServiceSearch services)
{
    private const int MaxWords = 20;

    /// <summary>The words of a text; of a very long one the first.</summary>
    public static IReadOnlyList<string> WordsOf(string text) =>
        [.. text.Replace("\0", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxWords)];

    /// <summary>The same search as a family's; empty when nothing fits or no word is in it, for an outside client asked for just this.</summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(string text, CancellationToken cancellation) =>
        FoldedText.Of(text).Length == 0 ? [] : [.. (await services.FindAsync(text, null, new SearchPage(0, SearchPage.MaxLimit), language: null, cancellation)).Items.Select(hit => hit.Service.Value)];
}
