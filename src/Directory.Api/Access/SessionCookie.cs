using System.Runtime.ExceptionServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Npgsql;
using ResourceMatch.Api.Hosting;

namespace ResourceMatch.Api.Access;

/// <summary>What the session's cookie does at each request: the row decides, the cookie only names it.</summary>
internal sealed class SessionCookie(IConfiguration configuration, IHostEnvironment environment) : CookieAuthenticationEvents
{
    private const string Failure = "session-not-read";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.HttpContext;
        try
        {
            var user = await http.RequestServices.GetRequiredService<Sessions>().FindAsync(context.Principal!.FindFirstValue(Sessions.KeyClaim), http.RequestAborted);
            if (user is null || (user.IsCast && !Cast.IsOffered(configuration, environment)))
            {
                context.RejectPrincipal();
                await http.SignOutAsync(Sessions.Scheme);
                return;
            }

            http.Items[typeof(CurrentUser)] = user;
            context.ReplacePrincipal(PrincipalOf(user, context.Principal!.FindFirstValue(Sessions.KeyClaim)!));
            // What a signed-in person sees stays in no cache, not even the browser's own after leaving.
            http.Response.Headers.CacheControl = "no-store";
        }
        catch (NpgsqlException error)
        {
            context.RejectPrincipal();
            http.Items[Failure] = ExceptionDispatchInfo.Capture(error);
        }
    }

    /// <summary>Fails the request when nobody could say whose it is. Not again for the page that tells of it.</summary>
    public static Task FailAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Items.Remove(Failure, out var failure)) ((ExceptionDispatchInfo)failure!).Throw();
        return next(context);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Failures.IsPage(context.HttpContext)) return base.RedirectToLogin(context);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    // Missing and forbidden look alike.
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static ClaimsPrincipal PrincipalOf(CurrentUser user, string key)
    {
        var identity = new ClaimsIdentity(Sessions.Scheme);
        identity.AddClaim(new Claim(Sessions.KeyClaim, key));
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, user.Name));
        if (user.Role is { } role) identity.AddClaim(new Claim(ClaimTypes.Role, role.ToString()));
        return new ClaimsPrincipal(identity);
    }
}
