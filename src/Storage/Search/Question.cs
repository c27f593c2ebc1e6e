using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Storage.Search;

/// <summary>A question as it was read: its words without typing errors, the needs that they mean, the filters that they say.</summary>
/// <remarks>Immutable.</remarks>
internal sealed class Question
{
    private const double Surely = 0.75, Perhaps = 0.4, LeastWeight = 0.05;
    private const int MaxWordQueries = 8, MaxKindPhrases = 60;

    private readonly IReadOnlyList<LexiconWord> content;
    private readonly string? language;

    private Question(SearchReading reading, IReadOnlyList<LexiconWord> content, string? language) => (Reading, this.content, this.language) = (reading, content, language);

    public static Question Empty { get; } = new(SearchReading.Nothing, [], null);

    public SearchReading Reading { get; }

    /// <summary>Whether any word narrows down what is looked for.</summary>
    public bool HasWords => HasTellingWords || Reading.Needs.Count > 0;

    private bool HasTellingWords => content.Any(word => !QuestionWords.IsGeneral(word.Text));

    public static async Task<Question> ReadAsync(string? text, string? language, Lexicon lexicon, DirectoryDatabase database, CancellationToken cancellation)
    {
        if (text is { Length: > ServiceSearch.MaxLetters }) text = text[..ServiceSearch.MaxLetters];
        string[] tokens = [.. FoldedText.Of(Whole(text)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Short).Take(ServiceSearch.MaxWords)];
        if (tokens.Length == 0) return new Question(SearchReading.Nothing, [], language);
        var words = await lexicon.ReadAsync(tokens, database, cancellation);
        List<LexiconWord> corrected = [.. words.Select(word => word.Word)];
        var (_, inPhrase) = lexicon.Needs.Read(corrected);
        // Days and ages are read before needs are weighed, so that "Saturday" takes nothing away from "tutoring".
        var (age, days, openNow, read) = QuestionWords.Read([.. corrected.Select(word => word.Text)], inPhrase);
        var (needs, _) = lexicon.Needs.Read([.. corrected.Where((_, at) => !read[at])]);
        // Something that is only hinted at is nothing when nothing is said.
        if (needs.Count > 0 && needs[0].Strength < Perhaps) needs = [];
        List<SearchWord> told = [];
        List<LexiconWord> content = [];
        for (var at = 0; at < corrected.Count; at++)
        {
            if (NeedPhrases.SaysNothing(corrected[at], language)) continue;
            if (!read[at] || age is null || !char.IsAsciiDigit(tokens[at][0])) told.Add(new SearchWord(tokens[at], words[at].ReadAs, lexicon.Knows(corrected[at])));
            if (!read[at] && !content.Contains(corrected[at])) content.Add(corrected[at]);
        }

        return new Question(new SearchReading(told, needs, age, days, openNow), content, language);
    }

    /// <summary>The filters asked for, and those that the words say where nothing was asked.</summary>
    public SearchFilters AddTo(SearchFilters filters, DateTimeOffset now) => filters with
    {
        Age = filters.Age ?? Reading.Age,
        Days = filters.Days.Count > 0 ? filters.Days : Reading.Days,
        OpenAt = filters.OpenAt ?? (Reading.OpenNow ? now : null),
    };

