using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Storage.Search;

/// <summary>From a family's words to services: the one search, for pages, /api/search, /hsds and the command line.</summary>
/// <remarks>
/// Use: one instance for a host; <see cref="FindAsync"/> with words as typed and filters. Words may be empty: then the filters alone say what is wanted.
/// An age, weekdays and "open now" in the words become filters (told in <see cref="SearchAnswer.Understood"/>). Only services that run are found:
/// inactive and defunct ones never, closed ones last. When nothing fits, <see cref="SearchAnswer.Nearest"/> holds what does exist.
/// The same question over the same directory on the same day has the same answer, so pages of it fit together.
/// Reads as rm_public. Answers are kept for a minute (<see cref="AnswersGiven"/>), words and stems in memory and loaded anew when the directory's words change. Thread-safe.
/// </remarks>
public sealed class ServiceSearch(DirectoryDatabase database, TimeProvider clock, SearchWeights? weights = null) : IDisposable
{
    /// <summary>Letters of a question that are read; the rest is passed over.</summary>
    public const int MaxLetters = 300;

    /// <summary>Words of a question that are read.</summary>
    public const int MaxWords = 24;

    // With fewer than this the words are taken less strictly.
    private const int Few = 10;
    private const int NearestCount = 10;

    // Of a name or a town, with no need in it, so many that hold every word are enough: "Daly City" is not every place with a city in its name.
    private const int EnoughByWords = 3;

    private readonly SearchWeights weights = weights ?? new SearchWeights();
    private readonly SemaphoreSlim loading = new(1);
    private readonly AnswersGiven given = new();
    private Lexicon? lexicon;

    /// <param name="words">As typed, in any of the four languages; null or empty = no words.</param>
    /// <param name="filters">Null = none.</param>
    /// <param name="page">Null = the first twenty services, best first.</param>
    /// <param name="language">en, es, ht or ar: in which the asker reads; null = unknown. Words of other languages are understood too.</param>
    public async Task<SearchAnswer> FindAsync(string? words, SearchFilters? filters, SearchPage? page, string? language, CancellationToken cancellation)
    {
        filters ??= new SearchFilters();
        page ??= new SearchPage();
        ArgumentOutOfRangeException.ThrowIfNegative(page.Offset, nameof(page));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(page.Limit, SearchPage.MaxLimit, nameof(page));
        var key = AnswersGiven.IsKept(filters, page) ? AnswersGiven.KeyOf(words, filters, page, language, await GetVersionAsync(cancellation), clock.GetUtcNow()) : null;
        if (key is not null && given.Find(key) is { } answered) return answered;
        for (var known = await GetLexiconAsync(cancellation); ; known = await ReloadAsync(known.Version, cancellation))
        {
            var question = await Question.ReadAsync(words, language, known, database, cancellation);
            var run = await RunAsync(question, filters, page, known, cancellation);
            // An import or an edit has brought new words meanwhile: read the question once more with them.
            if (run.WordsVersion != known.Version && lexicon?.Version != run.WordsVersion) continue;
            // Kept under the version that stood before it was looked for: should another stand by now, nobody asks with this key any more.
            if (key is not null) given.Keep(key, run.Answer);
            return run.Answer;
        }
    }

    /// <summary>Taxonomies or terms of them by the same words: by the needs that the words mean, in whatever language, and by the words themselves.</summary>
    /// <param name="isOfTerms">False = taxonomies.</param>
    /// <returns>All that fit, best first. Empty when there are no words.</returns>
    public async Task<IReadOnlyList<TitleHit>> FindTitlesAsync(string? words, bool isOfTerms, CancellationToken cancellation)
    {
        for (var known = await GetLexiconAsync(cancellation); ; known = await ReloadAsync(known.Version, cancellation))
        {
            var question = await Question.ReadAsync(words, null, known, database, cancellation);
            var hits = question.HasWords ? await TitleSearch.RunAsync(database, question.TermsForTitles(known), isOfTerms, weights, cancellation) : [];
            await using var command = database.Public.CreateCommand("select version from directory.directory_version where part = 'words'");
            var version = (long)(await command.ExecuteScalarAsync(cancellation))!;
            if (version == known.Version || lexicon?.Version == version) return hits;
        }
    }

