using Npgsql;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Storage.Edits;

/// <summary>The one transaction of a save: rows change here, and each change is written down in the same breath.</summary>
/// <remarks>For one thread.</remarks>
internal sealed class EditSession(NpgsqlConnection connection, NpgsqlTransaction transaction, Editor editor, DateTimeOffset now, CancellationToken cancellation)
{
    /// <summary>The source of rows that people have made here; no import owns or deletes them.</summary>
    public const string LocalSource = "local";

    private readonly List<Guid> records = [];

    public NpgsqlConnection Connection => connection;

    public NpgsqlTransaction Transaction => transaction;

    public Editor Editor => editor;

    public DateTimeOffset Now => now;

    public CancellationToken Cancellation => cancellation;

    public Guid EditId { get; } = Guid.NewGuid();

    /// <summary>Fields and rows that are different now.</summary>
    public int Changed { get; private set; }

    /// <summary>Services whose page looks different now.</summary>
    public HashSet<Guid> Touched { get; } = [];

    /// <summary>True once schedules have changed, so that openings must be written anew.</summary>
    public bool AreHoursTouched { get; set; }

    /// <summary>True once a place has been hidden, so that the words of its address leave what search knows at once.</summary>
    public bool IsPlaceHidden { get; set; }

    /// <summary>Sets one field of a row, records it, and marks it as verified here.</summary>
    public async Task SetAsync(StoredRow row, string field, string? value)
    {
        var (entity, id) = (row.Row.Entity, row.Row.Id);
        var isPrivate = IsPrivate(row, field);
        var schema = isPrivate ? "directory_private" : "directory";
        if (field is "latitude" or "longitude") await SetPointAsync(row, field, value, isPrivate);
        else if (isPrivate && entity == "location") await RunAsync("insert into directory_private.location_point (location_id, transportation, source) values ($1, $2, $3) on conflict (location_id) do update set transportation = excluded.transportation", id, Text(value), row.Source);
        else await RunAsync($"update {schema}.{entity} set \"{field}\" = cast($2 as {TableShape.Find(entity)!.TypeOf(field)}) where id = $1", id, Text(value));
        await RecordAsync(isPrivate, entity, id, RowHistory.Update, field, row.Row.Find(field), value);
        await MarkLocalAsync(entity, id, field, value);
        Changed++;
    }

