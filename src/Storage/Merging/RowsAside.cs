using Npgsql;

namespace ResourceMatch.Storage.Merging;

/// <summary>Takes rows with everything that hangs on them out of the directory, and puts them back as they were, each column as PostgreSQL writes it.</summary>
/// <remarks>Rows lie in directory_private.merge_row meanwhile, parts before what they are parts of. For one transaction of one thread.</remarks>
internal sealed class RowsAside(NpgsqlConnection connection, NpgsqlTransaction transaction, RowGraph graph, Guid mergeId, CancellationToken cancellation)
{
    // These refer to a row of any table by its id alone, so no foreign key tells of them.
    private static readonly (string Table, string Field)[] Loose = [("directory.attribute", "link_id"), ("directory.translation", "entity_id")];

    public Task TakeAsync(string table, params Guid[] ids) => TakeWhereAsync(table, "id", ids);

    /// <summary>Takes it only where no row of somebody else needs it.</summary>
    /// <returns>Whether it went.</returns>
    public async Task<bool> TakeUnneededAsync(string table, Guid id)
    {
        foreach (var needer in graph.NeedersOf(table))
        {
            await using var command = Command($"select exists (select from {needer.Child} where \"{needer.Field}\" = $1)", id);
            if ((bool)(await command.ExecuteScalarAsync(cancellation))!) return false;
        }

        await TakeAsync(table, id);
        return true;
    }

    public async Task TakeWhereAsync(string table, string field, Guid[] values)
    {
        if (values.Length == 0) return;
        if (graph.HasId(table) && await ListIdsAsync(table, field, values) is { Length: > 0 } ids)
        {
            foreach (var part in graph.PartsOf(table)) await TakeWhereAsync(part.Child, part.Field, ids);
            if (!Loose.Any(loose => loose.Table == table))
            {
                foreach (var (loose, by) in Loose) await TakeWhereAsync(loose, by, ids);
            }
        }

        var columns = graph.ColumnsOf(table);
        await using var command = Command(
            $"""
            with gone as (
              delete from {table} where "{field}" = any($2)
              returning jsonb_object(array[{string.Join(", ", columns.Select(column => $"'{column.Name}'"))}], array[{string.Join(", ", columns.Select(column => column.Quoted + "::text"))}]) as row)
            insert into directory_private.merge_row (merge_id, place, relation, row)
            select $1, (select coalesce(max(place), 0) from directory_private.merge_row where merge_id = $1) + row_number() over (order by row::text), '{table}', row from gone
            """, mergeId, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Everything that was taken, whole rows before their parts.</summary>
    public async Task PutBackAsync()
    {
        foreach (var (table, first, last) in await ListRunsAsync())
        {
            var columns = graph.ColumnsOf(table);
            // A table that is gone since cannot take its rows back; a column that came since has its default.
            if (columns.Count == 0) continue;
            var known = await ListKeysAsync(first);
            var written = columns.Where(column => known.Contains(column.Name)).ToList();
            await using var command = Command(
                $"""
                insert into {table} ({string.Join(", ", written.Select(column => column.Quoted))}) overriding system value
                select {string.Join(", ", written.Select(column => $"(row ->> '{column.Name}')::{column.Type}"))}
                  from directory_private.merge_row where merge_id = $1 and place between $2 and $3 order by place
                on conflict do nothing
                """, mergeId, first, last);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await using var done = Command("delete from directory_private.merge_row where merge_id = $1", mergeId);
        await done.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<Guid[]> ListIdsAsync(string table, string field, Guid[] values)
    {
        await using var command = Command($"select coalesce(array_agg(id), array[]::uuid[]) from {table} where \"{field}\" = any($1)", values);
        return (Guid[])(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<HashSet<string>> ListKeysAsync(int place)
    {
        await using var command = Command("select array(select jsonb_object_keys(row)) from directory_private.merge_row where merge_id = $1 and place = $2", mergeId, place);
        return [.. (string[])(await command.ExecuteScalarAsync(cancellation))!];
    }

    // Neighbors of one table, last taken first.
    private async Task<List<(string Table, int First, int Last)>> ListRunsAsync()
    {
        await using var command = Command(
            """
            select relation, min(place), max(place) from (
              select relation, place, place - row_number() over (partition by relation order by place) as run from directory_private.merge_row where merge_id = $1) as each
             group by relation, run order by max(place) desc
            """, mergeId);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<(string, int, int)> runs = [];
        while (await rows.ReadAsync(cancellation)) runs.Add((rows.GetString(0), rows.GetInt32(1), rows.GetInt32(2)));
        return runs;
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
