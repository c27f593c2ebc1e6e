using System.Globalization;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Addresses to press that are made of what somebody wrote into a listing: web, mail, phone, texts, directions. Anything else is no link.</summary>
/// <remarks>A page encodes what it shows, but an address of scheme javascript: runs however well it is encoded; so each scheme is ours, never the listing's.</remarks>
internal static class SafeLink
{
    private const int MostSigns = 2_000;

    /// <returns>An absolute http or https address, with https where the scheme was left out; null = not one.</returns>
    public static string? Web(string? text)
    {
        var address = text?.Trim() ?? "";
        if (address.Length is 0 or > MostSigns || address.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign))) return null;
        if (address.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) address = "https://" + address;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0 ? uri.AbsoluteUri : null;
    }

    /// <returns>A mailto address without any header of its own; null = not one.</returns>
    public static string? Mail(string? text)
    {
        var parts = (text?.Trim() ?? "").Split('@');
        return parts is [{ Length: > 0 and <= 64 } name, { Length: > 2 and <= 255 } host] && name.All(sign => char.IsAsciiLetterOrDigit(sign) || "._%+-'".Contains(sign, StringComparison.Ordinal))
            && Uri.CheckHostName(host) == UriHostNameType.Dns
            ? $"mailto:{Uri.EscapeDataString(name)}@{host}"
            : null;
    }

    /// <returns>Digits and a plus alone; null = there are none.</returns>
    public static string? Phone(string? text)
    {
        // "ext. 12" is said to a person, not dialed.
        var number = (text ?? "").Split("ext", 2, StringSplitOptions.None)[0];
        var digits = string.Concat(number.Where(sign => char.IsAsciiDigit(sign) || sign == '+'));
        return digits.Length == 0 ? null : "tel:" + digits;
    }

    /// <summary>The phone's own messages, with this text and no number.</summary>
    public static string Text(string message) => "sms:?&body=" + Uri.EscapeDataString(message);

    /// <summary>The way to a place by somebody else's map: the destination alone, so that whoever presses it decides what to tell about where they are.</summary>
    /// <param name="template">With {lat} and {lon}; an installation's setting.</param>
    /// <param name="latitude">Degrees, WGS 84, of a public place.</param>
    /// <param name="longitude">Degrees, WGS 84.</param>
    public static string Directions(string template, double latitude, double longitude)
    {
        ArgumentNullException.ThrowIfNull(template);
        return template.Replace("{lat}", latitude.ToString("0.#####", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{lon}", longitude.ToString("0.#####", CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
