using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;

namespace ResourceMatch.Storage.Imports;

/// <summary>An area with what is known of its people; counts null = unknown.</summary>
/// <param name="Kind">neighborhood, tract, water or park.</param>
public sealed record AreaRow(
    string Kind, string Key, string Name, Geometry Geometry, int? Children, int? PovertyChildren, int? Households, int? NoVehicleHouseholds, int? LimitedEnglishPeople);

/// <summary>A school as a place to start from.</summary>
public sealed record SchoolRow(string Key, string Name, Point Point);

/// <summary>A street or path for the map.</summary>
/// <param name="Id">OpenStreetMap's id of the way.</param>
/// <param name="Kind">The highway tag: residential, footway.</param>
public sealed record StreetRow(long Id, string? Name, string Kind, LineString Line);

/// <summary>Replaces what the map draws under the listings: areas and schools, or streets; each in one transaction.</summary>
public static class MapImport
{
    /// <summary>Areas keep their id while kind and key stay, because places may refer to them.</summary>
    public static async Task ReplaceAreasAsync(DirectoryDatabase database, IEnumerable<AreaRow> areas, IEnumerable<SchoolRow> schools, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RunAsync(connection, "create temporary table new_area (kind text, key text, name text, children int, poverty_children int, households int, no_vehicle_households int, limited_english_people int, geometry geometry(Geometry, 4326)) on commit drop", cancellation);
        await using (var copy = await connection.BeginBinaryImportAsync("copy new_area from stdin (format binary)", cancellation))
        {
            foreach (var area in areas)
            {
                await copy.StartRowAsync(cancellation);
                await copy.WriteAsync(area.Kind, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync(area.Key, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync(area.Name, NpgsqlDbType.Text, cancellation);
                foreach (var count in new[] { area.Children, area.PovertyChildren, area.Households, area.NoVehicleHouseholds, area.LimitedEnglishPeople }) await WriteAsync(copy, count, cancellation);
                await copy.WriteAsync(area.Geometry, "geometry", cancellation);
            }

            await copy.CompleteAsync(cancellation);
        }

        await RunAsync(connection, StoreAreas, cancellation);
        await RunAsync(connection, "delete from directory.school", cancellation);
        await using (var copy = await connection.BeginBinaryImportAsync("copy directory.school (key, name, point) from stdin (format binary)", cancellation))
        {
            foreach (var school in schools)
            {
                await copy.StartRowAsync(cancellation);
                await copy.WriteAsync(school.Key, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync(school.Name, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync<Geometry>(school.Point, "geometry", cancellation);
            }

            await copy.CompleteAsync(cancellation);
        }

        // A service's neighborhoods stand in its document.
        await RunAsync(connection, "select directory.rewrite_search_documents(null, null)", cancellation);
        await BumpAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Replaces the lines that came with one street network. Within its transaction; of a repeated way the first counts.</summary>
    internal static async Task ReplaceStreetsAsync(NpgsqlConnection connection, string networkKey, IEnumerable<StreetRow> streets, CancellationToken cancellation)
    {
        await RunAsync(connection, "create temporary table new_street (id bigint, name text, kind text, geometry geometry(LineString, 4326)) on commit drop", cancellation);
        await using (var copy = await connection.BeginBinaryImportAsync("copy new_street from stdin (format binary)", cancellation))
        {
            foreach (var street in streets)
            {
                await copy.StartRowAsync(cancellation);
                await copy.WriteAsync(street.Id, NpgsqlDbType.Bigint, cancellation);
                if (street.Name is null) await copy.WriteNullAsync(cancellation);
                else await copy.WriteAsync(street.Name, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync(street.Kind, NpgsqlDbType.Text, cancellation);
                await copy.WriteAsync<Geometry>(street.Line, "geometry", cancellation);
            }

            await copy.CompleteAsync(cancellation);
        }

        await using var store = new NpgsqlCommand(StoreStreets, connection) { CommandTimeout = 600 };
        store.Parameters.Add(new NpgsqlParameter<string> { TypedValue = networkKey });
        await store.ExecuteNonQueryAsync(cancellation);
    }

    private const string StoreStreets = """
        with gone as (delete from directory.street s where s.network_key = $1 and not exists (select from new_street n where n.id = s.id))
        insert into directory.street (network_key, id, name, kind, geometry)
        select distinct on (id) $1, id, name, kind, geometry from new_street order by id
        on conflict (network_key, id) do update set name = excluded.name, kind = excluded.kind, geometry = excluded.geometry
        """;

    private const string StoreAreas = """
        delete from directory.area a where not exists (select from new_area n where n.kind = a.kind and n.key = a.key);
        insert into directory.area (kind, key, name, children, poverty_children, households, no_vehicle_households, limited_english_people, geometry)
        select kind, key, name, children, poverty_children, households, no_vehicle_households, limited_english_people, geometry from new_area
        on conflict (kind, key) do update set name = excluded.name, children = excluded.children, poverty_children = excluded.poverty_children,
               households = excluded.households, no_vehicle_households = excluded.no_vehicle_households,
               limited_english_people = excluded.limited_english_people, geometry = excluded.geometry
        """;

    private static Task BumpAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        RunAsync(connection, "update directory.directory_version set version = version + 1, changed_at = now() where part = 'map'", cancellation);

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, int? value, CancellationToken cancellation)
    {
        if (value is { } number) await copy.WriteAsync(number, NpgsqlDbType.Integer, cancellation);
        else await copy.WriteNullAsync(cancellation);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
