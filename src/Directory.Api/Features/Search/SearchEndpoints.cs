using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ResourceMatch.Api.Features.Matching;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Api.Features.Search;

/// <summary>/api/search, and what searching needs of the host. Open to everyone: it answers from public listings and stores nothing.</summary>
internal static class SearchEndpoints
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(provider => new ServiceSearch(provider.GetRequiredService<DirectoryDatabase>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SearchTravel>();
        services.AddSingleton<FindServices>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var search = routes.MapGroup("/api/search").WithTags("Search").AllowAnonymous();
        search.MapGet("", Get).WithName("Search").WithSummary("Services by everyday words in four languages, with filters, counts and the reasons of each rank.")
            .Produces<SearchView>().ProducesValidationProblem().DisableValidation();
        search.MapPost("", Post).WithName("SearchFrom").WithSummary("The same with a start point, which never stands in an address.")
            .Produces<SearchView>().ProducesValidationProblem().DisableValidation();
        search.MapGet("/suggestions", Suggest).WithName("SearchSuggestions").WithSummary("What completes the letters typed so far.")
            .Produces<IReadOnlyList<SearchSuggestion>>().ProducesValidationProblem();
    }

    private static Task<Results<JsonHttpResult<SearchView>, ValidationProblem>> Get([AsParameters] SearchRequest request, FindServices services, CancellationToken cancellation) =>
        Answer(request, null, services, cancellation);

    private static Task<Results<JsonHttpResult<SearchView>, ValidationProblem>> Post(PostedSearch request, FindServices services, CancellationToken cancellation) =>
        Answer(request, request.From, services, cancellation);

    private static async Task<Results<JsonHttpResult<SearchView>, ValidationProblem>> Answer(SearchRequest request, StartPoint? from, FindServices services, CancellationToken cancellation)
    {
        var (view, problems) = await services.Find(request, from, cancellation);
        return view is not null
            ? TypedResults.Json(view, MatchJson.Options)
            : TypedResults.ValidationProblem(problems.GroupBy(problem => problem.Field).ToDictionary(group => group.Key, group => group.Select(problem => problem.Message).ToArray()));
    }

    private static async Task<Ok<IReadOnlyList<SearchSuggestion>>> Suggest(
        [FromQuery(Name = "q")] string? q,
        [FromQuery(Name = "in"), StringLength(10, ErrorMessage = "Give a language code such as es.")] string? language,
        [FromQuery, Range(1, 20, ErrorMessage = "Give 1 to 20.")] int? limit,
        ServiceSearch search,
        CancellationToken cancellation) =>
        TypedResults.Ok(await search.SuggestAsync(q, language, limit ?? 8, cancellation));
}
