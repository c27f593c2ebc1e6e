using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>A string of ours with pieces of HTML in its braces: a line's badge, an isolated name.</summary>
public static class Phrase
{
    /// <summary>Text values are encoded; only <see cref="IHtmlContent"/> goes in as it is.</summary>
    public static IHtmlContent Of(Words words, string key, params ReadOnlySpan<(string Name, object Value)> values)
    {
        ArgumentNullException.ThrowIfNull(words);
        var rest = words[key];
        var html = new HtmlContentBuilder();
        while (rest.Length > 0)
        {
            var open = rest.IndexOf('{', StringComparison.Ordinal);
            var close = open < 0 ? -1 : rest.IndexOf('}', open);
            if (close < 0) break;
            html.Append(rest[..open]);
            Append(html, ValueOf(values, rest[(open + 1)..close]));
            rest = rest[(close + 1)..];
        }

        return html.Append(rest);
    }

    /// <summary>A name of a place, street or sign: never translated, kept apart from the direction of the words around it.</summary>
    public static IHtmlContent Name(string text) => new HtmlString($"<bdi>{HtmlEncoder.Default.Encode(text)}</bdi>");

    /// <summary>The same, to be seen at a glance: a bus line's number.</summary>
    public static IHtmlContent Strong(string text) => new HtmlString($"<strong><bdi>{HtmlEncoder.Default.Encode(text)}</bdi></strong>");

    /// <summary>Pieces one after another, the first with a capital: "Walk 5 min, bus 11 at 3:47 pm".</summary>
    public static IHtmlContent Join(Words words, IReadOnlyList<IHtmlContent> pieces)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(pieces);
        var html = new HtmlContentBuilder();
        for (var index = 0; index < pieces.Count; index++)
        {
            if (index > 0) html.Append(words["List.Comma"] + " ");
            html.AppendHtml(index == 0 ? Capital(pieces[0]) : pieces[index]);
        }

        return html;
    }

    /// <summary>A sentence with its full stop; "at 6 p. m." has one already.</summary>
    public static IHtmlContent Sentence(IHtmlContent words)
    {
        var html = HtmlOf(words);
        return new HtmlString(html.EndsWith('.') ? html : html + ".");
    }

    /// <inheritdoc cref="Sentence(IHtmlContent)"/>
    public static string Sentence(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.EndsWith('.') ? words : words + ".";
    }

    private static HtmlString Capital(IHtmlContent piece) => new(Words.Capital(HtmlOf(piece)));

    private static string HtmlOf(IHtmlContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var writer = new StringWriter();
        content.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    private static object ValueOf(ReadOnlySpan<(string Name, object Value)> values, string name)
    {
        foreach (var value in values)
        {
            if (value.Name == name) return value.Value;
        }

        throw new ArgumentException($"No value for {{{name}}}.", nameof(values));
    }

    private static void Append(HtmlContentBuilder html, object value)
    {
        if (value is IHtmlContent content) html.AppendHtml(content);
        else html.Append(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "");
    }
}
