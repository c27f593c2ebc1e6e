using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using ResourceMatch.Api.Hosting;

namespace ResourceMatch.Architecture.Tests;

/// <summary>Walks every endpoint and page of the real host. Nothing is reachable by forgetting to say who may reach it.</summary>
public sealed class EndpointTests
{
    /// <summary>As many as there were when this line was last written: the walk cannot pass by finding none. Raise it with every capability.</summary>
    private const int LeastEndpoints = 44;

    [Fact]
    public async Task Every_endpoint_and_page_says_who_may_reach_it()
    {
        await using var host = DirectoryHost.Build("http://127.0.0.1:0", NoDatabase());
        var endpoints = EndpointsOf(host);
        Assert.True(endpoints.Count >= LeastEndpoints, $"only {endpoints.Count} endpoints found: {string.Join(", ", endpoints.Select(endpoint => endpoint.RoutePattern.RawText))}");
        Assert.Empty(endpoints.SelectMany(AccessFaults));
    }

    [Fact]
    public async Task Every_request_type_is_public_or_its_validation_would_be_skipped()
    {
        await using var host = DirectoryHost.Build("http://127.0.0.1:0", NoDatabase());
        Assert.Empty(EndpointsOf(host).SelectMany(RequestFaults));
    }

    [Fact]
    public async Task An_endpoint_without_a_policy_and_one_with_a_hidden_request_are_seen()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/open", () => "x");
        app.MapGet("/said", () => "x").AllowAnonymous();
        app.MapPost("/hidden", (HiddenRequest request) => request.Name).AllowAnonymous();
        app.MapPost("/public", (PublicRequest request) => request.Name).RequireAuthorization();
        var endpoints = EndpointsOf(app);
        Assert.Equal(["/open says neither a policy nor AllowAnonymous"], endpoints.SelectMany(AccessFaults));
        Assert.Equal(["/hidden takes HiddenRequest, which is not public"], endpoints.SelectMany(RequestFaults));
    }

    /// <summary>A rule for a whole folder would open the next page that somebody puts there.</summary>
    [Fact]
    public void Every_page_says_for_itself_who_may_reach_it()
    {
        var pages = House.Sources(".cshtml").Where(file => file.Text.StartsWith("@page", StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count >= 5, $"only {pages.Count} pages found");
        Assert.Empty(pages.SelectMany(page => PageFaults(page.Path, page.Text + (House.Files.Contains(page.Path + ".cs") ? House.Read(page.Path + ".cs") : ""))));
        Assert.Empty(House.Sources(".cs").Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal)).SelectMany(FolderFaults));

        Assert.NotEmpty(PageFaults("New.cshtml", "@page \"/new\"\n@model NewModel\n public sealed class NewModel : PageModel;"));
        Assert.Empty(PageFaults("New.cshtml", "@page \"/new\"\n[Authorize(\"Staff\")] public sealed class NewModel : PageModel;"));
        Assert.NotEmpty(PageFaults("New.cshtml", "@page \"/new\"\n[Authorize] [IgnoreAntiforgeryToken] public sealed class NewModel : PageModel;"));
        Assert.NotEmpty(FolderFaults(new SourceFile("x.cs", "options.Conventions.AllowAnonymousToFolder(\"/\")")));
    }

    /// <summary>A request type that is not public, on purpose.</summary>
    internal sealed record HiddenRequest(string Name);

    public sealed record PublicRequest(string Name);

    private static List<RouteEndpoint> EndpointsOf(IEndpointRouteBuilder app) =>
        [.. app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true })];

    private static IEnumerable<string> AccessFaults(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAuthorizeData>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            yield return $"{endpoint.RoutePattern.RawText} says neither a policy nor AllowAnonymous";
        }
    }

    private static IEnumerable<string> PageFaults(string path, string text)
    {
        if (!text.Contains("[AllowAnonymous]", StringComparison.Ordinal) && !text.Contains("[Authorize", StringComparison.Ordinal)) yield return $"{path} says neither a policy nor AllowAnonymous";
        // What acts for a signed-in person asks for the token of our own form.
        if (text.Contains("[Authorize", StringComparison.Ordinal) && text.Contains("[IgnoreAntiforgeryToken]", StringComparison.Ordinal)) yield return $"{path} would let another site act for whoever is signed in";
    }

    private static IEnumerable<string> FolderFaults(SourceFile file)
    {
        if (file.Text.Contains("AllowAnonymousToFolder", StringComparison.Ordinal) || file.Text.Contains("AllowAnonymousToAreaFolder", StringComparison.Ordinal)) yield return $"{file.Path} opens a whole folder";
    }

    private static IEnumerable<string> RequestFaults(RouteEndpoint endpoint)
    {
        var types = endpoint.Metadata.OfType<IAcceptsMetadata>().Select(accepts => accepts.RequestType)
            .Concat(endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Where(parameter => parameter.GetCustomAttribute<AsParametersAttribute>() is not null).Select(parameter => parameter.ParameterType) ?? []);
        return from type in types.OfType<Type>().Distinct()
               where !type.IsVisible
               select $"{endpoint.RoutePattern.RawText} takes {type.Name}, which is not public";
    }

    /// <summary>Well-formed and unreachable: walking the endpoints opens no connection.</summary>
    private static Dictionary<string, string?> NoDatabase() => new[] { "Public", "Staff", "Owner" }
        .ToDictionary(role => $"ResourceMatch:Database:{role}", _ => (string?)"Host=127.0.0.1;Port=1;Database=none;Username=none;Password=none");
}