    /// <summary>Makes a row of our own.</summary>
    /// <param name="schema">directory, or directory_private for an address that the public must not know.</param>
    public async Task InsertAsync(string schema, string entity, Guid id, IReadOnlyDictionary<string, string?> fields)
    {
        var table = TableShape.Find(entity)!;
        var names = fields.Where(field => field.Value is not null).Select(field => field.Key).ToList();
        await using var command = new NpgsqlCommand(
            $"insert into {schema}.{entity} (id, source{string.Concat(names.Select(name => $", \"{name}\""))}) values ($1, $2{string.Concat(names.Select((name, index) => $", cast(${index + 3} as {table.TypeOf(name)})"))})",
            connection, transaction) { Parameters = { new() { Value = id }, new() { Value = LocalSource } } };
        foreach (var name in names) command.Parameters.Add(Text(fields[name]));
        await command.ExecuteNonQueryAsync(cancellation);
        await RecordAsync(schema == "directory_private", entity, id, RowHistory.Create, "", null, null);
        Changed++;
    }

    /// <summary>Counts a change that was written by other means.</summary>
    public void Count() => Changed++;

    /// <summary>Takes a row away, after writing down all that it said; an import must not bring it back.</summary>
    public async Task DeleteAsync(StoredRow row)
    {
        var (entity, id) = (row.Row.Entity, row.Row.Id);
        if (entity == "phone") await DeleteAllAsync("language", "phone_id", id);
        var schema = row.IsPrivate ? "directory_private" : "directory";
        await RunAsync($"delete from {schema}.{entity} where id = $1", id);
        await RecordAsync(row.IsPrivate, entity, id, RowHistory.Delete, "", null, null);
        foreach (var (field, value) in row.Row.Fields) await RecordAsync(row.IsPrivate, entity, id, RowHistory.Delete, field, value, null);
        if (row.Source != LocalSource) await MarkLocalAsync(entity, id, "", null);
        Changed++;
    }

    public async Task RunAsync(string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values) command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Of many, the ids in one column.</summary>
    public async Task<List<Guid>> ListIdsAsync(string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<Guid> ids = [];
        while (await reader.ReadAsync(cancellation)) ids.Add(reader.GetGuid(0));
        return ids;
    }

    public async Task RecordAsync(bool isPrivate, string entity, Guid id, string action, string field, string? previous, string? replacement)
    {
        var record = Guid.NewGuid();
        await RunAsync(
            $"""
             insert into {(isPrivate ? "directory_private" : "directory")}.metadata (id, resource_id, resource_type, last_action_date, last_action_type, field_name, previous_value, replacement_value, updated_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             """,
            record, id, entity, now, action, field, previous ?? "", replacement ?? "", editor.PublicName);
        records.Add(record);
    }

    public Task MarkLocalAsync(string entity, Guid id, string field, string? value) => RunAsync(
        """
        insert into directory_private.local_value (entity, entity_id, field, value, editor, verified_at) values ($1, $2, $3, $4, $5, $6)
        on conflict (entity_id, field, entity) do update set value = excluded.value, editor = excluded.editor, verified_at = excluded.verified_at
        """,
        entity, id, field, Text(value), editor.Word, now);

    /// <summary>Who did it, for those who may know.</summary>
    public async Task SignAsync()
    {
        await RunAsync("insert into directory_private.edit (id, at, editor, account_id, link_id) values ($1, $2, $3, $4, $5)", EditId, now, editor.Word, Uuid(editor.AccountId), Uuid(editor.LinkId));
        await RunAsync("insert into directory_private.edit_change (metadata_id, edit_id) select unnest($1::uuid[]), $2", records.ToArray(), EditId);
    }

    public static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, DataTypeName = "text" };

    public static NpgsqlParameter Uuid(Guid? value) => new() { Value = (object?)value ?? DBNull.Value, DataTypeName = "uuid" };

    /// <summary>True where the public must not learn the field.</summary>
    private static bool IsPrivate(StoredRow row, string field) =>
        row.IsPrivate || (row.Row.Entity == "location" && row.Row.Find(EditableFields.Visibility) is not (null or "public") && StoredRow.PrivateOfLocation.Contains(field));

    // Half a point is none: the other half comes from the row, or from the change beside this one, which finds this one stored.
    private async Task SetPointAsync(StoredRow row, string field, string? value, bool isPrivate)
    {
        var coordinate = new NpgsqlParameter { Value = value is null ? DBNull.Value : double.Parse(value, System.Globalization.CultureInfo.InvariantCulture), DataTypeName = "double precision" };
        var (longitude, latitude) = field == "longitude" ? ("$2", "coalesce(st_y(t.point), 0)") : ("coalesce(st_x(t.point), 0)", "$2");
        var point = $"case when $2::double precision is null then null else st_setsrid(st_makepoint({longitude}, {latitude}), 4326) end";
        if (!isPrivate)
        {
            await RunAsync($"update directory.location t set point = {point} where id = $1", row.Row.Id, coordinate);
            return;
        }

        await RunAsync("insert into directory_private.location_point (location_id, source) values ($1, $2) on conflict do nothing", row.Row.Id, row.Source);
        await RunAsync($"update directory_private.location_point t set point = {point} where location_id = $1", row.Row.Id, coordinate);
    }

    private async Task DeleteAllAsync(string entity, string column, Guid holder)
    {
        foreach (var id in await ListIdsAsync($"select id from directory.{entity} where {column} = $1 order by id", holder))
        {
            await DeleteAsync((await StoredRow.FindAsync(connection, entity, id, isLocked: true, cancellation))!);
        }
    }
}
