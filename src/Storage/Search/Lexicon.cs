using System.Collections.Concurrent;
using System.Collections.Frozen;
using Npgsql;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Storage.Search;

/// <summary>One word with its stems; a null stem = it says nothing in that language ("the", "para").</summary>
/// <param name="Documents">In how many services it stands; 0 = only the needs vocabulary knows it.</param>
internal sealed record LexiconWord(string Text, int Documents, string? English, string? Spanish, string? Arabic);

/// <summary>Every word that the directory or the needs vocabulary knows, in memory: about 100 bytes each.</summary>
/// <remarks>Loaded anew when the words of the directory have changed. Stems come from PostgreSQL's snowball dictionaries alone. Thread-safe.</remarks>
internal sealed class Lexicon
{
    private const int MaxRemembered = 20_000;
    private const int Candidates = 12;

    // Stems of the vocabulary's own words are asked for with the rest, so that both sides stem alike.
    private const string LoadWords = """
        select word, documents, en, es, ar from directory.search_word
        union all
        select v.word, 0, (ts_lexize('pg_catalog.english_stem', v.word))[1], (ts_lexize('pg_catalog.spanish_stem', v.word))[1], (ts_lexize('pg_catalog.arabic_stem', v.word))[1]
          from unnest($1::text[]) as v(word) where not exists (select from directory.search_word w where w.word = v.word)
        """;

    // A word that nobody knows: its stems, and the known words that share most of its letter triples.
    private const string Resolve = """
        select v.word, (ts_lexize('pg_catalog.english_stem', v.word))[1], (ts_lexize('pg_catalog.spanish_stem', v.word))[1], (ts_lexize('pg_catalog.arabic_stem', v.word))[1],
               array(select w.word from directory.search_word w where w.word operator(public.%) v.word order by public.similarity(w.word, v.word) desc, w.documents desc limit $2)
          from unnest($1::text[]) as v(word)
        """;

    private readonly FrozenDictionary<string, LexiconWord> words;
    private readonly FrozenDictionary<string, LexiconWord[]> english;
    private readonly FrozenDictionary<string, LexiconWord[]> spanish;
    private readonly FrozenDictionary<string, LexiconWord[]> arabic;
    private readonly string[] vocabularyWords;
    private readonly ConcurrentDictionary<string, (LexiconWord Word, string? ReadAs)> resolved = new(StringComparer.Ordinal);

    private Lexicon(long version, int documents, List<LexiconWord> all, IReadOnlyList<NeedPhrase> phrases, string[] vocabularyWords)
    {
        (Version, Documents, this.vocabularyWords) = (version, documents, vocabularyWords);
        words = all.ToFrozenDictionary(word => word.Text, StringComparer.Ordinal);
        english = ByStem(all, word => word.English);
        spanish = ByStem(all, word => word.Spanish);
        arabic = ByStem(all, word => word.Arabic);
        Needs = new NeedPhrases(phrases, Get);
    }

    /// <summary>Of directory_version, part "words".</summary>
    public long Version { get; }

    /// <summary>Services that can be found.</summary>
    public int Documents { get; }

    public NeedPhrases Needs { get; }

