using ResourceMatch.Domain.Needs;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Importers.Hsds;

/// <summary>Which needs of our vocabulary an attribute of a service says: by its term's code, by its words, or by an Open Eligibility title.</summary>
/// <remarks>What says whom a service is for is no need: a pantry for veterans helps with food, not with being a veteran. Immutable; safe to share.</remarks>
internal sealed class NeedFinder(NeedVocabulary vocabulary)
{
    /// <summary>HSDS's word for audiences.</summary>
    public const string AudienceLink = "service eligibility or intended audience";

    private static readonly Lazy<Dictionary<string, string[]>> Titles = new(LoadTitles);

    /// <summary>Open Eligibility title to need keys.</summary>
    public static IReadOnlyDictionary<string, string[]> OpenEligibility => Titles.Value;

    /// <returns>Empty when the attribute says no need.</returns>
    public IReadOnlyList<string> Find(EntityAttribute attribute, TaxonomyTerm? term)
    {
        if (attribute.LinkEntity != "service" || string.Equals(attribute.LinkType, AudienceLink, StringComparison.OrdinalIgnoreCase)) return [];
        foreach (var word in new[] { term?.Code, term?.Name, attribute.Label, attribute.Value })
        {
            if (string.IsNullOrWhiteSpace(word)) continue;
            if ((vocabulary.Find(word.Trim()) ?? vocabulary.FindByWords(word)) is { } need) return [need.Key];
            if (OpenEligibility.TryGetValue(word.Trim(), out var keys)) return keys;
        }

        return [];
    }

    private static Dictionary<string, string[]> LoadTitles()
    {
        using var reader = new StreamReader(typeof(NeedFinder).Assembly.GetManifestResourceStream("open-eligibility-map.csv")!);
        var titles = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        // Our own plain file: no title holds a quote or a comma.
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line is "title,needs") continue;
            var comma = line.LastIndexOf(',');
            titles.Add(line[..comma], line[(comma + 1)..].Split(';'));
        }

        return titles;
    }
}
