using Npgsql;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Queries;

namespace ResourceMatch.Storage.Search;

/// <summary>Keeps what search reads in step with the listings. Call it inside the transaction that changed them, as rm_staff, after their openings were written.</summary>
/// <remarks>The SQL stands in migration search.sql: documents are made from schema directory alone, so nothing of a confidential place's whereabouts can enter.</remarks>
public static class SearchDocuments
{
    // With fewer the planner is not far off, whatever it believes.
    private const int Many = 500;

    /// <summary>Rewrites the documents of some services; those that are gone or run no more lose theirs. Null = of all.</summary>
    /// <param name="services">All services of an organization or a place when that was edited.</param>
    /// <param name="timeZone">In which weekdays count where no feed says otherwise. Null = the weekdays are written afterwards, for all.</param>
    public static async Task RewriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyCollection<Id<Service>>? services, TimeZoneInfo? timeZone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var zone = timeZone is null ? null : await PlaceZones.FindOfFirstFeedAsync(connection, cancellation) ?? timeZone;
        if (services is null || services.Count > Many) await AnalyzeAsync(connection, transaction, cancellation);
        await using var command = new NpgsqlCommand("select directory.rewrite_search_documents($1, $2)", connection, transaction) { CommandTimeout = 600 };
        command.Parameters.Add(new NpgsqlParameter { Value = services is null ? DBNull.Value : services.Select(id => id.Value).ToArray(), DataTypeName = "uuid[]" });
        command.Parameters.Add(new NpgsqlParameter { Value = zone is null ? DBNull.Value : NameOf(zone), DataTypeName = "text" });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>After openings were written anew for all.</summary>
    internal static async Task RewriteDaysAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, TimeZoneInfo timeZone, CancellationToken cancellation)
    {
        var zone = await PlaceZones.FindOfFirstFeedAsync(connection, cancellation) ?? timeZone;
        await AnalyzeAsync(connection, transaction, cancellation);   // the documents may all have come a moment ago
        await using var command = new NpgsqlCommand("select directory.rewrite_search_days($1)", connection, transaction) { CommandTimeout = 600 };
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = NameOf(zone) });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Tells the planner how many listings there are: without it a first import of 50,000 services reads whole tables for each of them, and takes more than ten minutes.</summary>
    private static async Task AnalyzeAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var analyze = new NpgsqlCommand("select directory.analyze_listings()", connection, transaction);
        await analyze.ExecuteNonQueryAsync(cancellation);
    }

    // PostgreSQL knows IANA names; a host on Windows may have others.
    private static string NameOf(TimeZoneInfo zone) => zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var name) ? name : "UTC";
}
