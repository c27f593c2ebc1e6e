using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages;

/// <summary>Which language a reader gets: asked for in the address, else chosen before, else what the browser prefers, else English.</summary>
public static class PageLanguage
{
    public const string Parameter = "lang";

    private const string Cookie = "lang";

    /// <summary>The words of this request's language.</summary>
    public static Words WordsOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Items.TryGetValue(typeof(Words), out var known) && known is Words words) return words;
        words = Words.For(Choose(context.Request));
        context.Items[typeof(Words)] = words;
        return words;
    }

    /// <summary>Keeps the language that the address asks for, for a year; it is the only cookie an anonymous reader gets.</summary>
    public static void Remember(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (ReaderLanguage.Find(context.Request.Query[Parameter]) is not { } asked || context.Request.Cookies[Cookie] == asked.Code) return;
        context.Response.Cookies.Append(
            Cookie,
            asked.Code,
            new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
    }

    private static ReaderLanguage Choose(HttpRequest request) =>
        ReaderLanguage.Find(request.Query[Parameter])
        ?? ReaderLanguage.Find(request.Cookies[Cookie])
        ?? request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => ReaderLanguage.Find(language.Value.Value))
            .FirstOrDefault(language => language is not null)
        ?? ReaderLanguage.English;
}
