using System.Text.RegularExpressions;

namespace ResourceMatch.Importers.Hsds;

/// <summary>Web and mail addresses as HSDS wants them (formats uri and email of JSON Schema).</summary>
internal static partial class WebText
{
    /// <returns>A whole http(s) address: "pantry.example/food" gets its http, letters that may not stand in an address are escaped; null when it is none. Asking again of an answer gives the same.</returns>
    public static string? FindAddress(string text)
    {
        if (HasPlainHost().IsMatch(text)) text = "http://" + text;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || uri.UserInfo.Length > 0) return null;
        return MayStand().IsMatch(text) ? text : MayStand().IsMatch(uri.AbsoluteUri) ? uri.AbsoluteUri : null;
    }

    /// <returns>The first mail address in a text that holds nothing but such; null when there is none.</returns>
    public static string? FindMail(string text)
    {
        var words = text.Split([' ', ',', ';', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && Array.TrueForAll(words, word => Mail().IsMatch(word) || word is "or" or "/" or "and") && Mail().IsMatch(words[0]) ? words[0] : null;
    }

    [GeneratedRegex(@"^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#:].*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex HasPlainHost();

    // RFC 3986: what may stand in an address unescaped.
    [GeneratedRegex(
        @"^https?://[a-z0-9.\-]+(?::[0-9]*)?(?:/(?:[a-z0-9\-._~!$&'()*+,;=:@/]|%[0-9a-f]{2})*)?(?:\?(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:\#(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex MayStand();

    [GeneratedRegex(@"^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$", RegexOptions.IgnoreCase)]
    private static partial Regex Mail();
}
