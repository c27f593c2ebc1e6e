using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ResourceMatch.Api.Pages.Agency;

/// <summary>/a/thanks: where a signed link ends. Knows nothing of who came.</summary>
[AllowAnonymous]
internal sealed class ThanksModel : PageModel
{
    public void OnGet() => PageLanguage.Remember(HttpContext);
}
