using Npgsql;
using ResourceMatch.Domain;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Imports;
using ResourceMatch.Storage.Search;

namespace ResourceMatch.Storage.Merging;

/// <summary>Makes one listing of two, by a person's choices, and two of it again without loss.</summary>
/// <remarks>
/// The kept listing goes on under its id; the other is set aside, so search, match, /hsds and tiles show it once, and its id leads to the kept one
/// (directory.merged_id). An import undoes the merge inside its transaction, brings both sources up to date, and makes it again: nothing comes back by itself, and
/// what is unmerged later is what the sources say then. Thread-safe.
/// </remarks>
public sealed class ListingMerges(DirectoryDatabase database, TimeProvider clock)
{
    /// <param name="by">Who: the id of an account, or a word.</param>
    /// <param name="timeZone">Of places that have no timetable near them.</param>
    public async Task<MergeProblem> Merge(Guid keptId, Guid mergedId, IReadOnlyList<MergeChoice> choices, string by, TimeZoneInfo timeZone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(choices);
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await DirectorySwitch.LockAsync(connection, transaction, cancellation);
        if (keptId == mergedId || await FindTouchedAsync(connection, transaction, [keptId, mergedId], cancellation) is not { Services: 2 } found) return MergeProblem.NotThere;
        if (found.Visibilities > 1) return MergeProblem.Confidential;
        // One that lapsed because a source had lost the listing, which is back now.
        await RunAsync(connection, transaction, "delete from directory_private.merge where merged_id = $1 and not is_applied", cancellation, mergedId);
        var id = Guid.NewGuid();
        await RunAsync(
            connection, transaction,
            """
            insert into directory_private.merge (id, kept_id, merged_id, merged_by, merged_at, choices, sources, touched, is_applied) values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, false)
            """, cancellation,
            id, keptId, mergedId, by, clock.GetUtcNow(), AppliedMerge.WriteChoices(choices), found.Sources, found.Ids);
        var applying = new AppliedMerge(connection, transaction, await RowGraph.LoadAsync(connection, transaction, cancellation), cancellation);
        if (!await applying.ApplyAsync(id, keptId, mergedId, choices)) return MergeProblem.NotThere;
        await TellAsync(connection, transaction, keptId, "merged", mergedId, cancellation);
        await EndAsync(connection, transaction, timeZone, [keptId, mergedId], cancellation);
        await transaction.CommitAsync(cancellation);
        return MergeProblem.None;
    }

    /// <returns>False = there is no such merge.</returns>
    public async Task<bool> Unmerge(Guid mergeId, TimeZoneInfo timeZone, CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await DirectorySwitch.LockAsync(connection, transaction, cancellation);
        if (await FindAsync(connection, transaction, mergeId, cancellation) is not { } merge) return false;
        var replay = await MergeReplay.BeginAsync(connection, transaction, merge.Touched, cancellation);
        await replay.EndAsync(without: mergeId);
        await RunAsync(connection, transaction, "delete from directory_private.merge where id = $1", cancellation, mergeId);
        await TellAsync(connection, transaction, merge.Kept, "unmerged", merge.Merged, cancellation);
        await EndAsync(connection, transaction, timeZone, [merge.Kept, merge.Merged], cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<MergeRecord>> List(CancellationToken cancellation)
    {
        await using var command = database.Staff.CreateCommand(
            """
            select m.id, m.kept_id, m.merged_id, m.merged_by, m.merged_at, k.name, coalesce(r.row ->> 'name', o.name), m.is_applied
              from directory_private.merge m
              left join directory.service k on k.id = m.kept_id left join directory.service o on o.id = m.merged_id
              left join directory_private.merge_row r on r.merge_id = m.id and r.relation = 'directory.service' and r.row ->> 'id' = m.merged_id::text
             order by m.number desc limit 500
            """);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<MergeRecord> all = [];
        while (await rows.ReadAsync(cancellation))
        {
            all.Add(new MergeRecord(
                rows.GetGuid(0), rows.GetGuid(1), rows.GetGuid(2), rows.GetString(3), rows.GetFieldValue<DateTimeOffset>(4), rows.IsDBNull(5) ? null : rows.GetString(5), rows.IsDBNull(6) ? null : rows.GetString(6),
                rows.GetBoolean(7)));
        }

        return all;
    }

    private static async Task<(Guid Kept, Guid Merged, Guid[] Touched)?> FindAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid id, CancellationToken cancellation)
    {
        await using var command = Command(connection, transaction, "select kept_id, merged_id, touched from directory_private.merge where id = $1", id);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? (rows.GetGuid(0), rows.GetGuid(1), rows.GetFieldValue<Guid[]>(2)) : null;
    }

    private static async Task<(long Services, long Visibilities, string[] Sources, Guid[] Ids)?> FindTouchedAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid[] services, CancellationToken cancellation)
    {
        await using var command = Command(
            connection, transaction,
            """
            with ids as (
              select id, source from directory.service where id = any($1)
              union select p.id, p.source from directory.service_at_location p where p.service_id = any($1)
              union select l.id, l.source from directory.service_at_location p join directory.location l on l.id = p.location_id where p.service_id = any($1)
              union select o.id, o.source from directory.service v join directory.organization o on o.id = v.organization_id where v.id = any($1))
            select (select count(*) from directory.service where id = any($1)),
                   (select count(distinct coalesce(worst, 1)) from (select (select max(array_position(array['public', 'area_only', 'hidden'], l.location_visibility))
                      from directory.service_at_location p join directory.location l on l.id = p.location_id where p.service_id = s) as worst from unnest($1) as s) as each),
                   array(select distinct source from ids order by source), array(select id from ids order by id)
            """, services);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? (rows.GetInt64(0), rows.GetInt64(1), rows.GetFieldValue<string[]>(2), rows.GetFieldValue<Guid[]>(3)) : null;
    }

    // The kept listing's history says that and when it took another in.
    private Task TellAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid kept, string act, Guid other, CancellationToken cancellation) => RunAsync(
        connection, transaction,
        """
        insert into directory.metadata (resource_id, resource_type, last_action_date, last_action_type, field_name, previous_value, replacement_value, updated_by)
        values ($1, 'service', $2, 'UPDATE', $3, '', $4, 'staff')
        """, cancellation, kept, clock.GetUtcNow(), act, other.ToString());

    private async Task EndAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, TimeZoneInfo timeZone, Guid[] changed, CancellationToken cancellation)
    {
        await RunAsync(connection, transaction, "update directory.service set changed_at = $2 where id = any($1)", cancellation, changed, clock.GetUtcNow());
        await OpeningTable.RewriteSomeAsync(connection, transaction, changed, timeZone, database.Holidays, cancellation);
        await SearchDocuments.RewriteAsync(connection, transaction, [.. changed.Select(id => new Id<Service>(id))], timeZone, cancellation);
        // The document of a listing that was set aside went with it; its name must not be suggested any more.
        await RunAsync(connection, transaction, "select directory.rewrite_search_words()", cancellation);
        await RunAsync(connection, transaction, "update directory.directory_version set version = version + 1, changed_at = now() where part = 'listings'", cancellation);
    }

    private static async Task RunAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(connection, transaction, sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, NpgsqlTransaction transaction, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 600 };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
