using Npgsql;
using ResourceMatch.Storage;

namespace ResourceMatch.Api.Hosting;

/// <summary>GET /health: whether this host can answer. Says nothing else; details need the administrator.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/health", HandleAsync).WithName("Health").WithTags("Health").AllowAnonymous();

    private static async Task<IResult> HandleAsync(DirectoryDatabase database, CancellationToken cancellation)
    {
        try
        {
            await using var command = database.Public.CreateCommand("select 1 from directory.directory_version limit 1");
            command.CommandTimeout = 3;
            await command.ExecuteScalarAsync(cancellation);
            return TypedResults.Ok(new Answer("ok"));
        }
        catch (NpgsqlException)
        {
            return TypedResults.Json(new Answer("no database"), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    internal sealed record Answer(string Status);
}
