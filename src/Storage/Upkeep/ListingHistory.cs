using Npgsql;
using ResourceMatch.Domain.Upkeep;

namespace ResourceMatch.Storage.Upkeep;

/// <summary>Every recorded change of one listing, and the listing as of any instant.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class ListingHistory
{
    private readonly Guid service;
    private readonly IReadOnlyList<ListingRow> rows;

    private ListingHistory(Guid service, IReadOnlyList<ListingRow> rows, IReadOnlyList<HistoryEntry> entries) => (this.service, this.rows, Entries) = (service, rows, entries);

    /// <summary>The latest first.</summary>
    public IReadOnlyList<HistoryEntry> Entries { get; }

    /// <summary>As it is; empty when the service is gone.</summary>
    public IReadOnlyList<ListingRow> Now => ListingRows.Reachable(rows, service);

    // A resource belongs to a listing when it hangs on it now, or was deleted while it did.
    private const string FindGone = """
        select distinct m.resource_type, m.resource_id from {0}.metadata m
         where m.last_action_type = 'DELETE' and m.previous_value = any($1)
           and m.field_name in ('organization_id', 'service_id', 'location_id', 'service_at_location_id', 'phone_id', 'link_id')
           and m.resource_type not in ('service', 'location', 'program') and (m.resource_type <> 'service_at_location' or m.field_name = 'service_id')
        union
        select distinct m.resource_type, m.resource_id from {0}.metadata m where m.last_action_type = 'DELETE' and m.previous_value = any($1) and m.field_name = 'contact_id'
        """;

    // Where the service was once, and whose it was: the location and the organization may be there still, for others. $1 the service, as text.
    private const string FormerPlaces = """
        select distinct l.previous_value from directory.metadata l
         where l.field_name = 'location_id' and l.resource_type = 'service_at_location' and l.previous_value <> ''
           and (l.resource_id in (select id from directory.service_at_location where service_id = $1::uuid)
             or l.resource_id in (select s.resource_id from directory.metadata s
                                   where s.last_action_type = 'DELETE' and s.field_name = 'service_id' and s.previous_value = $1 and s.resource_type = 'service_at_location'))
        """;

    private const string FormerOrganizations =
        "select distinct previous_value from directory.metadata where resource_id = $1::uuid and resource_type = 'service' and field_name = 'organization_id' and previous_value <> ''";

    private const string FindEntries = """
        select m.resource_type, m.resource_id, m.last_action_date, m.last_action_type, m.field_name, m.previous_value, m.replacement_value, m.updated_by, {1}
          from {0}.metadata m {2}
         where m.resource_id = any($1)
        """;

    /// <summary>The rows as they were; a change at this very instant has happened.</summary>
    public IReadOnlyList<ListingRow> AsOf(DateTimeOffset at) =>
        ListingRows.Reachable(
            RowHistory.AsOf(rows, Entries.Select(entry => new RowChange(entry.Entity, entry.Id, entry.At, entry.Action, entry.Field, entry.Previous, entry.Replacement)), at), service);

    /// <param name="isPrivate">True reads directory_private too, and who by account: for staff, over the staff's data source.</param>
    public static async Task<ListingHistory> LoadAsync(NpgsqlDataSource source, Guid service, bool isPrivate, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        string[] schemas = isPrivate ? ["directory", "directory_private"] : ["directory"];
        var (places, organizations) = (await FindFormerAsync(connection, FormerPlaces, service, cancellation), await FindFormerAsync(connection, FormerOrganizations, service, cancellation));
        var now = await ListingRows.LoadAsync(connection, service, places, organizations, isPrivate, cancellation);
        HashSet<Guid> ids = [service, .. places, .. organizations, .. now.Select(row => row.Id)];
        // A deleted place's own phones are found in the next round, and their languages in the one after.
        for (var (before, round) = (0, 0); before != ids.Count && round < 4; round++)
        {
            before = ids.Count;
            foreach (var schema in schemas) ids.UnionWith(await FindGoneAsync(connection, schema, ids, cancellation));
        }

        List<HistoryEntry> entries = [];
        foreach (var schema in schemas) entries.AddRange(await LoadEntriesAsync(connection, schema, ids, isPrivate, cancellation));
        return new ListingHistory(
            service, now, [.. entries.OrderByDescending(entry => entry.At).ThenBy(entry => entry.Entity, StringComparer.Ordinal).ThenBy(entry => entry.Id).ThenBy(entry => entry.Field, StringComparer.Ordinal)]);
    }

    private static async Task<Guid[]> FindFormerAsync(NpgsqlConnection connection, string sql, Guid service, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = service.ToString() } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<Guid> former = [];
        while (await reader.ReadAsync(cancellation)) former.Add(Guid.Parse(reader.GetString(0)));
        return [.. former];
    }

    private static async Task<List<Guid>> FindGoneAsync(NpgsqlConnection connection, string schema, HashSet<Guid> ids, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(FindGone.Replace("{0}", schema, StringComparison.Ordinal), connection)
        {
            Parameters = { new() { Value = ids.Select(id => id.ToString()).ToArray() } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<Guid> gone = [];
        while (await reader.ReadAsync(cancellation)) gone.Add(reader.GetGuid(1));
        return gone;
    }

    private static async Task<List<HistoryEntry>> LoadEntriesAsync(NpgsqlConnection connection, string schema, HashSet<Guid> ids, bool isPrivate, CancellationToken cancellation)
    {
        var (account, join) = isPrivate
            ? ("e.account_id", "left join directory_private.edit_change c on c.metadata_id = m.id left join directory_private.edit e on e.id = c.edit_id")
            : ("null::uuid", "");
        await using var command = new NpgsqlCommand(FindEntries.Replace("{0}", schema, StringComparison.Ordinal).Replace("{1}", account, StringComparison.Ordinal).Replace("{2}", join, StringComparison.Ordinal), connection)
        {
            Parameters = { new() { Value = ids.ToArray() } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<HistoryEntry> entries = [];
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(new HistoryEntry(
                reader.GetString(0), reader.GetGuid(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7),
                await reader.IsDBNullAsync(8, cancellation) ? null : reader.GetGuid(8)));
        }

        return entries;
    }
}

/// <summary>One change of one field: who, when, from what, to what.</summary>
/// <param name="Action">CREATE, UPDATE or DELETE.</param>
/// <param name="Field">Empty where the whole resource came or went.</param>
/// <param name="By">The kind of editor, or the import; no name.</param>
/// <param name="AccountId">For staff alone; null = not known, or not for the reader.</param>
public sealed record HistoryEntry(string Entity, Guid Id, DateTimeOffset At, string Action, string Field, string Previous, string Replacement, string By, Guid? AccountId);
