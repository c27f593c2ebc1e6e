using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>What a page was asked by in its body, to be sent again when the reader changes something else: the language, a filter, ten more.</summary>
/// <remarks>
/// Only for pages whose post merely asks. The layout writes one hidden form with these fields; what would be a link is then a button of that form, with the link as its <c>formaction</c>.
/// So a point never stands in an address, and is not lost either. It is read by the parameters of the address first, then by these fields.
/// </remarks>
public sealed record PostedAgain(IReadOnlyList<(string Name, string Value)> Fields)
{
    /// <summary>Id of the hidden form.</summary>
    public const string Form = "again";

    private const string Key = "PostedAgain";

    /// <summary>Keeps the fields of this request's body for the layout and the links; nothing when it has none.</summary>
    public static void Keep(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType) return;
        context.Items[Key] = new PostedAgain([.. context.Request.Form.Where(field => !field.Key.StartsWith("__", StringComparison.Ordinal)).SelectMany(field => field.Value.Where(value => !string.IsNullOrEmpty(value)).Select(value => (field.Key, value!)))]);
    }

    /// <summary>Null = this page was not posted, or its post is not to be repeated.</summary>
    public static PostedAgain? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items[Key] as PostedAgain;
    }

    /// <summary>A link, or the button that does the same where the page was posted.</summary>
    /// <param name="context">Of this page.</param>
    /// <param name="address">Of ours; never a point in it.</param>
    /// <param name="content">What stands in it.</param>
    /// <param name="look">Classes; null = none.</param>
    /// <param name="more">Further attributes with their values: encoded here.</param>
    public static IHtmlContent Link(HttpContext context, string address, IHtmlContent content, string? look, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        ArgumentNullException.ThrowIfNull(content);
        var posts = Of(context) is not null;
        var html = new HtmlContentBuilder();
        html.AppendHtml(posts ? $"<button type=\"submit\" form=\"{Form}\" formaction=\"{Encode(address)}\"" : $"<a href=\"{Encode(address)}\"");
        if (look is not null) html.AppendHtml($" class=\"{Encode(look)}\"");
        foreach (var (name, value) in more)
        {
            if (value is not null) html.AppendHtml($" {name}=\"{Encode(value)}\"");
        }

        return html.AppendHtml(">").AppendHtml(content).AppendHtml(posts ? "</button>" : "</a>");
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
