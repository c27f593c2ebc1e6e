using Microsoft.AspNetCore.Http.HttpResults;
using ResourceMatch.Api.Commands;
using ResourceMatch.Matching;
using ResourceMatch.Matching.Ranking;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Features.Matching;

/// <summary>POST /api/matches, and what matching needs of the host. Open to everyone: it answers from public listings and stores nothing.</summary>
internal static class MatchEndpoints
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new MatchOptions());
        services.AddSingleton(new RankingOptions());
        services.AddSingleton<Listings>();
        services.AddSingleton(provider => new Timetables(
            provider.GetRequiredService<DirectoryDatabase>(), provider.GetRequiredService<MatchOptions>(), HostSettings.TimeZone(provider.GetRequiredService<IConfiguration>())));
        services.AddSingleton<Starts>();
        services.AddSingleton(provider => Families.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<FindMatches>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var matches = routes.MapGroup("/api").WithTags("Matches").AllowAnonymous();
        matches.MapPost("/matches", Post)
            .WithName("FindMatches")
            .WithSummary("Where a family can really go for what it needs: there and back, while it is open, and why not elsewhere.")
            .Produces<MatchView>()
            .ProducesValidationProblem()
            // The handler asks the same annotations, for the page and the command line too, and names fields as JSON spells them.
            .DisableValidation();
    }

    private static async Task<Results<JsonHttpResult<MatchView>, ValidationProblem>> Post(MatchRequest request, FindMatches matches, CancellationToken cancellation) =>
        await matches.Find(request, cancellation) switch
        {
            MatchOutcome.Found found => TypedResults.Json(found.View, MatchJson.Options),
            MatchOutcome.Refused refused => TypedResults.ValidationProblem(
                refused.Problems.GroupBy(problem => problem.Field).ToDictionary(group => group.Key, group => group.Select(problem => problem.Message).ToArray())),
            _ => throw new InvalidOperationException("An outcome that nobody handles."),
        };
}
