using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;

namespace ResourceMatch.Storage.Search;

/// <summary>Answers of the last minute: the same question over the same directory in the same minute has the same answer, and many families ask the same.</summary>
/// <remarks>Imports, edits and merges raise the version of the words, which is part of the question; only the daily refresh of openings does not, and is seen a minute later. Holds words, never who asked them. Thread-safe.</remarks>
internal sealed class AnswersGiven : IDisposable
{
    /// <summary>Longer answers are for programs that read on; they come by but once.</summary>
    private const int MostItems = 100;
    private const int MostAnswers = 4_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly MemoryCache answers = new(new MemoryCacheOptions { SizeLimit = MostAnswers });

    /// <summary>False = the answer hangs on what the caller has worked out, or is long.</summary>
    public static bool IsKept(SearchFilters filters, SearchPage page) => filters is { Minutes: null, WithinMinutes: null, Only: null } && page.Limit <= MostItems;

    /// <returns>The question in one line.</returns>
    public static string KeyOf(string? words, SearchFilters filters, SearchPage page, string? language, long version, DateTimeOffset now) =>
        JsonSerializer.Serialize(new
        {
            version, Minute = now.ToUnixTimeSeconds() / 60, words, language, page.Offset, page.Limit, page.Unit, page.ByMinutes, page.WithCounts,
            filters.Needs, Speaks = filters.Language, filters.FreeOnly, filters.OpenAt, filters.Days, filters.Age, filters.AccessibleOnly, filters.Area,
            filters.OrganizationId, filters.TaxonomyTermId, filters.TaxonomyId, filters.ModifiedAfter,
        });

    public SearchAnswer? Find(string key) => answers.Get<SearchAnswer>(key);

    public void Keep(string key, SearchAnswer answer) => answers.Set(key, answer, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = KeptFor });

    public void Dispose() => answers.Dispose();
}