    public static async Task<Lexicon> LoadAsync(DirectoryDatabase database, NeedVocabulary vocabulary, CancellationToken cancellation)
    {
        await using var connection = await database.Public.OpenConnectionAsync(cancellation);
        // One state of everything: an import may switch between two of these queries.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var (version, documents) = await ReadVersionAsync(connection, cancellation);
        var phrases = NeedPhrase.Of(vocabulary).Concat(await ReadStaffWordsAsync(connection, vocabulary, cancellation)).ToList();
        string[] vocabularyWords = [.. phrases.SelectMany(phrase => phrase.Tokens).Distinct(StringComparer.Ordinal)];
        List<LexiconWord> all = [];
        await using var command = new NpgsqlCommand(LoadWords, connection) { Parameters = { new() { Value = vocabularyWords } } };
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) all.Add(new LexiconWord(rows.GetString(0), rows.GetInt32(1), Text(rows, 2), Text(rows, 3), Text(rows, 4)));
        return new Lexicon(version, documents, all, phrases, vocabularyWords);
    }

    /// <exception cref="KeyNotFoundException">Only words of the vocabulary are sure to be known.</exception>
    public LexiconWord Get(string word) => words[word];

    /// <summary>Every known word that services hold and that is the same word in another form, in any of the three languages; itself included when services hold it.</summary>
    public IReadOnlyList<LexiconWord> FormsOf(LexiconWord word)
    {
        HashSet<LexiconWord> forms = [];
        if (words.TryGetValue(word.Text, out var known) && known.Documents > 0) forms.Add(known);
        Add(english, word.English);
        Add(spanish, word.Spanish);
        Add(arabic, word.Arabic);
        return [.. forms.OrderByDescending(form => form.Documents).Take(MaxForms)];

        void Add(FrozenDictionary<string, LexiconWord[]> stems, string? stem)
        {
            if (stem is not null && stems.TryGetValue(stem, out var same)) forms.UnionWith(same.Where(form => form.Documents > 0));
        }
    }

    private const int MaxForms = 12;

    /// <summary>Looks words up; what nobody knows is asked of PostgreSQL once and remembered.</summary>
    /// <returns>For each token in order: the word, and how a typing error was read (null = as it stands).</returns>
    public async Task<IReadOnlyList<(LexiconWord Word, string? ReadAs)>> ReadAsync(IReadOnlyList<string> tokens, DirectoryDatabase database, CancellationToken cancellation)
    {
        string[] unknown = [.. tokens.Where(token => !words.ContainsKey(token) && !resolved.ContainsKey(token)).Distinct(StringComparer.Ordinal)];
        var fresh = new Dictionary<string, (LexiconWord, string?)>(StringComparer.Ordinal);
        if (unknown.Length > 0)
        {
            await using var command = database.Public.CreateCommand(Resolve);
            command.Parameters.Add(new() { Value = unknown });
            command.Parameters.Add(new() { Value = (long)Candidates });
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                var word = new LexiconWord(rows.GetString(0), 0, Text(rows, 1), Text(rows, 2), Text(rows, 3));
                fresh[word.Text] = Decide(word, rows.GetFieldValue<string[]>(4));
            }

            if (resolved.Count > MaxRemembered) resolved.Clear();
            foreach (var (text, read) in fresh) resolved[text] = read;
        }

        return [.. tokens.Select(token => words.TryGetValue(token, out var known) ? (known, null)
            : fresh.TryGetValue(token, out var read) || resolved.TryGetValue(token, out read) ? read : (new LexiconWord(token, 0, token, token, token), null))];
    }

    public bool Knows(LexiconWord word) =>
        words.ContainsKey(word.Text) || (word.English is { } en && english.ContainsKey(en)) || (word.Spanish is { } es && spanish.ContainsKey(es)) || (word.Arabic is { } ar && arabic.ContainsKey(ar));

    // Another form of a known word is no error; a number never is.
    private (LexiconWord, string?) Decide(LexiconWord word, string[] alike)
    {
        if (word is { English: null } or { Spanish: null } || word.Text.Length < 3 || word.Text.Any(char.IsDigit) || QuestionWords.IsOwn(word.Text) || Knows(word)) return (word, null);
        LexiconWord? best = null;
        var least = (Distance: int.MaxValue, Order: int.MaxValue);
        var limit = word.Text.Length switch { <= 4 => 1, <= 8 => 2, _ => 3 };
        // Two letters of a short word that changed places leave it few triples in common with itself: "senoir".
        foreach (var candidate in alike.Concat(EditDistance.Swaps(word.Text)).Concat(vocabularyWords.Where(text => Math.Abs(text.Length - word.Text.Length) <= limit)))
        {
            if (!words.TryGetValue(candidate, out var known) || candidate.Length < 3 || (known.English is null && known.Spanish is null)) continue;
            var distance = EditDistance.Between(word.Text, candidate, limit);
            if (distance > limit) continue;
            // Words of need first, then those that begin alike, then the most common.
            var order = (Needs.Knows(candidate) ? 0 : 4) + (candidate[0] == word.Text[0] ? 0 : 2) + (known.English is null || known.Spanish is null ? 1 : 0);
            if ((distance, order).CompareTo(least) < 0 || ((distance, order) == least && known.Documents > best!.Documents)) (best, least) = (known, (distance, order));
        }

        return best is null ? (word, null) : (best, best.Text);
    }

    private static FrozenDictionary<string, LexiconWord[]> ByStem(List<LexiconWord> all, Func<LexiconWord, string?> stemOf) =>
        all.Where(word => stemOf(word) is not null).GroupBy(word => stemOf(word)!, StringComparer.Ordinal).ToFrozenDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);

    private static async Task<(long Version, int Documents)> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select version, (select count(*) from directory.search_document) from directory.directory_version where part = 'words'", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        await rows.ReadAsync(cancellation);
        return (rows.GetInt64(0), checked((int)rows.GetInt64(1)));
    }

    private static async Task<List<NeedPhrase>> ReadStaffWordsAsync(NpgsqlConnection connection, NeedVocabulary vocabulary, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select need, language, phrase from directory.need_word order by id", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<NeedPhrase> phrases = [];
        while (await rows.ReadAsync(cancellation))
        {
            // A need that this version no longer has keeps its words for the day it comes back.
            if (vocabulary.Find(rows.GetString(0)) is { } need && NeedPhrase.Find(need.Key, rows.GetString(1), rows.GetString(2)) is { } phrase) phrases.Add(phrase);
        }

        return phrases;
    }

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