    /// <summary>What completes the letters typed so far: needs by their own words, then names of services. Empty for fewer than two letters.</summary>
    /// <param name="typed">As it stands in the box.</param>
    /// <param name="language">Of the needs' labels; null or unknown = English.</param>
    /// <param name="limit">1 to 20.</param>
    public async Task<IReadOnlyList<SearchSuggestion>> SuggestAsync(string? typed, string? language, int limit, CancellationToken cancellation)
    {
        var known = await GetLexiconAsync(cancellation);
        return await SearchSuggesting.ListAsync(database, known, typed, language, Math.Clamp(limit, 1, 20), cancellation);
    }

    public void Dispose()
    {
        given.Dispose();
        loading.Dispose();
    }

    private async Task<long> GetVersionAsync(CancellationToken cancellation)
    {
        await using var command = database.Public.CreateCommand("select version from directory.directory_version where part = 'words'");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<(SearchAnswer Answer, long WordsVersion)> RunAsync(Question question, SearchFilters asked, SearchPage page, Lexicon known, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var filters = question.AddTo(asked, now);
        var terms = question.TermsFor(filters, known, isStrict: true);
        var (total, hits, counts, version) = await SearchStatement.RunAsync(database, terms, filters, page, weights, now, cancellation);
        if (total < (question.Reading.Needs.Count > 0 ? Few : EnoughByWords) && question.HasWords)
        {
            terms = question.TermsFor(filters, known, isStrict: false);
            (total, hits, counts, version) = await SearchStatement.RunAsync(database, terms, filters, page, weights, now, cancellation);
        }

        var answer = new SearchAnswer(total, hits, question.Reading, counts, [], []);
        return (total > 0 || page.Limit == 0 ? answer : await FindNearestAsync(answer, question, filters, page, known, now, cancellation), version);
    }

    /// <summary>Lets go of one thing after the other, what matters least first, until something is there.</summary>
    private async Task<SearchAnswer> FindNearestAsync(
        SearchAnswer nothing, Question question, SearchFilters filters, SearchPage page, Lexicon known, DateTimeOffset now, CancellationToken cancellation)
    {
        List<string> loosened = [];
        var few = new SearchPage(0, NearestCount) { Unit = page.Unit };
        foreach (var (name, without) in Loosening.Steps)
        {
            var (looser, words) = (without(filters), question);
            if (name == "words") words = question.HasWords ? Question.Empty : question;
            else if (ReferenceEquals(looser, filters)) continue;
            if (name == "words" && !question.HasWords) continue;
            (filters, question) = (looser, words);
            loosened.Add(name);
            var names = name == "words" ? await SearchSuggesting.ListAlikeAsync(database, nothing.Understood, cancellation) : [];
            if (names.Count > 0)
            {
                var alike = await SearchStatement.RunAsync(database, question.TermsFor(filters, known, false), filters with { Only = names }, few, weights, now, cancellation);
                if (alike.Hits.Count > 0) return nothing with { Nearest = alike.Hits, Loosened = loosened };
            }

            var found = await SearchStatement.RunAsync(database, question.TermsFor(filters, known, isStrict: false), filters, few, weights, now, cancellation);
            if (found.Hits.Count > 0) return nothing with { Nearest = found.Hits, Loosened = loosened };
        }

        return nothing;
    }

    private async Task<Lexicon> GetLexiconAsync(CancellationToken cancellation) => lexicon ?? await ReloadAsync(-1, cancellation);

    private async Task<Lexicon> ReloadAsync(long known, CancellationToken cancellation)
    {
        await loading.WaitAsync(cancellation);
        try
        {
            return lexicon is { } current && current.Version != known ? current : lexicon = await Lexicon.LoadAsync(database, NeedVocabulary.Default, cancellation);
        }
        finally
        {
            loading.Release();
        }
    }
}
