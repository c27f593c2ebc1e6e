using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>The one place where the text of search becomes resources, best first: the search that families use.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class HsdsSearch(ServiceSearch search)
{
    // As many as the search gives at once.
    private const int AtOnce = 1_000;

    /// <summary>The words of a text, for what no search finds (an organization without a service, a part of a title's word); of a very long one the first.</summary>
    public static IReadOnlyList<string> WordsOf(string text) =>
        [.. text.Replace("\0", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(ServiceSearch.MaxWords)];

    /// <summary>Taxonomies or their terms: all that fit, best first.</summary>
    public async Task<IReadOnlyList<TitleHit>> FindTitlesAsync(string text, ListedResource kind, CancellationToken cancellation) =>
        text.Any(char.IsLetterOrDigit) ? await search.FindTitlesAsync(text, kind == ListedResource.TaxonomyTerm, cancellation) : [];

    /// <param name="only">Services that may be found; null = all.</param>
    /// <param name="limit">Null = everything that is found.</param>
    public async Task<(int Total, IReadOnlyList<SearchHit> Hits)> FindAsync(
        string text, ListedResource kind, IReadOnlyCollection<Guid>? only, int offset, int? limit, CancellationToken cancellation)
    {
        // Without a letter there is nothing to search for; the search itself would take it for no words, and answer with everything.
        if (!text.Any(char.IsLetterOrDigit)) return (0, []);
        var filters = only is null ? null : new SearchFilters { Only = [.. only.Select(id => new Id<Service>(id))] };
        List<SearchHit> hits = [];
        while (true)
        {
            var wanted = Math.Min(AtOnce, (limit ?? int.MaxValue) - hits.Count);
            var answer = await search.FindAsync(text, filters, new SearchPage(offset + hits.Count, wanted) { Unit = UnitOf(kind) }, null, cancellation);
            hits.AddRange(answer.Items);
            if (answer.Items.Count < wanted || hits.Count == limit) return (answer.Total, hits);
        }
    }

    private static SearchUnit UnitOf(ListedResource kind) => kind switch
    {
        ListedResource.ServiceAtLocation => SearchUnit.ServiceAtLocation,
        ListedResource.Organization => SearchUnit.Organization,
        _ => SearchUnit.Service,
    };
}
