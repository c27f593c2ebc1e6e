namespace ResourceMatch.Api.Hosting;

/// <summary>Everything that answers a request: one line for each capability.</summary>
internal static class Endpoints
{
    public static void Map(WebApplication app)
    {
        app.MapRazorPages().WithStaticAssets();
        app.MapStaticAssets().AllowAnonymous();
        Health.Map(app);
    }
}
