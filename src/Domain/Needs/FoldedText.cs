using System.Globalization;
using System.Text;

namespace ResourceMatch.Domain.Needs;

/// <summary>Text made comparable across keyboards: lower case, no accents, one space between words.</summary>
/// <remarks>
/// Arabic besides: no vowel signs and no tatweel, every alef alike, alef maqsura as ya, ta marbuta as ha, since people type them interchangeably.
/// Apostrophes vanish ("driver's" = "drivers"), every other sign parts words. Pure.
/// </remarks>
public static class FoldedText
{
    /// <returns>The folded text; empty when there is nothing to read.</returns>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var folded = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format || rune.Value is '\'' or '\u2019' or '\u0640') continue;
            if (!Rune.IsLetterOrDigit(rune))
            {
                gap = true;
                continue;
            }

            if (gap && folded.Length > 0) folded.Append(' ');
            gap = false;
            folded.Append(Alike(Rune.ToLowerInvariant(rune)));
        }

        return folded.ToString();
    }

    private static Rune Alike(Rune rune) => rune.Value switch
    {
        '\u0671' => new Rune('\u0627'),
        '\u0649' => new Rune('\u064A'),
        '\u0629' => new Rune('\u0647'),
        _ => rune,
    };
}
