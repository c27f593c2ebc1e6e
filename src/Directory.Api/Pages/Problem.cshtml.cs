using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ResourceMatch.Api.Hosting;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages;

/// <summary>What a reader sees when a page is not there or not theirs (the same for both), when a request cannot be read, and when we failed.</summary>
/// <remarks>Reached by re-execution only; it asks nothing of a database that may be down.</remarks>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
[AllowAnonymous]
internal sealed class ProblemModel : PageModel
{
    public Words Words { get; private set; } = Words.For(ReaderLanguage.English);

    public string Title { get; private set; } = "";

    public string? Text { get; private set; }

    /// <summary>True = our fault: a number to call and a reference to read out follow.</summary>
    public bool IsOurs { get; private set; }

    public void OnGet() => Show();

    public void OnPost() => Show();

    private void Show()
    {
        Words = PageLanguage.WordsOf(HttpContext);
        var error = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        var status = error is null
            ? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalStatusCode ?? StatusCodes.Status404NotFound
            : Failures.StatusOf(error);
        if (status == StatusCodes.Status503ServiceUnavailable) Response.Headers.RetryAfter = Failures.RetryAfter;
        Response.StatusCode = status;
        IsOurs = status >= StatusCodes.Status500InternalServerError;
        (Title, Text) = status switch
        {
            StatusCodes.Status503ServiceUnavailable => (Words["Error.Busy.Title"], null),
            >= StatusCodes.Status500InternalServerError => (Words["Error.Ours.Title"], null),
            StatusCodes.Status404NotFound or StatusCodes.Status403Forbidden or StatusCodes.Status401Unauthorized => (Words["Error.NotFound.Title"], Words["Error.NotFound.Text"]),
            StatusCodes.Status429TooManyRequests => (Words["Error.Many.Title"], Words["Error.Many.Text"]),
            _ => (Words["Error.Refused.Title"], Words["Error.Refused.Text"]),
        };
    }
}
