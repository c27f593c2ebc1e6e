using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ResourceMatch.Api.Access;

namespace ResourceMatch.Api.Pages.SignIn;

/// <summary>/sign-out: ends the session on the server, so that a copy of the cookie is worth nothing.</summary>
[Authorize]
internal sealed class LeaveModel(Sessions sessions) : PageModel
{
    public void OnGet() => PageLanguage.Remember(HttpContext);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await sessions.EndAsync(HttpContext, cancellation);
        return LocalRedirect("/");
    }
}
