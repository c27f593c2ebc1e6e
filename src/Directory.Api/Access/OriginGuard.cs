using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ResourceMatch.Api.Access;

/// <summary>Lets no other site act in the name of somebody who is signed in here.</summary>
/// <remarks>
/// A page's form carries an anti-forgery token that the framework checks. An unsafe request to anything else that asks for a sign-in must come from a
/// page of ours (Origin) or carry the same token; one with a foreign Origin is refused wherever it goes.
/// </remarks>
internal sealed class OriginGuard(RequestDelegate next, IAntiforgery antiforgery, PublicAddress address)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await IsForgedAsync(context)) context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else await next(context);
    }

    private async Task<bool> IsForgedAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (IsSafe(context.Request.Method) || CurrentUser.Find(context) is null) return false;
        if (endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint?.Metadata.GetMetadata<IAuthorizeData>() is null) return false;
        // Our pages say no-referrer, and with that a browser's own form says "null" (Fetch, "append a request Origin header"): then the token alone tells whose it is.
        if (context.Request.Headers.Origin is [{ Length: > 0 } origin] && origin != "null") return !IsOurs(origin, context.Request);
        // The page's own check follows.
        return endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null && !await antiforgery.IsRequestValidAsync(context);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private bool IsOurs(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (from.Authority == request.Host.Value || from.GetLeftPart(UriPartial.Authority) == address.Value.GetLeftPart(UriPartial.Authority));
}
