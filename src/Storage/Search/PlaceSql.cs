namespace ResourceMatch.Storage.Search;

/// <summary>The SQL of <see cref="PlaceFinder"/>: public rows only, values as parameters.</summary>
internal static class PlaceSql
{
    /// <summary>$1 the line, $2 what follows: house number and words of the street, as PostGIS's address_standardizer reads them. Null = it cannot.</summary>
    public const string Standardize = """
        select nullif(regexp_replace(a.house_num, '[^0-9].*$', ''), ''), directory.street_words(concat_ws(' ', a.predir, a.qual, a.pretype, a.name, a.suftype, a.sufdir))
          from standardize_address('us_lex', 'us_gaz', 'us_rules', $1, $2) as a
        """;

    // Half by the whole name, half by the part that resembles most: "mill" is Mill Street before it is Mill Creek Road, and "mil street" is it too.
    private static string Score(string parameter) => $"(0.5 * similarity({parameter}, words) + 0.5 * word_similarity({parameter}, words))";

    /// <summary>The streets that resemble the words of one parameter.</summary>
    private static string Names(string parameter, int limit) =>
        $"""
        select words, max({Score(parameter)}) as score from (
          select words from directory.street where words % {parameter} or words %> {parameter}
          union
          select street from directory.address where street % {parameter} or street %> {parameter}) as each
         where words <> '' group by words order by score desc, words limit {limit}
        """;

    /// <summary>
    /// $1 words of the street. One row for each street of such a name and each town it lies in (pieces within a kilometre are one): name, score, town, ZIP
    /// codes, known house numbers with their points, lines, and a point in its middle.
    /// </summary>
    public static readonly string Streets = $"""
        with names as materialized ({Names("$1", 6)}),
        pieces as (
          select n.words, n.score, s.geometry, null::integer as number, null::text as city, null::text as postal_code, s.name
            from names n join directory.street s on s.words = n.words
          union all
          select n.words, n.score, l.point, directory.house_number_of(a.address_1), a.city, a.postal_code, null
            from names n join directory.address a on a.street = n.words
            join directory.location l on l.id = a.location_id and l.location_visibility = 'public'
           where l.point is not null and a.address_type = 'physical'),
        parted as (select *, st_clusterdbscan(geometry, 0.01, 1) over (partition by words) as part from pieces),
        roads as (
          select words, score, mode() within group (order by name) as name, mode() within group (order by city) as city,
                 array_agg(distinct postal_code) filter (where postal_code is not null) as postal_codes,
                 array_agg(number order by number, st_x(st_centroid(geometry)), st_y(st_centroid(geometry))) filter (where number is not null) as numbers,
                 array_agg(st_x(st_centroid(geometry)) order by number, st_x(st_centroid(geometry)), st_y(st_centroid(geometry))) filter (where number is not null) as lons,
                 array_agg(st_y(st_centroid(geometry)) order by number, st_x(st_centroid(geometry)), st_y(st_centroid(geometry))) filter (where number is not null) as lats,
                 st_collect(geometry) filter (where geometrytype(geometry) = 'LINESTRING') as line, st_collect(geometry) as whole
            from parted group by words, score, part)
        select coalesce(name, initcap(words)), score, city, coalesce(postal_codes, array[]::text[]), coalesce(numbers, array[]::integer[]), coalesce(lons, array[]::float8[]), coalesce(lats, array[]::float8[]),
               line, st_x(middle), st_y(middle), directory.street_words(coalesce(city, ''))
          from roads cross join lateral st_closestpoint(whole, st_centroid(whole)) as middle order by score desc, st_npoints(whole) desc limit 12
        """;

    /// <summary>$1 and $2 words of two streets: where they meet, or come nearest within 300 m.</summary>
    public static readonly string Crossings = $"""
        with first as materialized ({Names("$1", 6)}), second as materialized ({Names("$2", 6)}),
        one as (select s.name, f.words, f.score, s.geometry from first f join directory.street s on s.words = f.words),
        two as (select s.name, f.words, f.score, s.geometry from second f join directory.street s on s.words = f.words),
        met as (
          select one.name as first, two.name as second, (one.score + two.score) / 2 as score, st_distance(one.geometry, two.geometry) as apart,
                 st_closestpoint(one.geometry, two.geometry) as point
            from one join two on one.words <> two.words and st_dwithin(one.geometry, two.geometry, 0.003))
        select first, second, score, apart < 0.0001, st_x(point), st_y(point) from (
          select distinct on (first, second, round(st_x(point)::numeric, 2), round(st_y(point)::numeric, 2)) * from met
           order by first, second, round(st_x(point)::numeric, 2), round(st_y(point)::numeric, 2), apart, st_x(point)) as each
         order by (apart < 0.0001) desc, score desc, first, second limit 6
        """;

    /// <summary>$1 the words of a name: neighborhoods, wards, schools, stops. $2 true = also what only begins so, for suggestions.</summary>
    public const string Named = """
        select kind, key, name, st_x(point), st_y(point), score from (
          select kind, case when kind = 'neighborhood' then key end as key, name, st_pointonsurface(geometry) as point, directory.street_words(name) as words, 1 as place
            from directory.area where kind in ('neighborhood', 'ward')
          union all
          select 'school', 'school:' || key, name, point, directory.street_words(name), 2 from directory.school
          union all
          (select 'stop', 'stop:' || s.stop_id, s.name, s.point, s.words, 3
             from directory.stop s join directory.feed_version v on v.id = s.feed_version_id and v.live
            where s.point is not null and (s.words % $1 or s.words %> $1) limit 500)) as named
          cross join lateral (select case when words = $1 then 1.0 else (0.5 * similarity($1, words) + 0.5 * word_similarity($1, words))::float8 end as score) as scored
         where score >= 0.45 or ($2 and words like replace(replace($1, '\', ''), '%', '') || '%')
         order by score desc, place, name, key limit 12
        """;

    /// <summary>$1 a ZIP code: the middle of the public places that have it, and their town.</summary>
    public const string PostalCode = """
        select st_x(middle), st_y(middle), city from (
          select st_centroid(st_collect(l.point order by l.id)) as middle, mode() within group (order by a.city) as city
            from directory.address a join directory.location l on l.id = a.location_id and l.location_visibility = 'public'
           where a.postal_code = $1 and l.point is not null) as each
         where middle is not null
        """;
}
