using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using ResourceMatch.Domain.Needs;

namespace ResourceMatch.Api.Tests.Confidential;

/// <summary>One request that anybody may send.</summary>
/// <param name="Pattern">The endpoint's route.</param>
/// <param name="Body">A form (a=b&amp;c=d) or JSON; null = GET.</param>
internal sealed record Ask(string Pattern, string Path, string? Body = null)
{
    public bool IsJson => Body is ['{', ..];

    public override string ToString() => Body is null ? Path : $"{Path} <- {Body}";
}

/// <summary>What anybody may ask of the host: every anonymous endpoint that its route table has, with ids of confidential places and of others; and, for each start, every way to ask from there.</summary>
/// <remarks>Endpoints are found, not listed: one that is added later is asked, too, with whatever its parameters may hold.</remarks>
internal static partial class PublicAsks
{
    private static readonly string[] Languages = ["en", "es", "ht", "ar"];

    // Words that reach a confidential place by name, kind or address, if anything does.
    private static readonly string[] Searches = ["shelter", "domestic violence", "Zzyzx Canary", "pantry", "99917", "refugio"];

    private static readonly string[] Layers = ["areas", "water", "lines", "services", "stops", "streets"];

    /// <summary>Routes of every endpoint that anybody may reach.</summary>
    public static IReadOnlyList<RouteEndpoint> ListEndpoints(IServiceProvider services) =>
        [.. services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && endpoint.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true })];

    /// <summary>What is asked once, whatever the start.</summary>
    /// <param name="services">Of a host.</param>
    /// <param name="ids">Ids that stand for {id}: of confidential places, what hangs on them, and some others.</param>
    /// <param name="points">Degrees around which fine tiles are drawn: where confidential places are, and where they are not.</param>
    public static IReadOnlyList<Ask> ListOnce(IServiceProvider services, IReadOnlyList<string> ids, IReadOnlyList<(double Latitude, double Longitude)> points)
    {
        List<Ask> asks = [];
        foreach (var endpoint in ListEndpoints(services))
        {
            var route = endpoint.RoutePattern;
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods;
            foreach (var path in PathsOf(route, ids, points).Distinct())
            {
                if (methods is null || methods.Contains("GET")) asks.AddRange(VariantsOf(path, route.Parameters.Count > 0).Select(variant => new Ask(route.RawText ?? "", variant)));
                if (methods is not null && methods.Contains("POST")) asks.AddRange(BodiesOf(path).Select(body => new Ask(route.RawText ?? "", path, body)));
            }
        }

        return asks;
    }

    /// <summary>Every way to ask from one start, with the needs going round.</summary>
    public static IEnumerable<Ask> ListFrom(double latitude, double longitude, int turn)
    {
        var needs = NeedVocabulary.Default.All;
        var need = turn % 3 == 0 ? "domestic-violence" : turn % 3 == 1 ? "shelter" : needs[turn % needs.Count].Key;
        var (lat, lon) = (latitude.ToString("0.#####", CultureInfo.InvariantCulture), longitude.ToString("0.#####", CultureInfo.InvariantCulture));
        var language = Languages[turn % Languages.Length];
        yield return new("api/matches", "/api/matches", $$"""{"needs":["{{need}}","food"],"from":{"lat":{{lat}},"lon":{{lon}}},"date":"2026-11-23","includeExcluded":true,"plan":{{(turn % 4 == 0 ? "true" : "false")}}}""");
        yield return new("", $"/?need={need}&lang={language}", $"lat={lat}&lon={lon}");
        yield return new("match", $"/match?lang={language}", $"need={need}&lat={lat}&lon={lon}&car={(turn % 2 == 0 ? "1" : "")}");
        yield return new("", $"/?q={Uri.EscapeDataString(Searches[turn % Searches.Length])}", $"lat={lat}&lon={lon}");
        foreach (var layer in new[] { "services", "areas" })
        {
            var zoom = 10 + (turn % 7);
            var (x, y) = TileOf(zoom, latitude, longitude);
            yield return new("tiles/{layer}/{z:int}/{x:int}/{y:int}.mvt", $"/tiles/{layer}/{zoom}/{x}/{y}.mvt");
        }

        yield return new("api/search", "/api/search", JsonSerializer.Serialize(new { q = Searches[turn % Searches.Length], lat = latitude, lon = longitude }));
        yield return new("hsds/services", $"/hsds/services?lat={lat}&lon={lon}&radius_m=3000&search={Uri.EscapeDataString(Searches[turn % Searches.Length])}");
    }

    private static IEnumerable<string> PathsOf(RoutePattern route, IReadOnlyList<string> ids, IReadOnlyList<(double Latitude, double Longitude)> points)
    {
        if (route.Parameters.Any(parameter => parameter.Name == "layer"))
        {
            return from layer in Layers
                   from tile in new[] { (0, 0, 0) }.Concat(points.SelectMany(point => new[] { 11, 14, 16 }.Select(zoom => (zoom, TileOf(zoom, point.Latitude, point.Longitude).X, TileOf(zoom, point.Latitude, point.Longitude).Y))))
                   select $"/tiles/{layer}/{tile.Item1}/{tile.Item2}/{tile.Item3}.mvt";
        }

        var raw = "/" + (route.RawText ?? "").TrimStart('/');
        return route.Parameters.Count == 0 ? [raw] : ids.Select(id => ParameterPattern().Replace(raw, id));
    }

    private static IEnumerable<string> VariantsOf(string path, bool isOfOne)
    {
        yield return path;
        if (path == "/")
        {
            foreach (var need in NeedVocabulary.Default.All) yield return $"/?need={need.Key}&at=market-square&n=500";
            foreach (var text in Searches) yield return $"/?q={Uri.EscapeDataString(text)}&n=500";
        }

        if (path.StartsWith("/hsds/", StringComparison.Ordinal))
        {
            yield return path + "?format=ndjson&full=true";
            if (isOfOne) yield break;
            yield return path + "?minimal=true";
            foreach (var text in Searches) yield return $"{path}?search={Uri.EscapeDataString(text)}&full=true&per_page=100";
        }

        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            foreach (var text in Searches) yield return $"{path}?q={Uri.EscapeDataString(text)}";
        }

        if (path.StartsWith("/saved", StringComparison.Ordinal)) yield return path + "?saved=*"; // the ids of all asked
        if (path.StartsWith("/services/", StringComparison.Ordinal))
        {
            foreach (var language in Languages) yield return $"{path}?need=shelter&at=market-square&lang={language}";
        }
    }

    // What a start brings is asked by ListFrom; here each door is tried with something small.
    private static IEnumerable<string> BodiesOf(string path) => path.StartsWith("/api/", StringComparison.Ordinal) || path.StartsWith("/hsds", StringComparison.Ordinal)
        ? ["{}", """{"search":"shelter","q":"shelter","lat":41.08,"lon":-84.45}"""]
        : ["need=shelter&lat=41.08&lon=-84.45"];

    private static (int X, int Y) TileOf(int zoom, double latitude, double longitude)
    {
        var tiles = 1 << zoom;
        var radians = double.DegreesToRadians(latitude);
        return ((int)((longitude + 180) / 360 * tiles), (int)((1 - (Math.Log(Math.Tan(radians) + (1 / Math.Cos(radians))) / Math.PI)) / 2 * tiles));
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex ParameterPattern();
}
