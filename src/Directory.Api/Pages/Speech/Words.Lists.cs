using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Pages.Speech;

/// <content>Lists, names of languages and papers, money, needs.</content>
public sealed partial class Words
{
    /// <summary>"a, b and c". Empty list = empty text.</summary>
    public string And(IReadOnlyList<string> items) => Join(items, "List.Two", "e", "i", "hi");

    /// <summary>"a, b or c".</summary>
    public string Or(IReadOnlyList<string> items) => Join(items, "List.Two.Or", "u", "o", "ho");

    /// <summary>"a, b, c": pieces that follow one another.</summary>
    public string Comma(IEnumerable<string> items) => string.Join(this["List.Comma"] + " ", items);

    /// <summary>The name of a language by its ISO code; an unknown code stays as it is.</summary>
    public string LanguageName(string code) => Find($"Language.{code}") ?? code;

    public string Languages(IEnumerable<string> codes) => And([.. codes.Select(LanguageName)]);

    public string Paper(DocumentKind kind) => this[$"Paper.{kind}"];

    /// <summary>Who a service is for, by its eligibility keys.</summary>
    public string Audience(IReadOnlyList<string> keys) => Or([.. keys.Select(AudienceOf)]);

    /// <summary>A school grade as families say it: 0 is K.</summary>
    public string Grade(int grade) => grade <= 0 ? "K" : Number(grade);

    /// <summary>US dollars, cents only where there are any.</summary>
    public string Money(decimal amount) =>
        Say("Money", ("amount", amount.ToString(amount == decimal.Truncate(amount) ? "0" : "0.00", System.Globalization.CultureInfo.InvariantCulture)));

    public string Label(IReadOnlyDictionary<string, string> labels) => labels.GetValueOrDefault(Language.Code) ?? labels[ReaderLanguage.English.Code];

    /// <summary>With a capital letter, for the beginning of a line. Arabic has none.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private string AudienceOf(string key)
    {
        if (key.StartsWith(EligibilityKeys.SchoolPrefix, StringComparison.Ordinal)) return Say("Audience.school", ("school", Name(TitleOf(key[EligibilityKeys.SchoolPrefix.Length..]))));
        if (key.StartsWith(EligibilityKeys.GradesPrefix, StringComparison.Ordinal)) return Say("Audience.grades", ("grades", Name(key[EligibilityKeys.GradesPrefix.Length..])));
        return Find($"Audience.{key}") ?? Name(key);
    }

    // mill-creek -> Mill Creek: the key is made from the school's name.
    private static string TitleOf(string key) => string.Join(' ', key.Split('-', StringSplitOptions.RemoveEmptyEntries).Select(Capital));

    // Spanish "y" becomes "e" before an i, "o" becomes "u" before an o: español e inglés.
    private string Join(IReadOnlyList<string> items, string key, string other, params ReadOnlySpan<string> beginnings)
    {
        if (items.Count < 2) return items.Count == 0 ? "" : items[0];
        var last = items[^1];
        var pattern = this[key];
        foreach (var beginning in beginnings)
        {
            if (last.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) && Find($"{key}.{other}") is { } better) pattern = better;
        }

        return Fill(pattern, ("first", Comma(items.Take(items.Count - 1))), ("second", last));
    }
}
