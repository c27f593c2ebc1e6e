using ResourceMatch.Api.Commands;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Edits;
using ResourceMatch.Storage.Upkeep;

namespace ResourceMatch.Api.Features.Upkeep;

/// <summary>What keeping listings true needs of the host, and its one public endpoint. Everything else is pages.</summary>
internal static class UpkeepEndpoints
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(provider => new ListingEditing(
            provider.GetRequiredService<DirectoryDatabase>(), provider.GetRequiredService<TimeProvider>(), HostSettings.TimeZone(provider.GetRequiredService<IConfiguration>())));
        services.AddSingleton<ListingEditors>();
        services.AddSingleton<SignedLinks>();
        services.AddSingleton<Suggestions>();
        services.AddSingleton<ListingViews>();
        services.AddSingleton<LinkLetters>();
        services.AddTransient<Jobs.ReminderJob>();
        services.AddHostedService<Jobs.ViewWriting>();
        services.AddOptions<UpkeepOptions>().BindConfiguration(UpkeepOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        Hosting.TokenRedaction.Add(services);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        var listings = routes.MapGroup("/api/listings").WithTags("Listings").AllowAnonymous();
        GetHistory.Map(listings);
    }
}
