using Npgsql;

namespace ResourceMatch.Storage.Edits;

/// <summary>Whose a row is.</summary>
/// <param name="Organization">Null: nobody's for certain, as of a location that several agencies use and none owns.</param>
/// <param name="Services">The services whose page shows the row.</param>
/// <param name="IsShared">True where the row belongs to more than its service: an organization's or a location's.</param>
internal sealed record RowOwner(Guid? Organization, IReadOnlyList<Guid> Services, bool IsShared)
{
    // A location without an owner belongs to the one organization that helps there.
    private const string OfLocation = """
        select coalesce(l.organization_id, case when count(distinct v.organization_id) = 1 then (array_agg(v.organization_id))[1] end), array_remove(array_agg(distinct v.id), null), true
          from directory.location l left join directory.service_at_location p on p.location_id = l.id left join directory.service v on v.id = p.service_id
         where l.id = {0} group by l.id
        """;

    private const string OfService = "select organization_id, array[id], false from directory.service where id = {0}";

    private const string OfPlace =
        "select v.organization_id, array[v.id], false from directory.service_at_location p join directory.service v on v.id = p.service_id where p.id = {0}";

    private const string OfOrganization =
        "select o.id, array(select id from directory.service where organization_id = o.id), true from directory.organization o where o.id = {0}";

    /// <summary>Of a row of any table that edits reach; null = there is no such row.</summary>
    public static async Task<RowOwner?> FindAsync(NpgsqlConnection connection, string entity, Guid id, CancellationToken cancellation)
    {
        var sql = entity switch
        {
            "organization" => Sql(OfOrganization, "$1"),
            "service" => Sql(OfService, "$1"),
            "service_at_location" => Sql(OfPlace, "$1"),
            "location" => Sql(OfLocation, "$1"),
            _ => null,
        };
        if (sql is not null) return await ReadAsync(connection, sql, id, cancellation);
        if (await FindHolderAsync(connection, entity, id, cancellation) is not var (holder, holderId)) return null;
        return await FindAsync(connection, holder, holderId, cancellation);
    }

    /// <summary>What a row hangs on: a phone on its service. Null = there is no such row.</summary>
    private static async Task<(string Entity, Guid Id)?> FindHolderAsync(NpgsqlConnection connection, string entity, Guid id, CancellationToken cancellation)
    {
        var table = Imports.TableShape.Find(entity);
        if (table is null) return null;
        string[] holders = [.. HolderOrder.Where(holder => table.Has(holder + "_id"))];
        if (holders.Length == 0) return null;
        var columns = string.Join(", ", holders.Select(holder => holder + "_id"));
        var sql = $"select {columns} from directory.{entity} where id = $1";
        if (entity == "address") sql += $" union all select {columns} from directory_private.address where id = $1";
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = id } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation)) return null;
        for (var column = 0; column < holders.Length; column++)
        {
            if (!await reader.IsDBNullAsync(column, cancellation)) return (holders[column], reader.GetGuid(column));
        }

        return null;
    }

    private static readonly string[] HolderOrder = ["service_at_location", "service", "location", "organization", "contact", "phone"];

    private static string Sql(string format, string parameter) => format.Replace("{0}", parameter, StringComparison.Ordinal);

    private static async Task<RowOwner?> ReadAsync(NpgsqlConnection connection, string sql, Guid id, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = id } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new RowOwner(await reader.IsDBNullAsync(0, cancellation) ? null : reader.GetGuid(0), reader.GetFieldValue<Guid[]>(1), reader.GetBoolean(2))
            : null;
    }
}
