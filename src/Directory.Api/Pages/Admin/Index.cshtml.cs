using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ResourceMatch.Api.Access;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Pages.Admin;

/// <summary>/admin: the pages of staff, one line each.</summary>
[Authorize(AccessPolicies.DirectoryStaff)]
internal sealed class IndexModel(CurrentUser user) : PageModel
{
    public bool IsAdministrator => user.Role == AccessRole.Administrator;

    public void OnGet() => PageLanguage.Remember(HttpContext);
}
