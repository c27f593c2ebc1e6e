using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Says needs by their keys in the reader's language.</summary>
internal static class NeedWords
{
    /// <summary>"Food, clothes": the first with its capital, the rest as inside a sentence.</summary>
    public static string Of(Words words, IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(words);
        var labels = keys.Select(NeedVocabulary.Default.Find).OfType<Need>().Select(need => words.Label(need.Labels)).ToList();
        return words.And([.. labels.Select((label, index) => index == 0 ? label : Lower(label))]);
    }

    // "SNAP help" keeps its capitals; "Food" becomes "food".
    private static string Lower(string label) => label.Length > 1 && char.IsUpper(label[1]) ? label : char.ToLowerInvariant(label[0]) + label[1..];
}
