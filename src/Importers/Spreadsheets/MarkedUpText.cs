using System.Net;
using System.Text;

namespace ResourceMatch.Importers.Spreadsheets;

/// <summary>Web pages' remains in a cell → plain text: rows and breaks become line ends, cells become commas, entities are decoded.</summary>
internal static class MarkedUpText
{
    private static readonly string[] LineTags = ["tr", "br", "p", "li", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4"];
    private static readonly string[] InlineTags = ["b", "i", "strong", "em", "sup", "sub", "span", "a", "u", "font", "small"];

    public static string ToPlain(string text)
    {
        // A database export writes a line's end as backslash and n.
        if (text.Contains("\\n", StringComparison.Ordinal)) text = string.Join('\n', text.Split("\\n", StringSplitOptions.TrimEntries));
        if (!text.Contains('<') && !text.Contains('&')) return text.Trim();
        var plain = new StringBuilder(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            var tag = text[at] == '<' ? TagAt(text, at) : default;
            if (tag.End == 0)
            {
                plain.Append(text[at++]);
                continue;
            }

            at = tag.End;
            if (LineTags.Contains(tag.Name, StringComparer.OrdinalIgnoreCase)) plain.Append('\n');
            else if (!InlineTags.Contains(tag.Name, StringComparer.OrdinalIgnoreCase)) plain.Append(", ");
        }

        return Tidy(WebUtility.HtmlDecode(plain.ToString()));
    }

    // A tag is < or </, a letter, and a > not far away; "<" alone is a character like others.
    private static (string Name, int End) TagAt(string text, int start)
    {
        var at = start + 1;
        if (at < text.Length && text[at] == '/') at++;
        var name = at;
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at])) at++;
        var end = at == name ? -1 : text.IndexOf('>', at, Math.Min(500, text.Length - at));
        return end < 0 ? default : (text[name..at], end + 1);
    }

    // A row of cells reads "Monday, 8:00 AM - 9:00 AM": one comma, and none at a line's edges.
    private static string Tidy(string text)
    {
        var lines = text.Split('\n').Select(line => string.Join(", ", line.Split(", ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Trim(' ', ','));
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }
}
