using Npgsql;

namespace ResourceMatch.Storage.Queries;

/// <summary>Where each value of a listing comes from.</summary>
/// <param name="Entity">HSDS name: service, phone.</param>
/// <param name="Source">The key of the source that brought the row.</param>
/// <param name="Since">When the row came; null = before records were kept.</param>
/// <param name="Fields">Fields that were changed since, with the last word on each; what is not named came with the row.</param>
public sealed record RowSource(string Entity, Guid Id, string Source, DateTimeOffset? Since, IReadOnlyList<FieldSource> Fields);

/// <param name="By">import KEY, or what kind of person changed it.</param>
public sealed record FieldSource(string Field, string By, DateTimeOffset At);

/// <summary>Traces the rows of one listing: the service, its organization, its places, and all that hangs on them.</summary>
/// <remarks>Reads as rm_public: a confidential place's whereabouts and their history are not in it.</remarks>
public static class ListingSources
{
    /// <returns>Null = there is no such service.</returns>
    public static async Task<IReadOnlyList<RowSource>?> FindAsync(DirectoryDatabase database, Guid service, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var command = database.Public.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = service });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<RowSource> found = [];
        while (await rows.ReadAsync(cancellation))
        {
            var fields = rows.GetFieldValue<string[]>(4);
            var (by, at) = (rows.GetFieldValue<string[]>(5), rows.GetFieldValue<DateTime[]>(6));
            found.Add(new RowSource(
                rows.GetString(0), rows.GetGuid(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetFieldValue<DateTimeOffset>(3),
                [.. fields.Select((field, place) => new FieldSource(field, by[place], new DateTimeOffset(at[place], TimeSpan.Zero)))]));
        }

        return found.Count > 0 ? found : null;
    }

    private static readonly string Sql = $"""
        with place as (select id, location_id from directory.service_at_location where service_id = $1),
        listing as (
          select 'service' as entity, id, source, 1 as sort from directory.service where id = $1
          union all select 'organization', o.id, o.source, 2 from directory.organization o join directory.service v on v.organization_id = o.id where v.id = $1
          union all select 'service_at_location', s.id, s.source, 3 from directory.service_at_location s join place p on p.id = s.id
          union all select 'location', l.id, l.source, 4 from directory.location l where l.id in (select location_id from place)
          union all select 'address', a.id, a.source, 5 from directory.address a where a.location_id in (select location_id from place)
          {Part("phone", 6)} or t.location_id in (select location_id from place) or t.organization_id = (select organization_id from directory.service where id = $1)
          {Part("schedule", 7)} or t.location_id in (select location_id from place)
          union all select 'language', t.id, t.source, 8 from directory.language t where t.service_id = $1 or t.location_id in (select location_id from place)
          union all select 'accessibility', t.id, t.source, 9 from directory.accessibility t where t.location_id in (select location_id from place)
          union all select 'cost_option', t.id, t.source, 10 from directory.cost_option t where t.service_id = $1
          union all select 'required_document', t.id, t.source, 11 from directory.required_document t where t.service_id = $1
          {Part("service_area", 12)}
          union all select 'service_capacity', t.id, t.source, 13 from directory.service_capacity t where t.service_id = $1
          union all select 'attribute', t.id, t.source, 14 from directory.attribute t where t.link_id = $1 or t.link_id in (select location_id from place))
        select l.entity, l.id, l.source, m.since, m.fields, m.by, m.at
          from listing l cross join lateral (
            select min(last_action_date) filter (where last_action_type = 'CREATE') as since,
                   coalesce(array_agg(field_name order by field_name) filter (where last), array[]::text[]) as fields, coalesce(array_agg(updated_by order by field_name) filter (where last), array[]::text[]) as by,
                   coalesce(array_agg(last_action_date order by field_name) filter (where last), array[]::timestamptz[]) as at
              from (select *, last_action_type = 'UPDATE' and field_name <> '' and row_number() over (partition by field_name, last_action_type order by last_action_date desc, id) = 1 as last
                      from directory.metadata where resource_id = l.id) as each) m
         order by l.sort, l.id
        """;

    private static string Part(string table, int sort) =>
        $"union all select '{table}', t.id, t.source, {sort} from directory.{table} t where t.service_id = $1 or t.service_at_location_id in (select id from place)";
}
