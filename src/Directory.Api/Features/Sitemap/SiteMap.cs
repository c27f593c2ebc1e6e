using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http.HttpResults;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Api.Features.Sitemap;

/// <summary>GET /sitemap.xml and /robots.txt: which pages a search engine may list.</summary>
/// <remarks>A service with a hidden or area-only place is in neither, so that nobody finds a shelter by a search for its name. One file holds <see cref="MostPages"/> pages; more make an index of several.</remarks>
internal static class SiteMap
{
    /// <summary>Pages in one file: below the protocol's 50,000, so that the fixed pages fit, too.</summary>
    public const int MostPages = 40_000;

    private static readonly XNamespace Ns = "http://www.sitemaps.org/schemas/sitemap/0.9";

    // Pages of one reader or one list, and doors for those who know them.
    private static readonly string[] Closed = ["/match", "/saved", "/a/", "/agency", "/admin", "/plans", "/cabinet", "/sign-in", "/problem"];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/sitemap.xml", Pages).WithName("SiteMap").ExcludeFromDescription().AllowAnonymous();
        app.MapGet("/robots.txt", Robots).WithName("Robots").ExcludeFromDescription().AllowAnonymous();
    }

    /// <summary>The services that may be listed, in an order that stays.</summary>
    internal static IReadOnlyList<Guid> ListOpen(Listings.Snapshot snapshot) =>
        [.. snapshot.ByService.Where(places => places.All(place => place.IsPublic && place.Candidate.Status == ServiceStatus.Active)).Select(places => places.Key).Order()];

    private static async Task<IResult> Pages(HttpRequest request, Listings listings, CancellationToken cancellation)
    {
        var services = ListOpen(await listings.Get(cancellation));
        var root = RootOf(request);
        if (services.Count <= MostPages) return Xml(PagesOf(["/", "/privacy", .. services.Select(PathOf)], root));
        if (!int.TryParse(request.Query["part"], NumberStyles.None, CultureInfo.InvariantCulture, out var part)) return Xml(IndexOf(services.Count, root));
        var some = services.Skip((int)Math.Min(int.MaxValue, (long)part * MostPages)).Take(MostPages).ToList();
        return some.Count == 0 ? TypedResults.NotFound() : Xml(PagesOf(some.Select(PathOf), root));
    }

    private static ContentHttpResult Robots(HttpRequest request) =>
        TypedResults.Text(string.Join('\n', ["User-agent: *", .. Closed.Select(path => $"Disallow: {path}"), "", $"Sitemap: {RootOf(request)}/sitemap.xml", ""]), "text/plain");

    private static XElement PagesOf(IEnumerable<string> paths, string root) => new(Ns + "urlset", paths.Select(path => new XElement(Ns + "url", new XElement(Ns + "loc", root + path))));

    private static XElement IndexOf(int services, string root) =>
        new(Ns + "sitemapindex", Enumerable.Range(0, (services + MostPages - 1) / MostPages)
            .Select(part => new XElement(Ns + "sitemap", new XElement(Ns + "loc", string.Create(CultureInfo.InvariantCulture, $"{root}/sitemap.xml?part={part}")))));

    private static ContentHttpResult Xml(XElement root) => TypedResults.Text($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}\n", "application/xml");

    private static string PathOf(Guid service) => $"/services/{service}";

    private static string RootOf(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
