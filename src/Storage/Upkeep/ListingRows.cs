using Npgsql;
using ResourceMatch.Domain.Upkeep;
using ResourceMatch.Storage.Edits;
using ResourceMatch.Storage.Imports;

namespace ResourceMatch.Storage.Upkeep;

/// <summary>A service with all that hangs on it, as rows of texts: what a form shows, and what a history begins with.</summary>
public static class ListingRows
{
    // Ids of one round come from what the rounds before have found.
    private static readonly string[] Holders = ["service", "service_at_location", "location", "organization", "phone"];

    /// <param name="isPrivate">True to read what confidential places keep in directory_private as well: for those who may write it.</param>
    /// <returns>Empty when there is no such service.</returns>
    public static async Task<IReadOnlyList<ListingRow>> LoadAsync(NpgsqlDataSource source, Guid service, bool isPrivate, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await LoadAsync(connection, service, [], [], isPrivate, cancellation);
    }

    /// <param name="formerPlaces">Locations that are read as well: where the service was once.</param>
    /// <param name="formerOrganizations">Organizations that are read as well: whose the service was once.</param>
    internal static async Task<IReadOnlyList<ListingRow>> LoadAsync(NpgsqlConnection connection, Guid service, Guid[] formerPlaces, Guid[] formerOrganizations, bool isPrivate, CancellationToken cancellation)
    {
        var rows = await SelectAsync(connection, "service", "id", [service], cancellation);
        Guid[] organizations = [.. rows.Select(row => Guid.Parse(row.Find("organization_id")!)).Concat(formerOrganizations).Distinct()];
        var places = await SelectAsync(connection, "service_at_location", "service_id", [service], cancellation);
        Guid[] locations = [.. places.Select(place => Guid.Parse(place.Find("location_id")!)).Concat(formerPlaces).Distinct()];
        rows.AddRange(places);
        rows.AddRange(await SelectAsync(connection, "organization", "id", organizations, cancellation));
        rows.AddRange(await SelectAsync(connection, "location", "id", locations, cancellation));
        var ids = new Dictionary<string, Guid[]> { ["service"] = [service], ["service_at_location"] = [.. places.Select(place => place.Id)], ["location"] = locations, ["organization"] = organizations };
        foreach (var table in TableShape.All.Where(table => table.IsResource && !ids.ContainsKey(table.Name)))
        {
            foreach (var (holder, holderIds) in ids.ToList())
            {
                if (Hangs(table, holder)) rows.AddRange(await SelectAsync(connection, table.Name, holder + "_id", holderIds, cancellation));
            }
        }

        var contacts = rows.Where(row => row.Entity == "contact").Select(row => row.Id).ToArray();
        rows.AddRange(await SelectAsync(connection, "phone", "contact_id", contacts, cancellation));
        var phones = rows.Where(row => row.Entity == "phone").Select(row => row.Id).ToArray();
        rows.AddRange(await SelectAsync(connection, "language", "phone_id", phones, cancellation));
        rows.AddRange(await SelectAsync(connection, "attribute", "link_id", [service, .. ids["service_at_location"], .. locations, .. organizations], cancellation));
        if (isPrivate) await AddPrivateAsync(connection, rows, locations, cancellation);
        return [.. rows.DistinctBy(row => (row.Entity, row.Id)).OrderBy(row => row.Entity, StringComparer.Ordinal).ThenBy(row => row.Id)];
    }

    /// <summary>Of many rows those that one service's listing shows: it, its organization, its places, and what hangs on any of them.</summary>
    public static IReadOnlyList<ListingRow> Reachable(IReadOnlyList<ListingRow> rows, Guid service)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.FirstOrDefault(row => row.Entity == "service" && row.Id == service) is not { } itself) return [];
        HashSet<string> kept = [service.ToString()];
        if (itself.Find("organization_id") is { } organization) kept.Add(organization);
        foreach (var place in rows.Where(row => row.Entity == "service_at_location" && row.Find("service_id") == service.ToString()))
        {
            kept.Add(place.Id.ToString());
            if (place.Find("location_id") is { } location) kept.Add(location);
        }

        string[] roots = ["service", "service_at_location", "location", "organization"];
        List<ListingRow> reachable = [.. rows.Where(row => roots.Contains(row.Entity) && kept.Contains(row.Id.ToString()))];
        // Contacts before their phones, phones before the languages that are spoken on them.
        foreach (var row in rows.Where(row => !roots.Contains(row.Entity)).OrderBy(row => row.Entity switch { "contact" => 0, "phone" => 1, _ => 2 }))
        {
            if (!row.Fields.Any(field => field.Key.EndsWith("_id", StringComparison.Ordinal) && kept.Contains(field.Value))) continue;
            kept.Add(row.Id.ToString());
            reachable.Add(row);
        }

        return [.. reachable.OrderBy(row => row.Entity, StringComparer.Ordinal).ThenBy(row => row.Id)];
    }

    /// <summary>True where rows of a table belong to a listing by their holder: not the organization's other services and places.</summary>
    internal static bool Hangs(TableShape table, string holder) =>
        table.Name is not ("service" or "service_at_location" or "location" or "organization" or "unit" or "taxonomy" or "taxonomy_term")
        && table.Has(holder + "_id") && Holders.Contains(holder);

    internal static async Task<List<ListingRow>> SelectAsync(NpgsqlConnection connection, string entity, string column, Guid[] ids, CancellationToken cancellation, string schema = "directory")
    {
        var table = TableShape.Find(entity)!;
        if (ids.Length == 0) return [];
        await using var command = new NpgsqlCommand($"select t.id, {StoredRow.Expressions(table, "t")} from {schema}.{entity} t where t.{column} = any($1) order by t.id", connection)
        {
            Parameters = { new() { Value = ids } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var names = StoredRow.FieldsOf(table);
        List<ListingRow> rows = [];
        while (await reader.ReadAsync(cancellation)) rows.Add(new ListingRow(entity, reader.GetGuid(0), await StoredRow.FieldsAsync(reader, names, 1, cancellation)));
        return rows;
    }

    private static async Task AddPrivateAsync(NpgsqlConnection connection, List<ListingRow> rows, Guid[] locations, CancellationToken cancellation)
    {
        rows.AddRange(await SelectAsync(connection, "address", "location_id", locations, cancellation, "directory_private"));
        for (var index = 0; index < rows.Count; index++)
        {
            if (rows[index] is { Entity: "location" } place && place.Find(EditableFields.Visibility) is not (null or "public"))
            {
                rows[index] = (await StoredRow.FindAsync(connection, "location", place.Id, isLocked: false, cancellation))!.Row;
            }
        }
    }
}
