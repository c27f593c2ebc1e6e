using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Pages.SignIn;

/// <summary>/sign-in/code: the second factor, after a right password and for five minutes.</summary>
[AllowAnonymous]
[EnableRateLimiting(AccessLimits.SignIn)]
internal sealed class CodeModel(SignInCheck check, Sessions sessions, Accounts accounts) : FormPage
{
    internal const string StampClaim = "stamp";

    public string? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? next)
    {
        PageLanguage.Remember(HttpContext);
        Next = next;
        return await HalfwayAsync() is null ? RedirectToPage("/SignIn/Index") : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? code, string? next, CancellationToken cancellation)
    {
        Next = next;
        if (await HalfwayAsync() is not { } account) return RedirectToPage("/SignIn/Index");
        if (code is { Length: > 0 and <= 40 } && await check.SecondFactorAsync(account, code, cancellation))
        {
            await HttpContext.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
            await sessions.BeginAsync(HttpContext, account, cancellation);
            return LocalRedirect(Url.IsLocalUrl(next) ? next : "/");
        }

        Errors.Add("code", Words["SignIn.Error.Code"]);
        return Again();
    }

    // Whose password was right; not if it has changed since.
    private async Task<Account?> HalfwayAsync()
    {
        var half = (await HttpContext.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal;
        if (!Guid.TryParse(half?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)) return null;
        return await accounts.FindAsync(id) is { IsDisabled: false } account && account.SecurityStamp == half!.FindFirstValue(StampClaim) ? account : null;
    }
}
