using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Pages.Shared;

namespace ResourceMatch.Api.Pages.SignIn;

/// <summary>/sign-in/forgot: sends a link that sets another password. Says the same whether or not the address has an account.</summary>
[AllowAnonymous]
[EnableRateLimiting(AccessLimits.SignIn)]
internal sealed class ForgotModel(Accounts accounts, SignInLimits limits, TimeProvider clock) : FormPage
{
    // Longer than writing a letter takes, so that the time does not tell who has an account.
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(700);

    public string? Email { get; private set; }

    public bool IsSent { get; private set; }

    public void OnGet()
    {
        PageLanguage.Remember(HttpContext);
    }

    public async Task<IActionResult> OnPostAsync(string? email, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        Email = email?.Trim();
        if (Accounts.ReadEmail(email) is not { } address)
        {
            Errors.Add("email", Words["SignIn.Error.Email"]);
            return Again();
        }

        if (!limits.TryLetter(HttpContext, address)) return StatusCode(StatusCodes.Status429TooManyRequests);
        if (await accounts.FindAsync(address) is { IsDisabled: false, IsCast: false } account) await accounts.SendLinkAsync(account, "Mail.Reset", Words, cancellation);
        var left = LeastTime - clock.GetElapsedTime(started);
        if (left > TimeSpan.Zero) await Task.Delay(left, cancellation);
        IsSent = true;
        return Page();
    }
}
