using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Storage.Search;

/// <summary>Words that mean a need, in one language.</summary>
internal sealed record NeedPhrase(string Need, string Language, string[] Tokens)
{
    public static IEnumerable<NeedPhrase> Of(NeedVocabulary vocabulary) =>
        from need in vocabulary.All
        from language in NeedVocabulary.Languages
        from text in need.Synonyms[language].Prepend(need.Labels[language])
        let phrase = Find(need.Key, language, text)
        where phrase is not null
        select phrase;

    /// <returns>Null when the text holds no word.</returns>
    public static NeedPhrase? Find(string need, string language, string text)
    {
        string[] tokens = FoldedText.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return tokens.Length > 0 ? new NeedPhrase(need, language, tokens) : null;
    }
}

/// <summary>From everyday speech to needs: which needs a row of words means, and how surely.</summary>
/// <remarks>
/// A word counts the more the fewer needs use it: "homework" says much, "help" little. A phrase that the words hold whole counts by its share of what they say;
/// one that they hold in part counts by its part, and only when that part says much. See README.md here. Immutable; safe to share.
/// </remarks>
internal sealed class NeedPhrases
{
    private const double InPart = 0.6;
    private const double SaysMuch = 0.45;

    // Haitian Creole has no stemmer and so no list of words that say nothing.
    private static readonly HashSet<string> CreoleStops = new(StringComparer.Ordinal)
    {
        "a", "ak", "an", "ap", "avè", "ave", "ba", "bay", "de", "e", "gen", "k", "ki", "kote", "l", "la", "lan", "li", "m", "mwen", "n", "nan", "nou", "ou", "pa", "pou", "sa", "san", "se", "sou", "te", "yo", "yon", "y", "w", "vle", "mete",
    };

    private readonly Entry[] entries;
    private readonly Dictionary<(string Language, string Stem), List<int>> byStem = [];
    private readonly Dictionary<(string Language, string Stem), double> weights = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public NeedPhrases(IReadOnlyList<NeedPhrase> phrases, Func<string, LexiconWord> get)
    {
        entries = [.. phrases.Select(phrase => new Entry(phrase, [.. phrase.Tokens.Select(token => StemOf(get(token), phrase.Language))]))];
        var needsOf = new Dictionary<(string, string), HashSet<string>>();
        for (var index = 0; index < entries.Length; index++)
        {
            var (phrase, stems) = entries[index];
            foreach (var stem in stems.OfType<string>().Distinct(StringComparer.Ordinal))
            {
                Of(byStem, (phrase.Language, stem)).Add(index);
                if (!needsOf.TryGetValue((phrase.Language, stem), out var needs)) needsOf[(phrase.Language, stem)] = needs = [];
                needs.Add(phrase.Need);
            }

            known.UnionWith(phrase.Tokens);
        }

        foreach (var (key, needs) in needsOf) weights[key] = 1.0 / needs.Count;
    }

    /// <summary>Whether any phrase holds this very word.</summary>
    public bool Knows(string word) => known.Contains(word);

    /// <summary>Whether a word says nothing in a language; null = in English or in Spanish.</summary>
    public static bool SaysNothing(LexiconWord word, string? language) => language switch
    {
        "es" => word.Spanish is null,
        "ht" => CreoleStops.Contains(word.Text) || word.Text.Length < 2,
        "ar" => word.Arabic is null,
        "en" => word.English is null,
        _ => word.English is null || word.Spanish is null,
    };

    /// <summary>The phrases of a need, for directories whose services carry no need of ours.</summary>
    public IEnumerable<NeedPhrase> PhrasesOf(string need) => entries.Where(entry => entry.Phrase.Need == need).Select(entry => entry.Phrase);

    /// <summary>Labels and phrases that begin with, or hold a word that begins with, what was typed; one for each need.</summary>
    public IEnumerable<SearchSuggestion> Complete(string folded, string? language, int limit)
    {
        var spoken = language is not null && NeedVocabulary.Languages.Contains(language) ? language : "en";
        return (from entry in entries
                let phrase = entry.Phrase
                where phrase.Language == spoken
                let text = string.Join(' ', phrase.Tokens)
                let place = text.StartsWith(folded, StringComparison.Ordinal) ? 0 : text.Contains(" " + folded, StringComparison.Ordinal) ? 1 : 2
                where place < 2
                group (place, phrase) by phrase.Need into same
                orderby same.Min(each => each.place), same.Key
                select new SearchSuggestion(NeedVocabulary.Default.Get(same.Key).Labels[spoken], same.Key, null)).Take(limit);
    }

