namespace ResourceMatch.Storage.Edits;

/// <summary>Moves a place's whereabouts out of the public's sight, and back again where staff say so.</summary>
internal static class PlaceVisibility
{
    private static readonly string[] Strictness = ["public", "area_only", "hidden"];

    public static bool IsLoosened(string? from, string? to) => Array.IndexOf(Strictness, to) < Array.IndexOf(Strictness, from ?? "public");

    // The record of changes goes with them: it holds the addresses of before.
    private const string Hide = """
        insert into directory_private.location_point (location_id, point, transportation, external_identifier, external_identifier_type, source)
          select id, point, transportation, external_identifier, external_identifier_type, source from directory.location where id = $1 and location_visibility = 'public'
          on conflict (location_id) do update set point = excluded.point, transportation = excluded.transportation,
            external_identifier = excluded.external_identifier, external_identifier_type = excluded.external_identifier_type;
        insert into directory_private.address (id, location_id, attention, address_1, address_2, city, region, state_province, postal_code, country, address_type, source)
          select id, location_id, attention, address_1, address_2, city, region, state_province, postal_code, country, address_type, source from directory.address where location_id = $1;
        with moved as (
          delete from directory.metadata where resource_id in (select $1 union all select id from directory.address where location_id = $1)
          returning *)
        insert into directory_private.metadata select * from moved;
        delete from directory.address where location_id = $1;
        update directory.location set point = null, transportation = null, external_identifier = null, external_identifier_type = null, location_visibility = $2 where id = $1;
        """;

    // What was recorded while it was private stays private; only the values of today come out.
    private const string Show = """
        update directory.location l set location_visibility = 'public', public_area_id = null, point = p.point, transportation = p.transportation,
               external_identifier = p.external_identifier, external_identifier_type = p.external_identifier_type
          from (select $1 as id) as given left join directory_private.location_point p on p.location_id = given.id where l.id = given.id;
        insert into directory.address (id, location_id, attention, address_1, address_2, city, region, state_province, postal_code, country, address_type, source)
          select id, location_id, attention, address_1, address_2, city, region, state_province, postal_code, country, address_type, source from directory_private.address where location_id = $1;
        delete from directory_private.address where location_id = $1;
        delete from directory_private.location_point where location_id = $1;
        """;

    private const string Between = "update directory.location set location_visibility = $2, public_area_id = case when $2 = 'area_only' then public_area_id end where id = $1;";

    public static async Task SetAsync(EditSession session, StoredRow place, string to)
    {
        var from = place.Row.Find(Domain.Upkeep.EditableFields.Visibility) ?? "public";
        var script = (from, to) switch { ("public", _) => Hide, (_, "public") => Show, _ => Between };
        foreach (var statement in script.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            object[] values = statement.Contains("$2", StringComparison.Ordinal) ? [place.Row.Id, to] : [place.Row.Id];
            await session.RunAsync(statement.TrimEnd(';'), values);
        }
    }
}
