using System.Text.Json;
using Npgsql;
using ResourceMatch.Domain.Resources;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Storage.Merging;

/// <summary>Makes one of two listings in the live tables, and two of one again.</summary>
/// <remarks>
/// Values that were chosen from the other are written into the kept rows, whose own lie in merge_value; lists are copied under a source of their own; then the other
/// listing is set aside, its place and organization too where nothing else needs them. For one transaction of one thread.
/// </remarks>
internal sealed class AppliedMerge(NpgsqlConnection connection, NpgsqlTransaction transaction, RowGraph graph, CancellationToken cancellation)
{
    public const string SourcePrefix = "merge:";

    /// <returns>False = one of the two is not there; nothing was changed.</returns>
    public async Task<bool> ApplyAsync(Guid mergeId, Guid keptId, Guid mergedId, IReadOnlyList<MergeChoice> choices)
    {
        if (await FindPairAsync(keptId, mergedId) is not { } pair) return false;
        foreach (var choice in choices.Where(choice => choice.Field != MergeField.WholeList)) await TakeValueAsync(mergeId, pair, choice);
        var aside = new RowsAside(connection, transaction, graph, mergeId, cancellation);
        foreach (var choice in choices.Where(choice => choice.Field == MergeField.WholeList)) await CopyListAsync(mergeId, pair, choice, aside);
        await aside.TakeAsync("directory.service", mergedId);
        List<(Guid From, Guid To, string Entity)> redirects = [(mergedId, keptId, "service")];
        if (pair is { Kept.PlaceAt: { } keptAt, Merged.PlaceAt: { } mergedAt }) redirects.Add((mergedAt, keptAt, "service_at_location"));
        foreach (var location in pair.Merged.Locations.Except(pair.Kept.Locations))
        {
            if (await aside.TakeUnneededAsync("directory.location", location) && pair.Kept.Location is { } to && pair.Merged.Location is not null) redirects.Add((location, to, "location"));
        }

        if (pair.Merged.Organization != pair.Kept.Organization && await aside.TakeUnneededAsync("directory.organization", pair.Merged.Organization)) redirects.Add((pair.Merged.Organization, pair.Kept.Organization, "organization"));
        foreach (var (from, to, entity) in redirects)
        {
            await RunAsync("insert into directory.merged_id (merged_id, kept_id, entity, merge_id) values ($1, $2, $3, $4) on conflict (merged_id) do update set kept_id = excluded.kept_id, merge_id = excluded.merge_id", from, to, entity, mergeId);
        }

        await RunAsync("update directory_private.merge set is_applied = true where id = $1", mergeId);
        return true;
    }

    public async Task UndoAsync(Guid mergeId)
    {
        var copies = SourcePrefix + mergeId;
        foreach (var list in new[] { "language", "schedule", "phone" }) await RunAsync($"delete from directory.{list} where source = $1", copies);
        await new RowsAside(connection, transaction, graph, mergeId, cancellation).PutBackAsync();
        foreach (var (entity, id, field, own) in await ListValuesAsync(mergeId))
        {
            var type = TableShape.All.First(table => table.Name == entity);
            await RunAsync($"update directory.{entity} set \"{field}\" = $2::text::{TypeOf(type, field)} where id = $1", id, (object?)own ?? DBNull.Value);
        }

        await RunAsync("delete from directory_private.merge_value where merge_id = $1", mergeId);
        await RunAsync("delete from directory.merged_id where merge_id = $1", mergeId);
        await RunAsync("update directory_private.merge set is_applied = false where id = $1", mergeId);
    }

    private string TypeOf(TableShape table, string field) => graph.ColumnsOf("directory." + table.Name).First(column => column.Name == field).Type;

    private async Task TakeValueAsync(Guid mergeId, Pair pair, MergeChoice choice)
    {
        if (!MergeField.Values.Contains(new MergeField(choice.Entity, choice.Field))) return;
        var (to, from) = choice.Entity switch
        {
            "service" => ((Guid?)pair.Kept.Service, (Guid?)pair.Merged.Service),
            "organization" => (pair.Kept.Organization, pair.Merged.Organization),
            _ => (pair.Kept.Location, pair.Merged.Location),
        };
        if (to is null || from is null || to == from) return;
        await RunAsync(
            $"insert into directory_private.merge_value (merge_id, entity, entity_id, field, own) select $1, '{choice.Entity}', id, '{choice.Field}', \"{choice.Field}\"::text from directory.{choice.Entity} where id = $2",
            mergeId, to.Value);
        await RunAsync($"update directory.{choice.Entity} t set \"{choice.Field}\" = o.\"{choice.Field}\" from directory.{choice.Entity} o where t.id = $1 and o.id = $2", to.Value, from.Value);
    }