    /// <param name="filters">Those that a lexeme answers go into the words' own condition.</param>
    /// <param name="lexicon">Of the words.</param>
    /// <param name="isStrict">True = services of the needs meant, or with every word; false = also of needs nearby, or with any word.</param>
    public SearchTerms TermsFor(SearchFilters filters, Lexicon lexicon, bool isStrict)
    {
        string[] strong = [.. Reading.Needs.Where(need => need.Strength >= Surely).Select(need => need.Need)];
        string[] middle = [.. Reading.Needs.Where(need => need.Strength is >= Perhaps and < Surely).Select(need => need.Need)];
        string[] related = isStrict ? [] : [.. strong.SelectMany(RelatedNeeds.Of).Distinct().Except(strong).Except(middle)];
        string[] weak = isStrict ? [] : [.. Reading.Needs.Where(need => need.Strength < Perhaps).Select(need => need.Need).Union(related).Except(strong).Except(middle)];
        var queries = WordQueries(lexicon, isOfServices: true);
        var kinds = KindWords(strong, lexicon);
        List<string> either = [.. strong.Concat(middle).Concat(weak).Select(need => Quote("#need:" + need))];
        if (kinds is not null) either.Add($"({Quote("#need:none")} & ({kinds}))");
        if (!isStrict)
        {
            // Where little is of the kind, what merely says that it does this counts too, and words for what would do instead; both stand below.
            if (KindWords([.. strong, .. middle], lexicon) is { } said) either.Add($"({said})");
            if (KindWords(related, lexicon) is { } instead) either.Add($"({Quote("#need:none")} & ({instead}))");
        }

        // "Help", "free", "kids" alone must neither bring the whole directory nor keep anything out.
        var telling = queries.Where(query => !query.IsGeneral).Select(query => isStrict ? $"({query.Query.Query})" : query.Query.Query).ToList();
        if (telling.Count > 0) either.Add("(" + string.Join(isStrict ? " & " : " | ", telling) + ")");
        var find = either.Count > 0 ? $"({string.Join(" | ", either)})" : HasTellingWords ? Quote("#none") : Quote("#all");
        return new SearchTerms(find + FilterWords(filters), strong, middle, weak, kinds, [.. queries.Select(query => query.Query)], language, content.Any(word => SearchStatement.OtherWords.Contains(word.Text)));
    }

    /// <summary>For titles of taxonomies and terms, which may hold words that stand in no service.</summary>
    public SearchTerms TermsForTitles(Lexicon lexicon)
    {
        var services = TermsFor(new SearchFilters(), lexicon, isStrict: false);
        return services with { Words = [.. WordQueries(lexicon, isOfServices: false).Select(query => query.Query)] };
    }

    private List<(WordQuery Query, bool IsGeneral)> WordQueries(Lexicon lexicon, bool isOfServices)
    {
        List<(string Query, double Weight, bool IsGeneral)> found = [];
        foreach (var word in content)
        {
            var forms = lexicon.FormsOf(word);
            if (!isOfServices && !forms.Contains(word)) forms = [.. forms, word];
            if (forms.Count == 0) continue;
            var documents = forms.Sum(form => form.Documents);
            // The rarer the more it says (idf), between 0.05 (in all services) and 1 (in one).
            var weight = Math.Max(LeastWeight, 1 - (Math.Log(1 + documents) / Math.Log(2 + lexicon.Documents)));
            var isGeneral = QuestionWords.IsGeneral(word.Text);
            found.Add((string.Join(" | ", forms.Select(form => Quote(form.Text))), isGeneral ? weight / 4 : weight, isGeneral));
        }

        found = [.. found.OrderByDescending(word => word.Weight).Take(MaxWordQueries)];
        // Words that nobody has still count: a listing with two words of three has two thirds.
        var all = found.Sum(word => word.Weight);
        return found.ConvertAll(word => (new WordQuery(word.Query, Math.Round(word.Weight / all, 4)), word.IsGeneral));
    }

    private static string? KindWords(string[] needs, Lexicon lexicon)
    {
        HashSet<string> phrases = new(StringComparer.Ordinal);
        foreach (var phrase in needs.SelectMany(lexicon.Needs.PhrasesOf))
        {
            List<string> parts = [];
            foreach (var token in phrase.Tokens)
            {
                var word = lexicon.Get(token);
                if (NeedPhrases.SaysNothing(word, phrase.Language)) continue;
                var forms = lexicon.FormsOf(word);
                if (forms.Count == 0)
                {
                    parts.Clear();
                    break;
                }

                parts.Add(forms.Count == 1 ? Quote(forms[0].Text) : "(" + string.Join(" | ", forms.Select(form => Quote(form.Text))) + ")");
            }

            if (parts.Count > 0) phrases.Add(string.Join(" & ", parts));
        }

        return phrases.Count == 0 ? null : string.Join(" | ", phrases.OrderBy(phrase => phrase.Length).Take(MaxKindPhrases));
    }

    private static string FilterWords(SearchFilters filters)
    {
        List<string> lexemes = [];
        if (filters.Needs.Count > 0) lexemes.Add("(" + string.Join(" | ", filters.Needs.Select(need => Quote("#need:" + need))) + ")");
        if (filters.Language is { } spoken) lexemes.Add(Quote("#language:" + spoken));
        if (filters.Area is { } area) lexemes.Add(Quote("#area:" + area));
        if (filters.FreeOnly) lexemes.Add(Quote("#free"));
        if (filters.AccessibleOnly) lexemes.Add(Quote("#accessible"));
        return string.Concat(lexemes.Select(lexeme => " & " + lexeme));
    }

    // PostgreSQL's longest lexeme is 2,046 bytes, and its text holds no NUL.
    private static string Quote(string lexeme) =>
        "'" + Whole(lexeme.Length > 500 ? lexeme[..500] : lexeme).Replace("\0", "", StringComparison.Ordinal).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Short(string token) => token.Length <= 60 ? token : Whole(token[..60]);

    // Half a surrogate pair is no letter and no UTF-8.
    private static string Whole(string? text) =>
        text is null ? "" : text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)) : text;
}
