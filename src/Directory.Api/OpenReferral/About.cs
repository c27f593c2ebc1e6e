using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ResourceMatch.Importers.Hsds;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Api.OpenReferral;

/// <summary>GET /hsds/: which HSDS this is, who publishes it, and where it is described; and its Profile.</summary>
internal static class About
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    public static void Map(RouteGroupBuilder hsds)
    {
        hsds.MapGet("/", HandleAsync).WithName("HsdsAbout").WithSummary("Which HSDS this is, who publishes it, and where it is described.").Produces<AboutDocument>();
        hsds.MapGet("/profile", ProfileAsync).WithName("HsdsProfile").WithSummary("What this API has beyond HSDS: parameters and fields.").Produces<HsdsProfile>();
    }

    private static async Task<Results<JsonHttpResult<AboutDocument>, EmptyHttpResult>> HandleAsync(
        HttpContext context, DirectoryDatabase database, IOptions<HsdsOptions> options, CancellationToken cancellation)
    {
        var (root, settings) = ($"{context.Request.Scheme}://{context.Request.Host}", options.Value);
        await using var snapshot = await DirectorySnapshot.OpenAsync(database, cancellation);
        if (Conditional.IsKnown(context, snapshot, JsonSerializer.Serialize(settings))) return TypedResults.Empty;
        var publisher = settings.Publisher;
        return TypedResults.Json(
            new AboutDocument(
                settings.Version, Of(settings.Profile) ?? $"{root}/hsds/profile", $"{root}/swagger/v1/swagger.json", settings.Description,
                new PublisherDocument(publisher.Name, Of(publisher.Identifier), Of(publisher.Email), Of(publisher.Website))),
            Json);
    }

    private static async Task<Results<JsonHttpResult<HsdsProfile>, EmptyHttpResult>> ProfileAsync(HttpContext context, DirectoryDatabase database, CancellationToken cancellation)
    {
        await using var snapshot = await DirectorySnapshot.OpenAsync(database, cancellation);
        return Conditional.IsKnown(context, snapshot, "") ? TypedResults.Empty : TypedResults.Json(HsdsProfile.Current, Json);
    }

    private static string? Of(string text) => text.Length == 0 ? null : text;

    internal sealed record AboutDocument(string Version, string Profile, string OpenapiUrl, string Description, PublisherDocument Publisher);

    internal sealed record PublisherDocument(string Name, string? Identifier, string? Email, string? Website);
}

/// <summary>What our API has beyond HSDS 3.1; docs/hsds-profile.md tells the same in prose.</summary>
internal sealed record HsdsProfile(string Name, string HsdsVersion, string Description, IReadOnlyList<HsdsProfile.Extension> Parameters, IReadOnlyList<HsdsProfile.Extension> Fields)
{
    public static HsdsProfile Current { get; } = new(
        "ResourceMatch",
        HsdsFormat.Version,
        "HSDS as it is, with parameters and fields of our own beside it. Nothing of HSDS is renamed, left out or made stricter. docs/hsds-profile.md of the project tells more.",
        [.. HsdsParameter.All.Where(parameter => parameter.IsOurs).Select(parameter => new Extension(
            parameter.Name, parameter.Type, string.Join(", ", HsdsList.All.Where(list => parameter.Lists.Contains(list.Key, StringComparison.Ordinal)).Select(list => "/" + list.Path)), parameter.Description))],
        [
            new("location_visibility", "text", "location", "area_only or hidden: the place is confidential, and its whereabouts are in no answer. Left out for public places."),
            new("translations", "list of entity, field, language, text, by", "service, organization, location, program, service_at_location", "Texts of the resource in other languages, and who stands for the words."),
            new("explain", "list of parameter, asked, and distance_m, minutes, or score and parts", "items of lists", "Why the item is there; only with explain=true."),
            new("table", "text", "exports", "Which table a resource of an export is of, where it is no service."),
        ]);

    /// <param name="Type">What its values are.</param>
    /// <param name="On">The lists that know it, or the resources that have it.</param>
    internal sealed record Extension(string Name, string Type, string On, string Description);
}
