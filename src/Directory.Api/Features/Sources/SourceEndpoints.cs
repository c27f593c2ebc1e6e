using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ResourceMatch.Api.Commands;
using ResourceMatch.Api.Hosting;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Merging;
using ResourceMatch.Storage.Queries;
using ResourceMatch.Storage.Sources;

namespace ResourceMatch.Api.Features.Sources;

/// <summary>GET /api/listings/{id}/sources, and what sources, merges and their pages need of the host.</summary>
internal static class SourceEndpoints
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddOptions<SourcesOptions>().BindConfiguration(SourcesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DuplicateOptions>().BindConfiguration(DuplicateOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new SourceSettings(
            HostSettings.TimeZone(provider.GetRequiredService<IConfiguration>()), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<DuplicateOptions>>().Value));
        services.AddSingleton<SourceTable>();
        services.AddSingleton<ListingMerges>();
        services.AddSingleton(provider => new DuplicateSearch(provider.GetRequiredService<DirectoryDatabase>(), provider.GetRequiredService<SourceSettings>().Duplicates, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => MakeDownload(provider.GetRequiredService<IOptions<SourcesOptions>>().Value, provider.GetService<OutsideNetwork>()));
        services.AddSingleton<SourceRuns>();
    }

    /// <summary>For the host and for the verb.</summary>
    public static FeedDownload MakeDownload(SourcesOptions options, OutsideNetwork? network) =>
        new(new OutsideHttp(options.Hosts, TimeSpan.FromMinutes(options.TimeoutMinutes), network), options);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/listings/{id}/sources", Get).WithTags("Listings").AllowAnonymous().WithName("ListingSources")
            .WithSummary("Where each value of a listing comes from: the source that brought its row, and who changed a field since, when.");

    private static async Task<Results<Ok<ListingSourcesView>, RedirectHttpResult, NotFound>> Get(Id<Service> id, DirectoryDatabase database, CancellationToken cancellation)
    {
        if (await ListingSources.FindAsync(database, id.Value, cancellation) is { } rows) return TypedResults.Ok(new ListingSourcesView(id.Value, rows));
        return await MergedIds.Find(database, id.Value, cancellation) is { } kept ? TypedResults.Redirect($"/api/listings/{kept}/sources") : TypedResults.NotFound();
    }
}

public sealed record ListingSourcesView(Guid ServiceId, IReadOnlyList<RowSource> Rows);
