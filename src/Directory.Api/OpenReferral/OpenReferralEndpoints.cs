namespace ResourceMatch.Api.OpenReferral;

/// <summary>HSDS 3.1 under /hsds, open to everyone and read as rm_public.</summary>
internal static class OpenReferralEndpoints
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddOptions<HsdsOptions>().BindConfiguration(HsdsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<HsdsSearch>();
        services.AddSingleton<HsdsReach>();
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        var hsds = app.MapGroup("/hsds").WithTags("Open Referral (HSDS 3.1)").AllowAnonymous();
        About.Map(hsds);
        foreach (var list in HsdsList.All)
        {
            var name = string.Concat(list.Path.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            hsds.MapGet("/" + list.Path, (HttpContext context, IServiceProvider services) => Lists(context, services, list)).WithName("Hsds" + name).WithMetadata(list)
                .WithSummary($"A page of {list.Path.Replace('_', ' ')}; filters add up, and format=ndjson streams everything that is found, one a line.");
            hsds.MapPost("/" + list.Path, (HttpContext context, IServiceProvider services) => Lists(context, services, list)).WithName("HsdsFind" + name).WithMetadata(list)
                .WithSummary("The same with the parameters in the body (JSON or a form), where no log keeps them.");
            hsds.MapGet("/" + list.Path + "/{id}", (string id, HttpContext context, IServiceProvider services) => Ones(id, context, services, list)).WithName("HsdsOneOf" + name).WithMetadata(list)
                .WithSummary($"One {list.One} with everything that hangs on it.");
        }
    }

    private static Task Lists(HttpContext context, IServiceProvider services, HsdsList list) => ActivatorUtilities.CreateInstance<ReadList>(services, list).AnswerAsync(context);

    private static Task Ones(string id, HttpContext context, IServiceProvider services, HsdsList list) => ActivatorUtilities.CreateInstance<ReadOne>(services, list).AnswerAsync(context, id);
}
