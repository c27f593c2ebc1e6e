using ResourceMatch.Api.Pages;

namespace ResourceMatch.Api.Hosting;

/// <summary>Everything that answers a request: one line for each capability.</summary>
internal static class Endpoints
{
    public static void Map(WebApplication app)
    {
        FrontEnd.Map(app);
        Health.Map(app);
        OpenReferral.OpenReferralEndpoints.Map(app);
        Maps.Tiles.Map(app);
        Maps.RidePath.Map(app);
        Features.Matching.MatchEndpoints.Map(app);
        Features.Upkeep.UpkeepEndpoints.Map(app);
        Features.Search.SearchEndpoints.Map(app);
        Features.Places.PlaceEndpoints.Map(app);
        Features.Sources.SourceEndpoints.Map(app);
        Features.Openings.OpeningFeeds.Map(app);
        Features.Sitemap.SiteMap.Map(app);
    }
}
