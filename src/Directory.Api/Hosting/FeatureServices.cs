using ResourceMatch.Api.Pages;

namespace ResourceMatch.Api.Hosting;

/// <summary>Services that capabilities bring along: one line for each.</summary>
internal static class FeatureServices
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<PageFacts>();
        services.AddOptions<PageOptions>().BindConfiguration(PageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        Features.Matching.MatchEndpoints.AddServices(services);
        Features.Places.PlaceEndpoints.AddServices(services);
        Features.Sources.SourceEndpoints.AddServices(services);
        services.AddOptions<Mail.MailOptions>().BindConfiguration(Mail.MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Mail.OutboxDelivery>();
        Features.Upkeep.UpkeepEndpoints.AddServices(services);
        Features.Search.SearchEndpoints.AddServices(services);
        OpenReferral.OpenReferralEndpoints.AddServices(services);
        Jobs.JobHosting.Add(services, configuration);
    }
}
