using Npgsql;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Storage.Edits;

/// <summary>One row as texts, and in which schema it lies.</summary>
/// <param name="IsPrivate">True for an address, or the point and transport, of a place that is not public.</param>
internal sealed record StoredRow(ListingRow Row, string Source, bool IsPrivate)
{
    /// <summary>What a confidential location keeps in directory_private.</summary>
    public static readonly string[] PrivateOfLocation = ["latitude", "longitude", "transportation", "external_identifier", "external_identifier_type"];

    /// <summary>Every field of a table as text, the way metadata writes it; of shapes only points, as two fields.</summary>
    public static string[] FieldsOf(TableShape table) => [.. table.Fields.SelectMany(Names)];

    public static string Expressions(TableShape table, string alias) => string.Join(", ", table.Fields.SelectMany(field => Texts(field, alias)));

    /// <param name="isLocked">True to keep other writers from the row until the transaction ends.</param>
    public static async Task<StoredRow?> FindAsync(NpgsqlConnection connection, string entity, Guid id, bool isLocked, CancellationToken cancellation)
    {
        if (TableShape.Find(entity) is not { IsResource: true } table) return null;
        var found = await ReadAsync(connection, table, "directory", id, isLocked, cancellation);
        if (found is null) return entity == "address" ? await ReadAsync(connection, table, "directory_private", id, isLocked, cancellation) : null;
        if (entity != "location" || found.Row.Find(EditableFields.Visibility) is null or "public") return found;
        return found with { Row = found.Row with { Fields = await WithWhereaboutsAsync(connection, found.Row, cancellation) } };
    }

    private static async Task<StoredRow?> ReadAsync(NpgsqlConnection connection, TableShape table, string schema, Guid id, bool isLocked, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select t.source, {Expressions(table, "t")} from {schema}.{table.Name} t where t.id = $1{(isLocked ? " for update" : "")}", connection)
        {
            Parameters = { new() { Value = id } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        return new StoredRow(new ListingRow(table.Name, id, await FieldsAsync(reader, FieldsOf(table), 1, cancellation)), reader.GetString(0), schema == "directory_private");
    }

    internal static async Task<Dictionary<string, string>> FieldsAsync(NpgsqlDataReader reader, string[] names, int first, CancellationToken cancellation)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var column = 0; column < names.Length; column++)
        {
            if (!await reader.IsDBNullAsync(first + column, cancellation) && reader.GetString(first + column) is { Length: > 0 } text) fields[names[column]] = text;
        }

        return fields;
    }

    private static async Task<IReadOnlyDictionary<string, string>> WithWhereaboutsAsync(NpgsqlConnection connection, ListingRow row, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select st_y(point)::text, st_x(point)::text, transportation, external_identifier, external_identifier_type from directory_private.location_point where location_id = $1", connection)
        {
            Parameters = { new() { Value = row.Id } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return row.Fields;
        var fields = new Dictionary<string, string>(row.Fields, StringComparer.Ordinal);
        foreach (var (name, text) in await FieldsAsync(reader, PrivateOfLocation, 0, cancellation)) fields[name] = text;
        return fields;
    }

    private static IEnumerable<string> Names((string Name, bool IsGeometry) field) => field switch
    {
        ("point", true) => ["latitude", "longitude"],
        (_, true) => [],
        _ => [field.Name],
    };

    private static IEnumerable<string> Texts((string Name, bool IsGeometry) field, string alias) => field switch
    {
        ("point", true) => [$"st_y({alias}.point)::text", $"st_x({alias}.point)::text"],
        (_, true) => [],
        _ => [$"{alias}.\"{field.Name}\"::text"],
    };
}
