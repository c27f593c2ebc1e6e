namespace ResourceMatch.Domain.Needs;

/// <summary>Needs that a page shows together, and the section of the home page under which they stand.</summary>
/// <param name="Key">Lower case, words joined by hyphens: food, mental-health.</param>
/// <param name="Section">Key of its section of the home page; of a section itself: its own key.</param>
/// <param name="Labels">By language (en, es, ht, ar).</param>
public sealed record NeedGroup(string Key, string Section, IReadOnlyDictionary<string, string> Labels);
