using System.Net;
using System.Text.RegularExpressions;

namespace ResourceMatch.TestKit;

/// <summary>Somebody with a browser that keeps cookies and sends forms, without the browser: pages are asked for as text.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient client;

    public Visitor(Uri address)
    {
        Cookies = new CookieContainer();
        client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public CookieContainer Cookies { get; }

    public HttpClient Client => client;

    public async Task<Answer> GetAsync(string path)
    {
        using var answer = await client.GetAsync(path);
        return await Answer.ReadAsync(answer);
    }

    /// <summary>Opens a page and sends one of its forms.</summary>
    /// <param name="page">Where the form stands.</param>
    /// <param name="action">Where it goes; null = the page itself.</param>
    public async Task<Answer> SendAsync(string page, string? action, params (string Name, string Value)[] fields)
    {
        var token = TokenPattern().Match((await GetAsync(page)).Text).Groups[1].Value;
        return await PostAsync(action ?? page, [("__RequestVerificationToken", token), .. fields]);
    }

    /// <summary>Posts without opening anything first.</summary>
    public async Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync(path, content);
        return await Answer.ReadAsync(answer);
    }

    /// <summary>Signs in as one of the invented people.</summary>
    public async Task SignInAsync(string castKey)
    {
        var answer = await SendAsync("/sign-in", "/sign-in?handler=Cast", ("who", castKey));
        if (answer.Status != HttpStatusCode.Redirect) throw new InvalidOperationException($"{castKey} could not sign in: {answer.Status}");
    }

    public Task<Answer> SignInAsync(string email, string password) => SendAsync("/sign-in", "/sign-in?handler=Password", ("email", email), ("password", password));

    public void Dispose() => client.Dispose();

    /// <param name="Text">Decoded: &amp;amp; is &amp;.</param>
    /// <param name="Location">Where a redirect goes, as path and query; null = nowhere.</param>
    public sealed record Answer(HttpStatusCode Status, string Text, string? Location, IReadOnlyList<string> SetCookies, string? RetryAfter)
    {
        internal static async Task<Answer> ReadAsync(HttpResponseMessage answer)
        {
            var location = answer.Headers.Location;
            return new Answer(
                answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), location is { IsAbsoluteUri: true } ? location.PathAndQuery : location?.OriginalString,
                answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [], answer.Headers.RetryAfter?.ToString());
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();
}
