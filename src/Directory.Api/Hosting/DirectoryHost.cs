using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ResourceMatch.Api.Access;
using ResourceMatch.Api.Pages;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Hosting;

/// <summary>Puts the host together: settings, services, the order of the middleware, and what is mapped.</summary>
public static class DirectoryHost
{
    /// <param name="urls">Where to listen; port 0 = any free one.</param>
    /// <param name="settings">Settings that win over appsettings.json and the environment; tests give theirs here.</param>
    /// <param name="configure">Services that replace the usual ones; tests give their clock here.</param>
    /// <returns>An app that has neither migrated nor started.</returns>
    /// <exception cref="SettingsRefusedException">A connection string is missing or wrong.</exception>
    public static WebApplication Build(
        string urls, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        // The current folder means nothing to us: files lie beside the program.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "ResourceMatch.Api",
            EnvironmentName = settings?.GetValueOrDefault(HostDefaults.EnvironmentKey), // null = as the environment says; Production when it says nothing
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimit.DrainBytes;
        });
        AddServices(builder, urls);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        Use(app);
        Endpoints.Map(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, string urls)
    {
        var services = builder.Services;
        var database = DirectoryDatabase.Open(DatabaseSettings.From(name => builder.Configuration[name]));
        services.AddSingleton(_ => database); // by a factory, so that the host disposes it
        services.AddScoped(provider => provider.GetRequiredService<DirectoryDatabase>().OpenDirectory());
        services.TryAddSingleton(TimeProvider.System);
        services.AddProblemDetails();
        services.AddValidation();
        AccessHosting.Add(builder, urls);
        FrontEnd.Add(builder);
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new() { Title = "ResourceMatch", Version = "v1", Description = "Community services that a family can really use, in HSDS 3.1 and as ranked outings." });
            options.DocumentFilter<OpenReferral.HsdsDescription>();
        });
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true); // so that Failures words them
        services.Configure<FormOptions>(options => options.ValueCountLimit = 256);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        services.AddHostedService<OpeningRefresh>();
        FeatureServices.Add(services, builder.Configuration);
    }

    private static void Use(WebApplication app)
    {
        app.UseForwardedHeaders(); // nobody's, unless the settings name proxies
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failures.AnswerAsync, SuppressDiagnosticsCallback = context => Failures.IsExpected(context.Exception) });
        app.UseResponseCompression();
        app.UseWhen(Failures.IsPage, pages => pages.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/problem", SuppressDiagnosticsCallback = context => Failures.IsExpected(context.Exception) }).UseStatusCodePagesWithReExecute("/problem"));
        FrontEnd.Use(app);
        app.UseWhen(context => !Failures.IsPage(context), machines => machines.UseStatusCodePages(Failures.AnswerStatusAsync));
        app.UseMiddleware<BodyLimit>();
        app.UseRouting();
        AccessHosting.Use(app);
        app.UseSwagger();
        app.UseSwaggerUI(options => options.DocumentTitle = "ResourceMatch API");
    }
}
