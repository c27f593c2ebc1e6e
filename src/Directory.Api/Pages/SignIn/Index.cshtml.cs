using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Pages.Shared;

namespace ResourceMatch.Api.Pages.SignIn;

/// <summary>/sign-in: e-mail and password; in the sample city the invented people above them.</summary>
[AllowAnonymous]
[EnableRateLimiting(AccessLimits.SignIn)]
internal sealed class IndexModel(SignInCheck check, SignInLimits limits, Sessions sessions, Accounts accounts, IConfiguration configuration, IHostEnvironment environment) : FormPage
{
    public IReadOnlyList<CastMember> Cast => Access.Cast.IsOffered(configuration, environment) ? Access.Cast.All : [];

    public string Title => Words[Cast.Count > 0 ? "SignIn.Cast.Title" : "SignIn.Title"];

    public string? Email { get; private set; }

    /// <summary>Where to go afterwards: an address of ours, or null.</summary>
    public string? Next { get; private set; }

    public void OnGet(string? next)
    {
        PageLanguage.Remember(HttpContext);
        Next = next;
    }

    public async Task<IActionResult> OnPostPasswordAsync(string? email, string? password, string? next, CancellationToken cancellation)
    {
        (Next, Email) = (next, email?.Trim());
        if (Accounts.ReadEmail(email) is not { } address) Errors.Add("email", Words["SignIn.Error.Email"]);
        else if (string.IsNullOrEmpty(password) || password.Length > 1000) Errors.Add("password", Words["SignIn.Error.Password"]);
        else if (!limits.TryAccount(HttpContext, address)) return StatusCode(StatusCodes.Status429TooManyRequests);
        else if (await check.PasswordAsync(address, password, cancellation) is { } account)
        {
            if (!account.TwoFactorEnabled) return await BeginAsync(account, next, cancellation);
            var half = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.Id.ToString()), new(CodeModel.StampClaim, account.SecurityStamp!)], IdentityConstants.TwoFactorUserIdScheme);
            await HttpContext.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(half));
            return RedirectToPage("/SignIn/Code", new { next = Local(next) });
        }
        else Errors.Add("email", Words["SignIn.Error.Wrong"]);

        return Again();
    }

    public async Task<IActionResult> OnPostCastAsync(string? who, string? next, CancellationToken cancellation)
    {
        if (Cast.FirstOrDefault(member => member.Key == who) is not { } member) return NotFound();
        return await accounts.FindAsync(member.Email) is { IsCast: true, IsDisabled: false } account ? await BeginAsync(account, next, cancellation) : NotFound();
    }

    private async Task<IActionResult> BeginAsync(Storage.Access.Account account, string? next, CancellationToken cancellation)
    {
        await sessions.BeginAsync(HttpContext, account, cancellation);
        return LocalRedirect(Local(next) ?? "/");
    }

    private string? Local(string? next) => Url.IsLocalUrl(next) ? next : null;
}
