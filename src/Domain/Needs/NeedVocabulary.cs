using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResourceMatch.Domain.Needs;

/// <summary>The words of need that school plans use: what a family may ask for, in four languages, and how each is called elsewhere.</summary>
/// <remarks>
/// Read once from the embedded needs.json, which is checked while it is read: a broken file is our fault and throws. A need stands in one
/// <see cref="Groups"/> entry, a group in one of the five <see cref="Sections"/> of the home page. Immutable; safe to share.
/// </remarks>
public sealed class NeedVocabulary
{
    /// <summary>The languages in which every label is written, English first.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "es", "ht", "ar"];

    private static readonly Lazy<NeedVocabulary> Embedded = new(ReadEmbedded);

    private readonly Dictionary<string, Need> _byKey;
    private readonly Dictionary<string, Dictionary<string, Need>> _byWords;

    internal NeedVocabulary(IReadOnlyList<NeedGroup> sections, IReadOnlyList<NeedGroup> groups, IReadOnlyList<Need> needs)
    {
        (Sections, Groups, All) = (sections, groups, needs);
        _byKey = needs.ToDictionary(need => need.Key, StringComparer.Ordinal);
        _byWords = Languages.ToDictionary(language => language, language => WordsOf(language, needs), StringComparer.Ordinal);
    }

    /// <summary>The vocabulary that ships with this version.</summary>
    public static NeedVocabulary Default => Embedded.Value;

    /// <summary>The five things that the home page asks about, in its order.</summary>
    public IReadOnlyList<NeedGroup> Sections { get; }

    /// <summary>Every group, in the order in which a page lists them.</summary>
    public IReadOnlyList<NeedGroup> Groups { get; }

    /// <summary>Every need, group by group.</summary>
    public IReadOnlyList<Need> All { get; }

    /// <returns>The need, or null when the vocabulary has no such key.</returns>
    public Need? Find(string? key) => key is null ? null : _byKey.GetValueOrDefault(key);

    /// <exception cref="KeyNotFoundException">The vocabulary has no such key.</exception>
    public Need Get(string key) =>
        Find(key) ?? throw new KeyNotFoundException($"The needs vocabulary has no key '{key}'.");

    /// <summary>Finds what somebody's words mean: a key, a label or a synonym, the same after folding case, accents and punctuation.</summary>
    /// <param name="text">A few words: "Glasses", "lentes", "eye-care". Nothing inside a sentence is looked for.</param>
    /// <param name="language">en, es, ht or ar; null, or any other, = try each, English first.</param>
    /// <returns>The need, or null when the words are not in the vocabulary.</returns>
    public Need? FindByWords(string? text, string? language = null)
    {
        var words = FoldedText.Of(text);
        if (words.Length == 0) return null;
        if (Find(words.Replace(' ', '-')) is { } named) return named;
        IEnumerable<string> languages = language is not null && _byWords.ContainsKey(language) ? [language] : Languages;
        foreach (var each in languages)
        {
            if (_byWords[each].TryGetValue(words, out var need)) return need;
        }

        return null;
    }

    /// <summary>The needs of a section of the home page, in the vocabulary's order. Empty when there is no such section.</summary>
    public IReadOnlyList<Need> ListOfSection(string section)
    {
        var groups = Groups.Where(group => group.Section == section).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        return [.. All.Where(need => groups.Contains(need.Group))];
    }

    private static Dictionary<string, Need> WordsOf(string language, IReadOnlyList<Need> needs)
    {
        var words = new Dictionary<string, Need>(StringComparer.Ordinal);
        foreach (var need in needs)
        {
            foreach (var text in need.Synonyms[language].Prepend(need.Labels[language]))
            {
                var folded = FoldedText.Of(text);
                // One word for two needs would make an import guess.
                if (!words.TryAdd(folded, need) && words[folded] != need)
                    throw new InvalidDataException($"'{text}' ({language}) means both '{words[folded].Key}' and '{need.Key}'.");
            }
        }

        return words;
    }

    private static NeedVocabulary ReadEmbedded()
    {
        using var stream = typeof(NeedVocabulary).Assembly.GetManifestResourceStream("ResourceMatch.Domain.Needs.needs.json")
            ?? throw new InvalidDataException("The needs vocabulary is not embedded in this build.");
        var file = JsonSerializer.Deserialize<NeedsFile>(stream, FileOptions)
            ?? throw new InvalidDataException("The needs vocabulary is empty.");
        return new(
            [.. file.Sections.Select(section => new NeedGroup(section.Key, section.Key, section.Labels))],
            file.Groups,
            file.Needs);
    }

    private static readonly JsonSerializerOptions FileOptions = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter<NeedFor>() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    [SuppressMessage("Performance", "CA1812", Justification = "Made by the JSON reader.")]
    private sealed record NeedsFile(IReadOnlyList<Section> Sections, IReadOnlyList<NeedGroup> Groups, IReadOnlyList<Need> Needs);

    [SuppressMessage("Performance", "CA1812", Justification = "Made by the JSON reader.")]
    private sealed record Section(string Key, IReadOnlyDictionary<string, string> Labels);
}
