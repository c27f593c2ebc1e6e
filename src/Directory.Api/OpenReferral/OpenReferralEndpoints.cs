using Microsoft.AspNetCore.Http.HttpResults;
using ResourceMatch.Importers.Hsds;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>HSDS 3.1 under /hsds, open to everyone and read as rm_public.</summary>
internal static class OpenReferralEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var hsds = app.MapGroup("/hsds").WithTags("Open Referral (HSDS 3.1)").AllowAnonymous();
        hsds.MapGet("/", About).WithName("HsdsAbout").WithSummary("Which HSDS this is, and where it is described.");
        ListServices.Map(hsds);
        GetService.Map(hsds);
    }

    private static JsonHttpResult<AboutDocument> About(HttpRequest request)
    {
        var root = $"{request.Scheme}://{request.Host}";
        return TypedResults.Json(new AboutDocument(HsdsFormat.Version, "https://docs.openreferral.org/en/3.1/hsds/", $"{root}/swagger/v1/swagger.json"), HsdsFormat.Options);
    }

    internal sealed record AboutDocument(string Version, string Profile, string OpenapiUrl);
}
