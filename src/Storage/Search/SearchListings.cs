using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Search;

/// <summary>What a list shows of one service; the rest stands on its own page. Immutable.</summary>
/// <param name="Name">As the listing has it; <paramref name="TranslatedName"/> is the reader's own, null = there is none.</param>
/// <param name="Languages">ISO 639 codes; empty = nothing known.</param>
/// <param name="Cost">0 = free; null = unknown.</param>
/// <param name="OpensAt">The opening that is on now, or the next one of the next 60 days; null = hours unknown, or none.</param>
/// <param name="AssuredDate">When it was last confirmed; null = never.</param>
public sealed record SearchListing(
    Id<Service> Id, string Name, string? TranslatedName, string? Description, string? TranslatedDescription, string Organization, ServiceStatus Status, IReadOnlyList<string> Needs,
    IReadOnlyList<string> Languages, decimal? Cost, int? MinimumAge, int? MaximumAge, bool IsAccessible, IReadOnlyList<string> Areas, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, DateOnly? AssuredDate);

/// <summary>Reads what a list shows of the services found, as rm_public.</summary>
public static class SearchListings
{
    private const string Sql = """
        select v.id, v.name, tn.text, v.description, td.text, o.name, d.is_running, d.needs, d.languages, d.cost, d.minimum_age, d.maximum_age, d.is_accessible, d.areas, n.opens, n.closes, v.assured_date
          from unnest($1::uuid[]) as w(id)
          join directory.service v on v.id = w.id
          join directory.organization o on o.id = v.organization_id
          join directory.search_document d on d.service_id = v.id
          left join directory.translation tn on tn.entity_id = v.id and tn.field = 'name' and tn.language = $2 and tn.entity = 'service'
          left join directory.translation td on td.entity_id = v.id and td.field = 'description' and td.language = $2 and td.entity = 'service'
          left join lateral (select lower(e.during) as opens, upper(e.during) as closes
                               from directory.service_at_location p
                              cross join lateral (select during from directory.opening x where x.service_at_location_id = p.id and lower(x.during) > $3 - interval '2 days' and upper(x.during) > $3
                                                   order by lower(x.during) limit 1) e
                              where p.service_id = v.id order by 1 limit 1) n on true
        """;

    /// <param name="language">Of the translations; null or unknown = none.</param>
    /// <returns>In the order asked for; what is gone meanwhile is missing.</returns>
    public static async Task<IReadOnlyList<SearchListing>> LoadAsync(
        DirectoryDatabase database, IReadOnlyList<Id<Service>> services, string? language, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(services);
        if (services.Count == 0) return [];
        await using var connection = await database.Public.OpenConnectionAsync(cancellation);
        await using var command = new Npgsql.NpgsqlCommand(Sql, connection)
        {
            Parameters = { new() { Value = services.Select(id => id.Value).ToArray() }, new() { Value = language ?? "" }, new() { Value = now.UtcDateTime } },
        };
        await command.PrepareAsync(cancellation);
        Dictionary<Id<Service>, SearchListing> found = [];
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var id = new Id<Service>(rows.GetGuid(0));
            found[id] = new SearchListing(
                id, rows.GetString(1), Text(2), Text(3), Text(4), rows.GetString(5), rows.GetBoolean(6) ? ServiceStatus.Active : ServiceStatus.TemporarilyClosed,
                rows.GetFieldValue<string[]>(7), rows.GetFieldValue<string[]>(8), rows.IsDBNull(9) ? null : rows.GetDecimal(9), Number(10), Number(11), rows.GetBoolean(12), rows.GetFieldValue<string[]>(13),
                rows.IsDBNull(14) ? null : rows.GetFieldValue<DateTimeOffset>(14), rows.IsDBNull(15) ? null : rows.GetFieldValue<DateTimeOffset>(15), rows.IsDBNull(16) ? null : rows.GetFieldValue<DateOnly>(16));
        }

        return [.. services.Where(found.ContainsKey).Select(id => found[id])];

        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
        int? Number(int column) => rows.IsDBNull(column) ? null : rows.GetInt32(column);
    }
}