    /// <summary>The needs that words mean, strongest first, with 0.2..1; and of each word whether a phrase of more than one word holds it.</summary>
    public (IReadOnlyList<(string Need, double Strength)> Needs, bool[] InPhrase) Read(IReadOnlyList<LexiconWord> words)
    {
        var inPhrase = new bool[words.Count];
        var said = words.Select(word => NeedVocabulary.Languages.Max(language => StemOf(word, language) is { } stem ? weights.GetValueOrDefault((language, stem)) : 0)).ToArray();
        Dictionary<string, double> strengths = new(StringComparer.Ordinal);
        foreach (var index in CandidatesOf(words))
        {
            var (coverage, weight, matched, whole) = Match(entries[index], words);
            if (coverage <= 0) continue;
            var others = Enumerable.Range(0, words.Count).Where(at => !matched.Contains(at)).Sum(at => said[at]);
            var share = weight / (weight + others);
            var strength = coverage * share;
            if (whole && matched.Count > 1) foreach (var at in matched) inPhrase[at] = true;
            var need = entries[index].Phrase.Need;
            if (strength > strengths.GetValueOrDefault(need)) strengths[need] = strength;
        }

        if (strengths.Count == 0) return ([], inPhrase);
        var most = Math.Max(0.6, strengths.Values.Max());
        return ([.. strengths.Select(each => (each.Key, Strength: Math.Round(Math.Min(1, each.Value / most), 3))).Where(each => each.Strength >= 0.2)
            .OrderByDescending(each => each.Strength).ThenBy(each => each.Key, StringComparer.Ordinal).Take(12)], inPhrase);
    }

    private HashSet<int> CandidatesOf(IReadOnlyList<LexiconWord> words)
    {
        HashSet<int> found = [];
        foreach (var word in words)
        {
            foreach (var language in NeedVocabulary.Languages)
            {
                if (StemOf(word, language) is { } stem && byStem.TryGetValue((language, stem), out var indexes)) found.UnionWith(indexes);
            }
        }

        return found;
    }

    private (double Coverage, double Weight, HashSet<int> Matched, bool Whole) Match(Entry entry, IReadOnlyList<LexiconWord> words)
    {
        var language = entry.Phrase.Language;
        HashSet<int> matched = [];
        if (FindRow(entry, words) is { } start)
        {
            matched.UnionWith(Enumerable.Range(start, entry.Stems.Length));
            return (1, Math.Max(entry.Stems.Length > 1 ? 1 : 0, entry.Stems.OfType<string>().Sum(stem => weights.GetValueOrDefault((language, stem)))), matched, true);
        }

        double weight = 0, all = 0, strongest = 0;
        var contents = entry.Stems.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var stem in contents)
        {
            var one = weights.GetValueOrDefault((language, stem));
            all += one;
            var at = IndexOf(words, language, stem);
            if (at < 0) continue;
            matched.Add(at);
            weight += one;
            if (!QuestionWords.IsGeneral(words[at].Text)) strongest = Math.Max(strongest, one);
        }

        // A phrase of small words around one that counts ("he hits me") must stand as it is, or it counts in part.
        var whole = contents.Count > 1 && matched.Count == contents.Count;
        if (whole) return (1, Math.Max(1, weight), matched, true);
        return strongest >= SaysMuch ? (InPart * weight / all, weight, matched, false) : (0, 0, matched, false);
    }

    private static int IndexOf(IReadOnlyList<LexiconWord> words, string language, string stem)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (StemOf(words[at], language) == stem) return at;
        }

        return -1;
    }

    /// <summary>Where the phrase stands word for word, small words and all.</summary>
    private static int? FindRow(Entry entry, IReadOnlyList<LexiconWord> words)
    {
        for (var start = 0; start + entry.Stems.Length <= words.Count; start++)
        {
            var same = true;
            for (var at = 0; same && at < entry.Stems.Length; at++)
            {
                same = entry.Stems[at] is { } stem ? StemOf(words[start + at], entry.Phrase.Language) == stem : words[start + at].Text == entry.Phrase.Tokens[at];
            }

            if (same && Array.Exists(entry.Stems, stem => stem is not null)) return start;
        }

        return null;
    }

    private static string? StemOf(LexiconWord word, string language) => language switch
    {
        "en" => word.English,
        "es" => word.Spanish,
        "ar" => word.Arabic,
        _ => CreoleStops.Contains(word.Text) ? null : word.Text,
    };

    private static List<int> Of(Dictionary<(string, string), List<int>> map, (string, string) key) => map.TryGetValue(key, out var list) ? list : map[key] = [];

    private sealed record Entry(NeedPhrase Phrase, string?[] Stems);
}
