using Npgsql;

namespace ResourceMatch.Storage.Merging;

/// <summary>One of two listings side by side.</summary>
/// <param name="Values">By <see cref="MergeField.Name"/>; what is not there is not said.</param>
/// <param name="Lists">By phone, schedule, language: one line each.</param>
public sealed record ComparedListing(Guid Id, string Name, string Organization, string Source, string? Address, IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, IReadOnlyList<string>> Lists)
{
    /// <remarks>Reads as rm_public: of a confidential place no whereabouts are shown, to staff neither.</remarks>
    /// <returns>Null = there is no such service.</returns>
    public static async Task<ComparedListing?> FindAsync(DirectoryDatabase database, Guid id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.Public.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = id });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        if (!await rows.ReadAsync(cancellation)) return null;
        Dictionary<string, string> values = [];
        for (var place = 0; place < MergeField.Values.Count; place++)
        {
            if (!rows.IsDBNull(7 + place)) values[MergeField.Values[place].Name] = rows.GetString(7 + place);
        }

        return new ComparedListing(
            id, rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3), values,
            new Dictionary<string, IReadOnlyList<string>>
            {
                ["phone"] = rows.GetFieldValue<string[]>(4), ["schedule"] = rows.GetFieldValue<string[]>(5), ["language"] = rows.GetFieldValue<string[]>(6),
            });
    }

    private static readonly string Sql = $"""
        select v.name, o.name, v.source,
               (select concat_ws(', ', a.address_1, a.city) from directory.address a where a.location_id = l.id and a.address_type = 'physical' order by a.id limit 1),
               array(select number || coalesce(' ext. ' || extension, '') from directory.phone where service_id = v.id or service_at_location_id in (select id from place) order by number, id),
               array(select concat_ws(' ', freq, byday, bymonthday, to_char(opens_at, 'HH24:MI') || '–' || to_char(closes_at, 'HH24:MI'), valid_from || ' – ' || valid_to, description)
                       from directory.schedule where service_id = v.id or service_at_location_id in (select id from place) order by byday, opens_at, id),
               array(select coalesce(name, code) from directory.language where service_id = v.id order by 1),
               {string.Join(", ", MergeField.Values.Select(field => $"{(field.Entity switch { "service" => "v", "organization" => "o", _ => "l" })}.\"{field.Field}\"::text"))}
          from directory.service v join directory.organization o on o.id = v.organization_id
          left join directory.location l on l.id = (select case when count(distinct location_id) = 1 then (array_agg(location_id))[1] end from directory.service_at_location where service_id = v.id)
         where v.id = $1
        """.Insert(0, "with place as (select id from directory.service_at_location where service_id = $1) ");
}
