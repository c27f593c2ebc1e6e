using System.Security.Cryptography;
using System.Text;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Api.Pages;
using ResourceMatch.Api.Pages.Shared;
using ResourceMatch.Api.Pages.Speech;

namespace ResourceMatch.Api.Features.Openings;

/// <summary>GET /services/{id}/openings.ics and /saved/openings.ics: openings as a calendar that a phone keeps up to date by itself.</summary>
/// <remarks>Help that it may be dangerous to be seen looking for is in no calendar: an entry on a shared phone speaks after the page is closed.</remarks>
internal static class OpeningFeeds
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var feeds = app.MapGroup("").WithTags("Openings").AllowAnonymous();
        feeds.MapGet("/services/{id}/openings.ics", OfService).WithName("ServiceOpenings").WithSummary("The openings of one service in the next 60 days, as iCalendar.")
            .Produces<string>(contentType: "text/calendar").ProducesProblem(StatusCodes.Status404NotFound);
        feeds.MapGet("/saved/openings.ics", OfSaved).WithName("SavedOpenings").WithSummary("The openings of a saved list in the next 60 days, as iCalendar.").Produces<string>(contentType: "text/calendar");
    }

    // The id is text here: one that is no UUID is merely not there.
    private static async Task<IResult> OfService(string id, HttpContext context, Listings listings, TimeProvider clock, CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var service)) return TypedResults.NotFound();
        var found = await List([service], listings, cancellation);
        return found.Count == 0 ? TypedResults.NotFound() : Answer(context, found[0].Candidate.ServiceName, found, clock);
    }

    private static async Task<IResult> OfSaved(HttpContext context, Listings listings, TimeProvider clock, CancellationToken cancellation) =>
        Answer(context, PageLanguage.WordsOf(context)["Saved.Title"], await List(SavedList.Of(context.Request).Ids, listings, cancellation), clock);

    private static async Task<List<Listing>> List(IReadOnlyList<Guid> ids, Listings listings, CancellationToken cancellation)
    {
        var byService = (await listings.Get(cancellation)).ByService;
        return [.. (await listings.Follow(ids, cancellation)).SelectMany(id => byService[id]).Where(listing => !listing.IsSensitive)];
    }

    private static IResult Answer(HttpContext context, string name, List<Listing> found, TimeProvider clock)
    {
        var request = context.Request;
        var text = OpeningCalendar.Write(PageLanguage.WordsOf(context), name, found, $"{request.Scheme}://{request.Host}", clock.GetUtcNow());
        var bytes = Encoding.UTF8.GetBytes(text);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..20]}\"";
        var headers = context.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = "public, max-age=3600";
        headers.Vary = "Accept-Language, Cookie"; // of which the words' language comes
        return request.Headers.IfNoneMatch.Contains(tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Bytes(bytes, "text/calendar; charset=utf-8");
    }
}
