using ResourceMatch.Domain.Resources;

namespace ResourceMatch.Storage.Imports;

/// <summary>Which places an import hides, and where their whereabouts go instead.</summary>
/// <remarks>A survivor's safety outweighs a listing's completeness: one matching word of the service, place, organization or taxonomy hides the place. Only people can loosen it again.</remarks>
internal static class ConfidentialPlaces
{
    /// <summary>PostgreSQL's regular expressions, without case, in the four languages of the pages.</summary>
    public static readonly string Words = string.Join(
        '|',
        @"domestic[- ]+(violence|abuse)",
        @"intimate[- ]+partner",
        @"\mbattered\M",
        @"shelters? for (survivors|women)",
        @"survivors?('s?|s')? shelter",
        @"women[’']?s'? (emergency )?shelter",
        @"safe[- ]?house",
        @"escape violence",
        @"(human|sex) trafficking",
        @"trafficking (survivor|victim)",
        @"violencia (dom[eé]stica|intrafamiliar|familiar|de g[eé]nero)",
        @"(refugio|albergue) para (mujeres|sobrevivientes|v[ií]ctimas)",
        @"casa segura",
        @"trata de personas",
        @"vyolans (domestik|konjigal|lakay|nan kay|nan fanmi)",
        @"العنف (الأسري|المنزلي)",
        @"الاتجار بالبشر");

    // The strictest of what was staged, what is live and what the words say; so an import can only tighten.
    private const string FindVisibility = """
        with said as materialized (
          select a.link_id from stage_attribute a left join stage_taxonomy_term m on m.id = a.taxonomy_term_id
           where concat_ws(' ', a.label, a.value, m.name, m.code) ~* $1),
        saying as materialized (
          select v.id from stage_service v left join stage_organization o on o.id = v.organization_id
           where concat_ws(' ', v.name, v.alternate_name, o.name, o.alternate_name) ~* $1
              or v.id in (select link_id from said) or v.organization_id in (select link_id from said))
        insert into stage_visibility
        select id, (array['public', 'area_only', 'hidden'])[max(strictness)] from (
          select id, array_position(array['public', 'area_only', 'hidden'], location_visibility) from stage_location
          union all
          select id, array_position(array['public', 'area_only', 'hidden'], location_visibility) from directory.location
           where id in (select id from stage_location union select location_id from stage_service_at_location union select location_id from stage_address)
          union all
          select id, 3 from stage_location where concat_ws(' ', name, alternate_name) ~* $1
          union all
          select id, 3 from stage_location where id in (select link_id from said)
          union all
          select location_id, 3 from stage_service_at_location where id in (select link_id from said) or service_id in (select id from saying)) as found(id, strictness)
        group by id
        """;

    // A place that was public until now: its whereabouts leave the public schema together with the record of their changes.
    private const string HideLive = """
        insert into stage_newly_private
          select id, v.visibility from directory.location l join stage_visibility v using (id) where l.location_visibility = 'public' and v.visibility <> 'public';
        insert into directory_private.location_point (location_id, point, transportation, external_identifier, external_identifier_type, source)
          select l.id, l.point, l.transportation, l.external_identifier, l.external_identifier_type, l.source from directory.location l join stage_newly_private using (id)
          on conflict (location_id) do update set point = excluded.point, transportation = excluded.transportation,
             external_identifier = excluded.external_identifier, external_identifier_type = excluded.external_identifier_type;
        insert into directory_private.address (id, location_id, attention, address_1, address_2, city, region, state_province, postal_code, country, address_type, source)
          select a.id, a.location_id, a.attention, a.address_1, a.address_2, a.city, a.region, a.state_province, a.postal_code, a.country, a.address_type, a.source
            from directory.address a join stage_newly_private n on n.id = a.location_id;
        with moved as (
          delete from directory.metadata where resource_id in (
            select id from stage_newly_private union all select a.id from directory.address a join stage_newly_private n on n.id = a.location_id)
          returning *)
        insert into directory_private.metadata select * from moved;
        delete from directory.address a using stage_newly_private n where n.id = a.location_id;
        update directory.location l set location_visibility = v.visibility, point = null, transportation = null, external_identifier = null, external_identifier_type = null,
               public_area_id = case when v.visibility = 'area_only' then public_area_id end
          from stage_visibility v where v.id = l.id and l.location_visibility <> v.visibility;
        insert into stage_touched select 'location', id from stage_newly_private;
        """;

