using Npgsql;

namespace ResourceMatch.Storage.Merging;

/// <summary>A pair that may be one listing. Parts are in 0..1; null = one of the two does not say.</summary>
public sealed record DuplicatePair(
    Guid FirstId, string FirstName, string FirstSource, Guid SecondId, string SecondName, string SecondSource, double Score, double Name, double? Need, double? Phone, double? Address, double? Place);

/// <summary>Finds listings of different sources that may be one, and keeps what people said of them.</summary>
/// <remarks>
/// Only listings that share a phone, an address, a spot or a name are compared (blocking), so the work grows with the directory and not with its square. Reads the public
/// tables alone: a confidential place's whereabouts speak for no likeness. Thread-safe.
/// </remarks>
public sealed class DuplicateSearch(DirectoryDatabase database, DuplicateOptions options, TimeProvider clock)
{
    /// <summary>Finds them anew, in one step.</summary>
    /// <returns>How many there are.</returns>
    public async Task<int> Refresh(CancellationToken cancellation)
    {
        await using var connection = await database.Staff.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await RunAsync(connection, Stage, cancellation);
        await RunAsync(connection, Keys, cancellation);
        await RunAsync(connection, "delete from directory_private.duplicate_pair", cancellation);
        await using var command = new NpgsqlCommand(Store, connection, transaction) { CommandTimeout = 600 };
        foreach (var value in new object[] { options.MostAlike, options.Name, options.Need, options.Phone, options.Address, options.Place, options.Threshold, clock.GetUtcNow() }) command.Parameters.Add(new() { Value = value });
        var found = await command.ExecuteNonQueryAsync(cancellation);
        await RunAsync(connection, "drop table listed, listed_key", cancellation);
        await transaction.CommitAsync(cancellation);
        return found;
    }

    /// <summary>Likeliest first, without those of which a person said that they are two.</summary>
    public async Task<IReadOnlyList<DuplicatePair>> List(int limit, CancellationToken cancellation)
    {
        await using var command = database.Staff.CreateCommand(
            """
            select d.first_id, f.name, f.source, d.second_id, s.name, s.source, d.score, d.name, d.need, d.phone, d.address, d.place
              from directory_private.duplicate_pair d join directory.service f on f.id = d.first_id join directory.service s on s.id = d.second_id
             order by d.score desc, d.first_id, d.second_id limit $1
            """);
        command.Parameters.Add(new() { Value = limit });
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        List<DuplicatePair> all = [];
        while (await rows.ReadAsync(cancellation))
        {
            all.Add(new DuplicatePair(
                rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetGuid(3), rows.GetString(4), rows.GetString(5), rows.GetFloat(6), rows.GetFloat(7), Part(8), Part(9), Part(10), Part(11)));
            double? Part(int column) => rows.IsDBNull(column) ? null : rows.GetFloat(column);
        }

        return all;
    }

    /// <summary>They are two: not shown again, whatever imports bring.</summary>
    public async Task TellApart(Guid one, Guid other, string by, CancellationToken cancellation)
    {
        await using var command = database.Staff.CreateCommand(
            """
            with said as (
              insert into directory_private.not_duplicate (first_id, second_id, by, at) values (least($1, $2), greatest($1, $2), $3, $4) on conflict do nothing)
            delete from directory_private.duplicate_pair where first_id = least($1, $2) and second_id = greatest($1, $2)
            """);
        foreach (var value in new object[] { one, other, by, clock.GetUtcNow() }) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    // One row for each service, at its first public place.
    private const string Stage = """
        create temporary table listed on commit drop as
        select v.id, v.source, directory.street_words(v.name) as name, directory.street_words(o.name) as organization,
               (select array_agg(n.need) from directory.service_need n where n.service_id = v.id) as needs,
               (select array_agg(distinct right(regexp_replace(p.number, '\D', '', 'g'), 10)) from directory.phone p
                 where (p.service_id = v.id or p.organization_id = v.organization_id or p.service_at_location_id in (select id from directory.service_at_location where service_id = v.id))
                   and length(regexp_replace(p.number, '\D', '', 'g')) >= 7) as phones,
               w.point, w.address
          from directory.service v join directory.organization o on o.id = v.organization_id
          left join lateral (
            select l.point, nullif(concat_ws(' ', directory.house_number_of(a.address_1), a.street), '') as address
              from directory.service_at_location p join directory.location l on l.id = p.location_id and l.location_visibility = 'public'
              left join directory.address a on a.location_id = l.id and a.address_type = 'physical'
             where p.service_id = v.id order by p.id, a.id limit 1) w on true;
        create unique index on listed (id);
        analyze listed
        """;

    // What two listings may share; a spot is a square of some 150 m, with its neighbors, so that no border parts two doors.
    private const string Keys = """
        create temporary table listed_key on commit drop as
        select id, source, 'phone ' || phone as key from listed cross join lateral unnest(phones) as phone
        union select id, source, 'address ' || address from listed where address is not null
        union select id, source, 'name ' || name from listed
        union select id, source, format('spot %s %s', floor(st_x(point) * 500)::int + i, floor(st_y(point) * 700)::int + j)
                from listed cross join generate_series(0, 1) as i cross join generate_series(0, 1) as j where point is not null;
        create index on listed_key (key);
        analyze listed_key
        """;

    private const string Store = """
        with useful as (select key from listed_key group by key having count(*) between 2 and $1 and count(distinct source) > 1),
        pair as (
          select distinct a.id as first_id, b.id as second_id
            from useful join listed_key a using (key) join listed_key b using (key) where a.id < b.id and a.source <> b.source),
        part as (
          select p.first_id, p.second_id,
                 greatest(similarity(a.name, b.name), similarity(a.organization || ' ' || a.name, b.organization || ' ' || b.name),
                          least(similarity(a.organization, b.organization), greatest(word_similarity(a.name, b.name), word_similarity(b.name, a.name))))::float8 as name,
                 case when a.needs is not null and b.needs is not null then
                   (select count(*) from unnest(a.needs) as n where n = any(b.needs))::float8 / greatest(cardinality(a.needs), cardinality(b.needs)) end as need,
                 case when a.phones is not null and b.phones is not null then (a.phones && b.phones)::int::float8 end as phone,
                 case when a.address is not null and b.address is not null then (a.address = b.address)::int::float8 end as address,
                 case when a.point is not null and b.point is not null then greatest(0, 1 - st_distance(a.point::geography, b.point::geography, false) / 500) end as place
            from pair p join listed a on a.id = p.first_id join listed b on b.id = p.second_id
           where not exists (select from directory_private.not_duplicate n where n.first_id = p.first_id and n.second_id = p.second_id)),
        scored as (
          select *, ($2 * name + $3 * coalesce(need, 0) + $4 * coalesce(phone, 0) + $5 * coalesce(address, 0) + $6 * coalesce(place, 0))
                    / nullif($2 + case when need is null then 0 else $3 end + case when phone is null then 0 else $4 end + case when address is null then 0 else $5 end + case when place is null then 0 else $6 end, 0) as score
            from part)
        insert into directory_private.duplicate_pair (first_id, second_id, score, name, need, phone, address, place, found_at)
        select first_id, second_id, score, name, need, phone, address, place, $8 from scored where score >= $7
        """;
}
