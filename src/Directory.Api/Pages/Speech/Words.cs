using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using System.Text;

namespace ResourceMatch.Api.Pages.Speech;

/// <summary>Everything that a page says in one language: strings, plurals, times, dates, lists.</summary>
/// <remarks>
/// The strings stand in Resources/Strings.*.resx, one file a language. Patterns of times and dates are ours too: .NET gives Haitian Creole French names and
/// Spanish a 24-hour clock. A key that is missing throws; a test reads every file, so that this never meets a reader. Immutable; safe to share.
/// </remarks>
public sealed partial class Words
{
    private static readonly FrozenDictionary<string, Words> ByCode = ReaderLanguage.All.ToFrozenDictionary(language => language.Code, language => new Words(language));

    private readonly FrozenDictionary<string, string> _strings;

    private Words(ReaderLanguage language)
    {
        Language = language;
        _strings = ReadStrings(language.Code).ToFrozenDictionary();
    }

    public ReaderLanguage Language { get; }

    /// <exception cref="KeyNotFoundException">The language has no such string.</exception>
    public string this[string key] => Find(key) ?? throw new KeyNotFoundException($"Strings.{Language.Code}.resx has no '{key}'.");

    public static Words For(ReaderLanguage language) => ByCode[language.Code];

    /// <summary>All strings of one language's file alone, nothing borrowed from English.</summary>
    internal static Dictionary<string, string> ReadStrings(string code)
    {
        var file = code == ReaderLanguage.English.Code ? "Strings" : $"Strings.{code}";
        var resources = new ResourceManager($"ResourceMatch.Api.Resources.{file}", typeof(Words).Assembly);
        var set = resources.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)
            ?? throw new MissingManifestResourceException($"The strings of '{code}' are not built in.");
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    public string? Find(string key) => _strings.GetValueOrDefault(key);

    /// <summary>The string with its braces filled in: <c>{name}</c> by the value of that name.</summary>
    public string Say(string key, params ReadOnlySpan<(string Name, object Value)> values) => Fill(this[key], values);

    /// <summary>The plural form for <paramref name="count"/>, which also fills <c>{count}</c>. A form the language lacks falls to "other".</summary>
    public string Count(string key, int count, params ReadOnlySpan<(string Name, object Value)> values)
    {
        // "No place" reads better than "0 places", in every language that has the form.
        var form = (count == 0 ? Find($"{key}.zero") : null) ?? Find($"{key}.{FormOf(Language.Code, count)}") ?? this[$"{key}.other"];
        return Fill(Fill(form, values), ("count", Number(count)));
    }

    /// <summary>Latin digits in every language, thousands set apart as the reader is used to.</summary>
    public string Number(int number)
    {
        var plain = number.ToString("#,0", CultureInfo.InvariantCulture);
        return Language.Code is "es" or "ht" ? plain.Replace(',', '\u202f') : plain;
    }

    /// <summary>A name inside a sentence: isolated where the page runs from the right, so that a Latin name does not turn the words around it.</summary>
    public string Name(string text) => Language.RightToLeft ? $"\u2068{text}\u2069" : text;

    /// <summary>The CLDR plural form of a whole number: zero, one, two, few, many or other.</summary>
    /// <remarks>Spanish "many" (from a million) never occurs here and is "other"; Haitian Creole has one form.</remarks>
    internal static string FormOf(string code, int count) => code switch
    {
        "ar" => count switch
        {
            0 => "zero",
            1 => "one",
            2 => "two",
            _ when count % 100 is >= 3 and <= 10 => "few",
            _ when count % 100 >= 11 => "many",
            _ => "other",
        },
        "ht" => "other",
        _ => count == 1 ? "one" : "other",
    };

    private static string Fill(string pattern, params ReadOnlySpan<(string Name, object Value)> values)
    {
        if (values.IsEmpty || !pattern.Contains('{', StringComparison.Ordinal)) return pattern;
        var text = new StringBuilder(pattern);
        foreach (var (name, value) in values) text.Replace($"{{{name}}}", Convert.ToString(value, CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
