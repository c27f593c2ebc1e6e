using Microsoft.AspNetCore.Mvc.RazorPages;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Pages.Shared;

/// <summary>A page with a form: the reader's words, and what is to be put right in what was typed.</summary>
internal abstract class FormPage : PageModel
{
    public Words Words => PageLanguage.WordsOf(HttpContext);

    public FormErrors Errors => field ??= new FormErrors(Words);

    /// <summary>The page again, with what was typed and what is wrong with it.</summary>
    protected PageResult Again(int status = StatusCodes.Status422UnprocessableEntity)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
