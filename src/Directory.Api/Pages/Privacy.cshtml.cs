using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ResourceMatch.Api.Pages;

/// <summary>/privacy: what is kept about a reader, in five sentences.</summary>
[AllowAnonymous]
internal sealed class PrivacyModel : PageModel
{
    public void OnGet() => PageLanguage.Remember(HttpContext);
}
