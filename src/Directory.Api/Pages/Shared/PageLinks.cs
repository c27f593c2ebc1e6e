using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http.Extensions;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>Addresses of our pages. None holds a name, an exact start or a need of a named child.</summary>
public static class PageLinks
{
    /// <summary>This page in another language: the same address with <c>lang</c>.</summary>
    public static string InLanguage(HttpRequest request, ReaderLanguage language)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(language);
        return With(request, (PageLanguage.Parameter, language.Code));
    }

    /// <summary>This page with some parameters of its address set anew; null takes one away.</summary>
    public static string With(HttpRequest request, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = new QueryBuilder();
        var changed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _) in changes) changed.Add(name);
        foreach (var (name, values) in request.Query)
        {
            if (changed.Contains(name)) continue;
            foreach (var value in values)
            {
                if (!string.IsNullOrEmpty(value)) query.Add(name, value);
            }
        }

        foreach (var (name, value) in changes)
        {
            if (value is not null) query.Add(name, value);
        }

        return request.Path + query.ToString();
    }

    /// <summary>Another page with the parameters of this address, some left out.</summary>
    public static string To(string path, HttpRequest request, params ReadOnlySpan<string> without)
    {
        ArgumentNullException.ThrowIfNull(request);
        var query = new QueryBuilder();
        foreach (var (name, values) in request.Query)
        {
            if (without.Contains(name)) continue;
            foreach (var value in values)
            {
                if (!string.IsNullOrEmpty(value)) query.Add(name, value);
            }
        }

        return path + query.ToString();
    }

    /// <summary>A number to press, never turned around by the text's direction.</summary>
    public static IHtmlContent Call(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        var digits = string.Concat(number.Where(sign => char.IsAsciiDigit(sign) || sign == '+'));
        return new HtmlString($"<a href=\"tel:{digits}\"><bdi dir=\"ltr\">{HtmlEncoder.Default.Encode(number)}</bdi></a>");
    }
}
