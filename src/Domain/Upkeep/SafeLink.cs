namespace ResourceMatch.Domain.Upkeep;

/// <summary>The one rule for links that people type: only http(s), mailto and tel, and only where a reader would go to what is written.</summary>
/// <remarks>
/// Refused: every other scheme however it is spelt, control characters and blanks inside, a name or password before the host (<c>https://bank.example@evil.example</c>), a host without a letter or digit,
/// more than <see cref="LengthLimit"/> letters. An address without a scheme that looks like a host ("pantry.example.org/hours") is read as https. Stateless; safe to share.
/// </remarks>
public static class SafeLink
{
    public const int LengthLimit = 2_000;

    /// <returns>The address to put into an <c>href</c>, or null when it must not become a link: show the text alone then.</returns>
    public static string? Find(string? text) => FindWeb(text) ?? FindMail(text) ?? FindPhone(text);

    /// <returns>An absolute http or https address in its normal spelling, or null.</returns>
    public static string? FindWeb(string? text)
    {
        var written = text?.Trim() ?? "";
        if (written.Length is 0 or > LengthLimit || written.Any(sign => char.IsWhiteSpace(sign) || IsUnseen(sign) || sign == '\\')) return null;
        var hasScheme = written.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || written.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!hasScheme && !LooksLikeHost(written)) return null;
        return Uri.TryCreate(hasScheme ? written : "https://" + written, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https" && address is { UserInfo.Length: 0, Host.Length: > 0 } && address.Host.Any(char.IsLetterOrDigit)
            ? address.AbsoluteUri
            : null;
    }

    /// <returns>A mailto address for exactly one plain e-mail address, or null.</returns>
    public static string? FindMail(string? text)
    {
        var written = WithoutScheme(text, "mailto:");
        return IsMail(written) ? "mailto:" + written : null;
    }

    /// <returns>A tel address, or null. Words around the number ("call", "ext. 3") make it no link: an extension is not dialled.</returns>
    public static string? FindPhone(string? text)
    {
        var written = WithoutScheme(text, "tel:");
        return IsPhone(written) ? "tel:" + string.Concat(written.Where(sign => char.IsAsciiDigit(sign) || sign == '+')) : null;
    }

    /// <summary>One address, as nearly all people have: no quotes, no comment, one @.</summary>
    internal static bool IsMail(string text)
    {
        if (text.Length is 0 or > 254) return false;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= 64 && at == text.LastIndexOf('@') && LooksLikeHost(text[(at + 1)..]) && text.AsSpan(at + 1).IndexOf('/') < 0
            && text[..at].All(sign => char.IsAsciiLetterOrDigit(sign) || "!#$%&'*+-/=?^_`{|}~.".Contains(sign, StringComparison.Ordinal));
    }

    /// <summary>3 to 15 digits, and nothing but what stands between them.</summary>
    internal static bool IsPhone(string text) =>
        text.Length <= 40 && text.Count(char.IsAsciiDigit) is >= 3 and <= 15
        && text.All(sign => char.IsAsciiDigit(sign) || " +()-./*#\u00a0".Contains(sign, StringComparison.Ordinal)) && text.LastIndexOf('+') <= text.IndexOfAny(Digits);

    private static readonly char[] Digits = [.. "0123456789"];

    private static string WithoutScheme(string? text, string scheme)
    {
        var written = text?.Trim() ?? "";
        return written.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? written[scheme.Length..] : written;
    }

    // "pantry.example.org", perhaps with a path: a dot inside the first part, a letter after the last one, no other scheme.
    private static bool LooksLikeHost(string text)
    {
        var host = text.Split('/', '?', '#')[0];
        var port = host.IndexOf(':', StringComparison.Ordinal);
        if (port >= 0)
        {
            if (!host[(port + 1)..].All(char.IsAsciiDigit)) return false;
            host = host[..port];
        }

        var labels = host.Split('.');
        return labels.Length >= 2 && host.Length <= 253 && labels[^1].Length >= 2 && labels[^1].All(char.IsLetter)
            && labels.All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(sign => char.IsLetterOrDigit(sign) || sign == '-'));
    }

    internal static bool IsUnseen(char sign) => char.IsControl(sign) || char.IsSurrogate(sign) || sign is '\u200b' or '\u2060' or '\ufeff' || IsDirection(sign);

    /// <summary>Signs that turn the words of others around: marks, embeddings, overrides, isolates.</summary>
    internal static bool IsDirection(char sign) => sign is '\u200e' or '\u200f' or '\u061c' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
