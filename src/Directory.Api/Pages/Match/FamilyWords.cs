using ResourceMatch.Api.Pages.Speech;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Pages.Match;

/// <summary>What pages call a family.</summary>
internal static class FamilyWords
{
    /// <summary>The file's names are English, "the Rivera family"; such a one is said in the reader's language.</summary>
    public static string Name(Words words, Household household)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(household);
        var name = household.Name ?? household.Id ?? "";
        return name.StartsWith("the ", StringComparison.Ordinal) && name.EndsWith(" family", StringComparison.Ordinal)
            ? words.Say("Match.Family.Of", ("name", words.Name(name[4..^7])))
            : words.Name(name);
    }
}