    private async Task CopyListAsync(Guid mergeId, Pair pair, MergeChoice choice, RowsAside aside)
    {
        if (!MergeField.Lists.Any(list => list.Entity == choice.Entity) || choice.Take is not ("other" or "both")) return;
        var table = "directory." + choice.Entity;
        var owners = graph.ColumnsOf(table).Select(column => column.Name).Intersect(["service_id", "service_at_location_id"]).ToList();
        if (choice.Take == "other")
        {
            foreach (var owner in owners) await aside.TakeWhereAsync(table, owner, owner == "service_id" ? [pair.Kept.Service] : pair.Kept.PlacesAt);
        }

        // The same id each time, so that a reader's copy of it stays right through imports.
        var columns = graph.ColumnsOf(table).Select(column => (column.Quoted, Value: column.Name switch
        {
            "id" => "md5($1::text || t.id::text)::uuid",
            "source" => "$2",
            "service_id" when pair.Kept.PlaceAt is null => "$3::uuid",
            "service_id" => "case when t.service_id is not null then $3::uuid end",
            "service_at_location_id" when pair.Kept.PlaceAt is null => "null::uuid",
            "service_at_location_id" => "case when t.service_at_location_id is not null then $4::uuid end",
            "organization_id" or "location_id" or "contact_id" or "phone_id" => "null::uuid",
            _ => "t." + column.Quoted,
        })).ToList();
        var isNew = choice.Entity == "phone"
            ? $" and not exists (select from directory.phone o where (o.service_id = $3 or o.service_at_location_id = $4 or o.organization_id = $7) and {Digits("o.number")} = {Digits("t.number")})"
            : "";
        await RunAsync(
            $"""
            insert into {table} ({string.Join(", ", columns.Select(column => column.Quoted))})
            select {string.Join(", ", columns.Select(column => column.Value))} from {table} t
             where ({string.Join(" or ", owners.Select(owner => owner == "service_id" ? "t.service_id = $5" : "t.service_at_location_id = any($6)"))}){isNew}
               and $1::uuid is not null and $2::text is not null and $3::uuid is not null and ($4::uuid is null or $4 = $4) and $5::uuid is not null and $6::uuid[] is not null and $7::uuid is not null
            """,
            mergeId, SourcePrefix + mergeId, pair.Kept.Service, (object?)pair.Kept.PlaceAt ?? DBNull.Value, pair.Merged.Service, pair.Merged.PlacesAt, pair.Kept.Organization);
    }

    private static string Digits(string column) => $"right(regexp_replace({column}, '\\D', '', 'g'), 10)";

    private async Task<Pair?> FindPairAsync(Guid keptId, Guid mergedId) =>
        await FindSideAsync(keptId) is { } kept && await FindSideAsync(mergedId) is { } merged ? new Pair(kept, merged) : null;

    private async Task<Side?> FindSideAsync(Guid service)
    {
        await using var command = new NpgsqlCommand(
            """
            select v.organization_id, array(select p.id from directory.service_at_location p where p.service_id = v.id order by p.id),
                   array(select distinct p.location_id from directory.service_at_location p where p.service_id = v.id order by p.location_id)
              from directory.service v where v.id = $1
            """, connection, transaction);
        command.Parameters.Add(new() { Value = service });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        return await rows.ReadAsync(cancellation) ? new Side(service, rows.GetGuid(0), rows.GetFieldValue<Guid[]>(1), rows.GetFieldValue<Guid[]>(2)) : null;
    }

    private async Task<List<(string Entity, Guid Id, string Field, string? Own)>> ListValuesAsync(Guid mergeId)
    {
        await using var command = new NpgsqlCommand("select entity, entity_id, field, own from directory_private.merge_value where merge_id = $1", connection, transaction);
        command.Parameters.Add(new() { Value = mergeId });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<(string, Guid, string, string?)> all = [];
        while (await rows.ReadAsync(cancellation)) all.Add((rows.GetString(0), rows.GetGuid(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3)));
        return all;
    }

    private async Task RunAsync(string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values) command.Parameters.Add(value is DBNull ? new() { Value = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Unknown } : new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    internal static IReadOnlyList<MergeChoice> ReadChoices(string json) => JsonSerializer.Deserialize<List<MergeChoice>>(json, JsonSerializerOptions.Web) ?? [];

    internal static string WriteChoices(IReadOnlyList<MergeChoice> choices) => JsonSerializer.Serialize(choices, JsonSerializerOptions.Web);

    /// <summary>One listing. A place is spoken of only where there is one alone: with several, nobody can say which of them is meant.</summary>
    private sealed record Side(Guid Service, Guid Organization, Guid[] PlacesAt, Guid[] Locations)
    {
        public Guid? PlaceAt => PlacesAt is [var only] ? only : null;

        public Guid? Location => Locations is [var only] ? only : null;
    }

    private sealed record Pair(Side Kept, Side Merged);
}
