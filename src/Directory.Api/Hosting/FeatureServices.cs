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
        OpenReferral.OpenReferralEndpoints.AddServices(services);
        Jobs.JobHosting.Add(services, configuration);
    }
}
