using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ResourceMatch.Api.Hosting;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Api.Features.Places;

/// <summary>POST /api/places and /api/places/suggestions: what was typed stands in the body, so that no address of a family gets into an address of ours or a log.</summary>
internal static class PlaceEndpoints
{
    private const int DefaultLimit = 5;

    public static void AddServices(IServiceCollection services)
    {
        services.AddOptions<PlacesOptions>().BindConfiguration(PlacesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<PlacesOptions>>().Value;
            var outside = options.Outside is null
                ? null
                : new OutsidePlaces(
                    options, new OutsideHttp([new Uri(options.Url!).IdnHost], TimeSpan.FromSeconds(options.TimeoutSeconds), provider.GetService<OutsideNetwork>()), provider.GetRequiredService<ILogger<OutsidePlaces>>());
            return new FindPlace(new PlaceFinder(provider.GetRequiredService<DirectoryDatabase>()), outside, options.SureEnough);
        });
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var places = routes.MapGroup("/api/places").WithTags("Places").AllowAnonymous();
        places.MapPost("", Find).WithName("FindPlaces")
            .WithSummary("Where an address, a crossing of streets, a neighborhood, a school, a stop or a ZIP code lies, with what was understood and how sure it is.");
        places.MapPost("/suggestions", Suggest).WithName("SuggestPlaces").WithSummary("Names of neighborhoods, schools and stops that what is typed may become.");
    }

    private static async Task<Results<Ok<PlaceAnswer>, ValidationProblem>> Find(PlaceQuestion question, FindPlace places, HttpContext context, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new PlaceAnswer([.. (await places.List(question.Text!, question.Limit ?? DefaultLimit, cancellation)).Select(PlaceView.From)]));
    }

    private static async Task<Results<Ok<PlaceAnswer>, ValidationProblem>> Suggest(PlaceQuestion question, FindPlace places, HttpContext context, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new PlaceAnswer([.. (await places.Suggest(question.Text!, question.Limit ?? DefaultLimit, cancellation)).Select(PlaceView.From)]));
    }
}

/// <param name="Text">As typed.</param>
/// <param name="Limit">How many answers; 5 when not said.</param>
public sealed record PlaceQuestion([Required, StringLength(200, MinimumLength = 1)] string? Text, [Range(1, 20)] int? Limit);

/// <param name="Places">Best first; empty = nothing like it.</param>
public sealed record PlaceAnswer(IReadOnlyList<PlaceView> Places);

/// <param name="Kind">address, crossing, street, neighborhood, ward, school, stop or zip.</param>
/// <param name="Key">What <c>place</c> of a match takes; only of neighborhoods, schools and stops.</param>
/// <param name="Lat">Degrees north.</param>
/// <param name="Lon">Degrees east.</param>
/// <param name="Confidence">0 to 1.</param>
public sealed record PlaceView(PlaceKind Kind, string? Key, string Label, double Lat, double Lon, double Confidence, UnderstoodPlace Understood)
{
    internal static PlaceView From(FoundPlace place) =>
        new(place.Kind, place.Key, place.Label, Math.Round(place.Point.Latitude, 6), Math.Round(place.Point.Longitude, 6), place.Confidence, place.Understood);
}
