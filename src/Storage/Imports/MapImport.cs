using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;

namespace ResourceMatch.Storage.Imports;

/// <summary>An area with what is known of its people; counts null = unknown.</summary>
/// <param name="Kind">neighborhood, ward, tract, water or park.</param>
public sealed record AreaRow(
    string Kind, string Key, string Name, Geometry Geometry, int? Children, int? PovertyChildren, int? Households, int? NoVehicleHouseholds, int? LimitedEnglishPeople)
{
    public int? People { get; init; }

    /// <summary>Rank among all tracts, 0 = least, 1 = most vulnerable (RPL_THEMES of the CDC's index).</summary>
    public float? SocialVulnerability { get; init; }

    /// <summary>Low income and far from a supermarket (LILATracts_1And10 of the Food Access Research Atlas).</summary>
    public bool? IsFoodDesert { get; init; }

    /// <summary>People farther than half a mile from a supermarket (lapophalf).</summary>
    public int? FarFromFoodPeople { get; init; }
}

/// <summary>What replacing the areas of one kind changed.</summary>
/// <param name="Kept">Areas that the file no longer has and that stand for area-only places: they stay, or those places would stand nowhere.</param>
public sealed record AreaCounts(int Created, int Updated, int Deleted, int Kept);

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
        await StageAreasAsync(connection, areas, cancellation);
        await StoreAreasAsync(connection, null, cancellation);
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

    /// <summary>Replaces the areas of one kind in one step; those of other kinds, schools, and every place's link to its area stay.</summary>
    public static async Task<AreaCounts> ReplaceAreasAsync(DirectoryDatabase database, string kind, IEnumerable<AreaRow> areas, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await StageAreasAsync(connection, areas, cancellation);
        var counts = await StoreAreasAsync(connection, kind, cancellation);
        if (counts.Created + counts.Updated + counts.Deleted > 0) await BumpAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);
        return counts;
    }

    private static async Task StageAreasAsync(NpgsqlConnection connection, IEnumerable<AreaRow> areas, CancellationToken cancellation)
    {
        await RunAsync(connection, $"create temporary table new_area on commit drop as select {AreaColumns} from directory.area with no data", cancellation);
        await using var copy = await connection.BeginBinaryImportAsync($"copy new_area ({AreaColumns}) from stdin (format binary)", cancellation);
        foreach (var area in areas)
        {
            await copy.StartRowAsync(cancellation);
            await copy.WriteAsync(area.Kind, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(area.Key, NpgsqlDbType.Text, cancellation);
            await copy.WriteAsync(area.Name, NpgsqlDbType.Text, cancellation);
            foreach (var count in new[] { area.Children, area.PovertyChildren, area.Households, area.NoVehicleHouseholds, area.LimitedEnglishPeople, area.People, area.FarFromFoodPeople }) await WriteAsync(copy, count, NpgsqlDbType.Integer, cancellation);
            await WriteAsync(copy, area.SocialVulnerability, NpgsqlDbType.Real, cancellation);
            await WriteAsync(copy, area.IsFoodDesert, NpgsqlDbType.Boolean, cancellation);
            await copy.WriteAsync(area.Geometry, "geometry", cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task<AreaCounts> StoreAreasAsync(NpgsqlConnection connection, string? kind, CancellationToken cancellation)
    {
        await using var store = new NpgsqlCommand(StoreAreas, connection) { CommandTimeout = 600 };
        store.Parameters.Add(new NpgsqlParameter { Value = (object?)kind ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var rows = await store.ExecuteReaderAsync(cancellation);
        await rows.ReadAsync(cancellation);
        return new AreaCounts((int)rows.GetInt64(0), (int)rows.GetInt64(1), (int)rows.GetInt64(2), (int)rows.GetInt64(3));
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

    private const string AreaColumns =
        "kind, key, name, children, poverty_children, households, no_vehicle_households, limited_english_people, people, far_from_food_people, social_vulnerability, is_food_desert, geometry";

    private const string AreaValues =
        "name, children, poverty_children, households, no_vehicle_households, limited_english_people, people, far_from_food_people, social_vulnerability, is_food_desert, geometry";

    // $1 the kind that is replaced; null = every one. An area that a place stands for outlives the file that no longer has it.
    private const string StoreAreas = $"""
        with missing as (
          select a.id, exists (select from directory.location l where l.public_area_id = a.id) as is_used from directory.area a
           where ($1::text is null or a.kind = $1) and not exists (select from new_area n where n.kind = a.kind and n.key = a.key)),
        gone as (delete from directory.area a using missing m where m.id = a.id and ($1::text is null or not m.is_used) returning 1),
        stored as (
          insert into directory.area as t ({AreaColumns}) select {AreaColumns} from new_area
          on conflict (kind, key) do update set ({AreaValues}) = row(excluded.name, excluded.children, excluded.poverty_children, excluded.households, excluded.no_vehicle_households,
                 excluded.limited_english_people, excluded.people, excluded.far_from_food_people, excluded.social_vulnerability, excluded.is_food_desert, excluded.geometry)
           where (t.name, t.children, t.poverty_children, t.households, t.no_vehicle_households, t.limited_english_people, t.people, t.far_from_food_people, t.social_vulnerability, t.is_food_desert, st_asewkb(t.geometry))
              is distinct from (excluded.name, excluded.children, excluded.poverty_children, excluded.households, excluded.no_vehicle_households,
                 excluded.limited_english_people, excluded.people, excluded.far_from_food_people, excluded.social_vulnerability, excluded.is_food_desert, st_asewkb(excluded.geometry))
          returning (xmax = 0) as created)
        select count(*) filter (where created), count(*) filter (where not created), (select count(*) from gone), (select count(*) from missing where $1::text is not null and is_used) from stored
        """;

    private static Task BumpAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        RunAsync(connection, "update directory.directory_version set version = version + 1, changed_at = now() where part = 'map'", cancellation);

    private static async Task WriteAsync<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellation)
        where T : struct
    {
        if (value is { } given) await copy.WriteAsync(given, type, cancellation);
        else await copy.WriteNullAsync(cancellation);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
