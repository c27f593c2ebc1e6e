using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>A bus line's number on the line's own colour. Colours are attributes of a picture: the page may not style inline.</summary>
public static class LineBadge
{
    private const double DarkInk = 0.179; // the luminance at which black and white contrast alike: either way at least 4.58:1

    /// <param name="line">As the bus shows it: "11".</param>
    /// <param name="color">The feed's, "0072B2" with or without #; null or unreadable = our ink.</param>
    public static IHtmlContent Of(string line, string? color)
    {
        var name = HtmlEncoder.Default.Encode(line);
        if (ParseColor(color) is not { } rgb) return new HtmlString($"<bdi class=\"line\">{name}</bdi>");
        var width = Math.Max(28, 12 + (9 * line.Length));
        var ink = Luminance(rgb) > DarkInk ? "#000" : "#fff";
        return new HtmlString(string.Create(
            CultureInfo.InvariantCulture,
            $"<svg class=\"line-badge\" role=\"img\" aria-label=\"{name}\" viewBox=\"0 0 {width} 22\" width=\"{width}\" height=\"22\"><rect width=\"{width}\" height=\"22\" rx=\"4\" fill=\"#{rgb:x6}\"></rect><text x=\"{width / 2}\" y=\"16\" text-anchor=\"middle\" direction=\"ltr\" font-size=\"14\" font-weight=\"700\" fill=\"{ink}\" aria-hidden=\"true\">{name}</text></svg>"));
    }

    private static int? ParseColor(string? color) =>
        color?.TrimStart('#') is { Length: 6 } digits && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) ? rgb : null;

    private static double Luminance(int rgb) => (0.2126 * Linear(rgb >> 16)) + (0.7152 * Linear(rgb >> 8)) + (0.0722 * Linear(rgb));

    private static double Linear(int channel)
    {
        var share = (channel & 0xFF) / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
