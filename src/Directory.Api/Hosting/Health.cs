using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResourceMatch.Api.Jobs;
using ResourceMatch.Storage;
using ResourceMatch.Storage.Access;

namespace ResourceMatch.Api.Hosting;

/// <summary>GET /health: whether this host can answer, and nothing else. GET /health/details: versions, letters and jobs, for the administrator.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health", HandleAsync).WithName("Health").WithTags("Health").AllowAnonymous();
        app.MapGet("/health/details", TellAsync).WithName("HealthDetails").WithTags("Health").RequireAuthorization(Access.AccessPolicies.Administrator).ExcludeFromDescription();
    }

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

    private static async Task<Ok<Details>> TellAsync(DirectoryDatabase database, AccessDb access, JobStates jobs, CancellationToken cancellation)
    {
        await using var version = database.Staff.CreateCommand("select max(number), current_setting('server_version') from meta.schema_migration");
        await using var row = await version.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var waiting = access.Outbox.Where(letter => letter.SentAt == null && letter.GivenUpAt == null);
        return TypedResults.Ok(new Details(
            "ok", row.GetInt32(0), row.GetString(1), Environment.WorkingSet >> 20, await waiting.CountAsync(cancellation), await waiting.MinAsync(letter => (DateTimeOffset?)letter.CreatedAt, cancellation),
            await access.Outbox.CountAsync(letter => letter.GivenUpAt != null, cancellation), await jobs.ListAsync(cancellation)));
    }

    internal sealed record Answer(string Status);

    /// <param name="SchemaVersion">The number of the last migration.</param>
    /// <param name="OldestLetter">When the oldest waiting letter was written; null = none waits.</param>
    internal sealed record Details(string Status, int SchemaVersion, string Postgres, long MemoryMegabytes, int LettersWaiting, DateTimeOffset? OldestLetter, int LettersGivenUp, IReadOnlyList<JobState> Jobs);
}
