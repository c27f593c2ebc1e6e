using System.Globalization;
using Written = ResourceMatch.Domain.Upkeep.SafeLink;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Addresses to press that are made of what somebody wrote into a listing: web, mail, phone, texts, directions. Anything else is no link.</summary>
/// <remarks>What may become a link at all, the domain decides (<see cref="Written"/>). A page encodes what it shows, but an address of scheme javascript: runs however well it is encoded.</remarks>
internal static class SafeLink
{
    // Fewer are a short number, which is taken only when nothing else is written: of "1-800-FLOWERS" there is none.
    private const int LeastDigits = 7;

    /// <inheritdoc cref="Written.FindWeb"/>
    public static string? Web(string? text) => Written.FindWeb(text);

    /// <inheritdoc cref="Written.FindMail"/>
    public static string? Mail(string? text) => Written.FindMail(text);

    /// <returns>The number, or of several the first; null = there is none for certain. "ext. 12" is said to a person, not dialed.</returns>
    public static string? Phone(string? text) => Written.FindPhone(text) ?? Written.FindPhone(FirstNumber(text?.Trim() ?? ""));

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

    // Up to the first sign that stands in no number: "(555) 555-0108 ext. 12", "555-555-0108 or 555-555-0109".
    private static string? FirstNumber(string written)
    {
        var number = string.Concat(written.TakeWhile(sign => char.IsAsciiDigit(sign) || " +()-.–\u00a0".Contains(sign, StringComparison.Ordinal))).TrimEnd().Replace('–', '-');
        return number.Length > 0 && char.IsAsciiDigit(number[^1]) && number.Count(char.IsAsciiDigit) >= LeastDigits ? number : null;
    }
}
