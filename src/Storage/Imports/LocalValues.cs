using Npgsql;
using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Imports;

/// <summary>What a person here has set or confirmed (directory_private.local_value) stands against an import; where the source says otherwise, that is kept as a disagreement.</summary>
/// <remarks>Runs inside the import's transaction, after the confidential places were parted: whereabouts that are not public are not looked at. A field '' of a row = it was taken away here.</remarks>
internal static class LocalValues
{
    public static async Task KeepAsync(SwitchSession session)
    {
        var kept = await ListAsync(session);
        if (kept.Count == 0) return;
        await session.RunStandardAsync("delete from directory_private.disagreement d where d.source = $1 and not exists (select from directory_private.local_value l where l.entity_id = d.entity_id and l.entity = d.entity)");
        await KeepGoneAsync(session);
        foreach (var table in TableShape.All.Where(table => table.IsResource))
        {
            var fields = kept.Where(each => each.Entity == table.Name).Select(each => each.Field).ToList();
            if (fields.Contains("")) await DropTakenAwayAsync(session, table);
            foreach (var field in fields.Where(table.Has)) await KeepFieldAsync(session, table, field);
        }
    }

    private static async Task<List<(string Entity, string Field)>> ListAsync(SwitchSession session)
    {
        await using var command = new NpgsqlCommand("select distinct entity, field from directory_private.local_value", session.Connection, session.Transaction);
        await using var rows = await command.ExecuteReaderAsync(session.Cancellation);
        List<(string, string)> all = [];
        while (await rows.ReadAsync(session.Cancellation)) all.Add((rows.GetString(0), rows.GetString(1)));
        return all;
    }

    private static async Task DropTakenAwayAsync(SwitchSession session, TableShape table)
    {
        var taken = $"{table.Stage} s join directory_private.local_value l on l.entity = '{table.Name}' and l.entity_id = s.id and l.field = ''";
        await session.RunStandardAsync($"""
            insert into directory_private.disagreement (source, entity, entity_id, field, ours, theirs, since)
            select $1, '{table.Name}', s.id, '', 'taken away', 'listed', $2 from {taken} on conflict do nothing
            """);
        await session.RunScriptAsync($"delete from {table.Stage} d using (select s.id from {taken}) t where t.id = d.id");
    }

    // $1 source, $2 now, $3 who: names of tables and columns come from the model alone.
    private static async Task KeepFieldAsync(SwitchSession session, TableShape table, string field)
    {
        var column = field == "interval" ? "\"interval\"" : field;
        var differing = $"""
            {table.Stage} s join directory.{table.Name} t on t.id = s.id and t.source = $1
              join directory_private.local_value l on l.entity = '{table.Name}' and l.entity_id = s.id and l.field = '{field}'
             where s.{column} is distinct from t.{column}
            """;
        await session.RunStandardAsync($"""
            delete from directory_private.disagreement d where d.source = $1 and d.entity = '{table.Name}' and d.field = '{field}' and not exists (select from {differing} and s.id = d.entity_id)
            """);
        await session.RunStandardAsync($"""
            insert into directory_private.disagreement as d (source, entity, entity_id, field, ours, theirs, since)
            select $1, '{table.Name}', s.id, '{field}', t.{column}::text, s.{column}::text, $2 from {differing}
            on conflict (entity_id, field, entity, source) do update set ours = excluded.ours, theirs = excluded.theirs where (d.ours, d.theirs) is distinct from (excluded.ours, excluded.theirs)
            """);
        await session.RunStandardAsync($"update {table.Stage} d set {column} = w.value from (select s.id, t.{column} as value from {differing}) w where w.id = d.id");
    }

    // A listing that somebody here stands for does not go because a feed lost it: its rows are staged as they are, and the loss is told.
    private static async Task KeepGoneAsync(SwitchSession session)
    {
        await session.RunStandardAsync("delete from directory_private.disagreement d where d.source = $1 and d.entity = 'service' and d.field = '' and exists (select from stage_service s where s.id = d.entity_id)");
        await session.RunScriptAsync("create temporary table kept_id (id uuid primary key) on commit drop");
        await session.RunStandardAsync("""
            insert into kept_id select v.id from directory.service v
             where v.source = $1 and not exists (select from stage_service s where s.id = v.id)
               and exists (select from directory_private.local_value l where l.entity = 'service' and l.entity_id = v.id and l.field <> '')
               and not exists (select from directory_private.local_value l where l.entity = 'service' and l.entity_id = v.id and l.field = '')
            """);
        if (await session.CountAsync("select count(*) from kept_id") is [0]) return;
        await session.RunStandardAsync("""
            insert into directory_private.disagreement (source, entity, entity_id, field, ours, theirs, since) select $1, 'service', id, '', 'listed', null, $2 from kept_id on conflict do nothing
            """);
        await session.RunStandardAsync("insert into kept_id select organization_id from directory.service where id in (select id from kept_id) on conflict do nothing");
        await session.RunStandardAsync("insert into kept_id select id from directory.service_at_location where service_id in (select id from kept_id) on conflict do nothing");
        await session.RunStandardAsync("insert into kept_id select location_id from directory.service_at_location where id in (select id from kept_id) on conflict do nothing");
        foreach (var table in TableShape.All) await session.RunStandardAsync(Restage(table, table.Stage, "directory"));
        await session.RunStandardAsync(Restage(TableShape.Of(typeof(Address)), "stage_private_address", "directory_private"));
    }

    private static string Restage(TableShape table, string stage, string schema)
    {
        var columns = string.Join(", ", table.Columns.Select(column => column == "interval" ? "\"interval\"" : column));
        string[] owners = table.Name switch
        {
            "organization" or "service" or "location" => ["id"],
            "attribute" => ["link_id"],
            "translation" => ["entity_id"],
            _ => [.. new[] { "service_id", "service_at_location_id", "location_id", "organization_id" }.Where(table.Has)],
        };
        var belongs = owners.Length == 0 ? "false" : string.Join(" or ", owners.Select(owner => $"t.{owner} in (select id from kept_id)"));
        var same = string.Join(" and ", table.Keys.Select(key => $"s.{key} = t.{key}"));
        return $"insert into {stage} ({columns}) select {columns} from {schema}.{table.Name} t where t.source = $1 and ({belongs}) and not exists (select from {stage} s where {same})";
    }
}