    private const string SplitStage = """
        update stage_location s set location_visibility = v.visibility from stage_visibility v where v.id = s.id;
        insert into stage_private_point select id, point, transportation, external_identifier, external_identifier_type from stage_location where location_visibility <> 'public';
        update stage_location set point = null, transportation = null, external_identifier = null, external_identifier_type = null where location_visibility <> 'public';
        with moved as (delete from stage_address a using stage_visibility v where v.id = a.location_id and v.visibility <> 'public' returning a.*)
        insert into stage_private_address select * from moved;
        """;

    // Only where something differs, so that a second run records nothing. $1 source, $2 now, $3 who.
    private const string RecordPoints = """
        insert into directory_private.metadata (resource_id, resource_type, last_action_date, last_action_type, field_name, previous_value, replacement_value, updated_by)
        select s.location_id, 'location', $2, 'UPDATE', f.name, coalesce(f.old, ''), coalesce(f.new, ''), $3
          from stage_private_point s left join directory_private.location_point t on t.location_id = s.location_id
         cross join lateral (values ('latitude', st_y(t.point)::text, st_y(s.point)::text), ('longitude', st_x(t.point)::text, st_x(s.point)::text),
                                    ('transportation', t.transportation, s.transportation), ('external_identifier', t.external_identifier, s.external_identifier)) as f(name, old, new)
         where f.old is distinct from f.new and coalesce(t.source, $1) = $1
        """;

    private const string StorePoints = """
        insert into directory_private.location_point as t (location_id, point, transportation, external_identifier, external_identifier_type, source)
        select location_id, point, transportation, external_identifier, external_identifier_type, $1 from stage_private_point
        on conflict (location_id) do update set point = excluded.point, transportation = excluded.transportation,
           external_identifier = excluded.external_identifier, external_identifier_type = excluded.external_identifier_type
         where t.source = $1 and (t.point, t.transportation, t.external_identifier, t.external_identifier_type)
               is distinct from (excluded.point, excluded.transportation, excluded.external_identifier, excluded.external_identifier_type)
        """;

    /// <summary>Temporary tables of an import, beside one for each table.</summary>
    public const string MakeStages = """
        create temporary table stage_visibility (id uuid primary key, visibility text not null);
        create temporary table stage_newly_private (id uuid primary key, visibility text not null);
        create temporary table stage_private_point (location_id uuid primary key, point geometry(Point, 4326), transportation text, external_identifier text, external_identifier_type text);
        create temporary table stage_private_address as select * from stage_address with no data;
        create unique index on stage_private_address (id);
        """;

    /// <summary>Parts what is staged into what the public may know and what it may not; hides live places that must be hidden from now on.</summary>
    public static async Task PartAsync(SwitchSession session)
    {
        await session.RunAsync(FindVisibility, Words);
        await session.RunScriptAsync(HideLive);
        await session.RunScriptAsync(SplitStage);
    }

    /// <summary>Stores the whereabouts; the places themselves must be there.</summary>
    public static async Task StoreAsync(SwitchSession session)
    {
        var address = TableShape.Of(typeof(Address));
        var side = MergeSql.Side.Private(address);
        await session.RunStandardAsync(RecordPoints);
        await session.RunStandardAsync(StorePoints);
        await session.RunStandardAsync(MergeSql.RecordUpdates(address, side));
        await session.RunStandardAsync(MergeSql.RecordCreations(address, side));
        await session.RunStandardAsync(MergeSql.RecordDeletions(address, side));
        await session.RunStandardAsync(MergeSql.Upsert(address, side));
        await session.RunStandardAsync(MergeSql.Delete(address, side));
    }
}
