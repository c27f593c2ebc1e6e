-- Search forgets what stands in no document any more: a word of a place that became confidential must not live on in the list of known words.
alter table directory.search_document add column name text not null default '';
update directory.search_document d set name = left(v.name, 200) from directory.service v where v.id = d.service_id;
create index on directory.search_document (name);

-- A word or name that stands in no document any more is known no more: it may have been hidden for good reason.
create function directory.forget_search_words(words text[], names text[]) returns void language sql as $$
  delete from directory.search_word w
   where w.word = any(words)
     and not exists (select from directory.search_document d where d.words @@ ('''' || replace(replace(w.word, '\', '\\'), '''', '''''') || '''')::tsquery);
  delete from directory.search_name n where n.name = any(names) and not exists (select from directory.search_document d where d.name = n.name);
$$;

-- As before, and forgets words. Without a zone the weekdays stay as they are.
create or replace function directory.rewrite_search_documents(services uuid[], zone text) returns void language plpgsql as $$
declare
  is_few constant boolean := services is not null and cardinality(services) <= 500;
  words_before text[];
  names_before text[];
begin
  if is_few then
    select array_agg(distinct lexeme), array_agg(distinct d.name) into words_before, names_before
      from directory.search_document d cross join unnest(tsvector_to_array(d.words)) as lexeme where d.service_id = any(services);
  end if;
  delete from directory.search_document d
   where (services is null or d.service_id = any(services))
     and not exists (select from directory.service v where v.id = d.service_id and v.status in ('active', 'temporarily closed'));
  insert into directory.search_document as d (service_id, organization_id, name, title, organization, words, needs, languages, areas, cost, minimum_age, maximum_age, is_accessible,
    is_for_students_of_one_school, is_running, assured_date, days)
  select v.id, v.organization_id, left(v.name, 200), t.title, t.organization,
         t.title || t.organization || directory.search_words(concat_ws(' ', v.description, v.eligibility_description, v.application_process, v.fees_description, v.interpretation_services, o.description, x.texts, a.labels, p.texts))
           || array_to_tsvector(array(select tag from unnest(
                case when n.needs = '{}' then array['#need:none'] else array(select '#need:' || need from unnest(n.needs) as need) end
                || array(select '#language:' || code from unnest(l.codes) as code) || array(select '#area:' || key from unnest(p.areas) as key)
                || array['#all', case when c.cost = 0 then '#free' end, case when p.is_accessible then '#accessible' end]) as tag where tag is not null)),
         n.needs, l.codes, p.areas, c.cost, coalesce(v.minimum_age, a.minimum_age), coalesce(v.maximum_age, a.maximum_age),
         p.is_accessible, a.is_for_students_of_one_school, v.status = 'active', v.assured_date, case when zone is null then 0::smallint else directory.search_days(v.id, zone) end
    from directory.service v
    join directory.organization o on o.id = v.organization_id
   cross join lateral (
     select coalesce(array_agg(sn.need order by sn.need), '{}') as needs from directory.service_need sn where sn.service_id = v.id) n
   cross join lateral (
     select string_agg(tr.text, ' ') filter (where tr.field in ('name', 'alternate_name') and tr.entity = 'service') as names,
            string_agg(tr.text, ' ') filter (where tr.field in ('name', 'alternate_name') and tr.entity = 'organization') as organization_names,
            string_agg(tr.text, ' ') filter (where tr.field not in ('name', 'alternate_name')) as texts
       from directory.translation tr
      where (tr.entity_id = v.id and tr.entity = 'service') or (tr.entity_id = o.id and tr.entity = 'organization')) x
   cross join lateral (
     select string_agg(distinct term.name, ' ') filter (where link_type is distinct from 'service eligibility or intended audience') as titles,
            string_agg(distinct concat_ws(' ', at.label, term.name, term.description), ' ') as labels,
            coalesce(bool_or(coalesce(term.code, at.value) like 'school:%'), false) as is_for_students_of_one_school,
            min(case coalesce(term.code, at.value) when 'grades:K-5' then 5 when 'grades:6-8' then 11 when 'grades:9-12' then 14 end) as minimum_age,
            max(case coalesce(term.code, at.value) when 'grades:K-5' then 11 when 'grades:6-8' then 14 when 'grades:9-12' then 19 end) as maximum_age
       from directory.attribute at left join directory.taxonomy_term term on term.id = at.taxonomy_term_id
      where at.link_id = v.id) a
   cross join lateral (
     select string_agg(distinct concat_ws(' ', l.name, l.alternate_name, ad.city, ad.postal_code), ' ') filter (where l.location_visibility = 'public') as texts,
            coalesce(array_agg(distinct ar.key) filter (where ar.key is not null), '{}') as areas,
            coalesce(bool_or(ac.ways ~* '(step-free|wheelchair|ramp|level entrance|elevator|accessible)'
                             and ac.ways !~* '(not step-free|not wheelchair|no wheelchair|not accessible|no ramp|steps only)'), false) as is_accessible
       from directory.service_at_location sl
       join directory.location l on l.id = sl.location_id
       left join directory.address ad on ad.location_id = l.id and l.location_visibility = 'public'
       left join directory.area ar on ar.kind = 'neighborhood'
             and case l.location_visibility when 'public' then st_contains(ar.geometry, l.point) when 'area_only' then ar.id = l.public_area_id else false end
       left join lateral (select string_agg(concat_ws(' ', c.description, c.details), ' ') as ways from directory.accessibility c
                           where c.location_id = l.id and l.location_visibility <> 'hidden') ac on true
      where sl.service_id = v.id) p
   cross join lateral (
     select coalesce(array_agg(distinct code) filter (where code is not null), '{}') as codes
       from (select directory.search_language(g.code, g.name) as code from directory.language g where g.service_id = v.id
             union select directory.search_language(g.code, g.name) from directory.language g
                     join directory.service_at_location sl on sl.location_id = g.location_id where sl.service_id = v.id) spoken) l
   cross join lateral (
     select coalesce(min(co.amount), case when v.fees_description ~* '^\s*(free|no (cost|fee|charge)|gratis|none)' then 0 end) as cost
       from directory.cost_option co where co.service_id = v.id) c
   cross join lateral (
     select directory.search_words(concat_ws(' ', v.name, v.alternate_name, x.names, a.titles)) as title,
            directory.search_words(concat_ws(' ', o.name, o.alternate_name, x.organization_names)) as organization) t
   where v.status in ('active', 'temporarily closed') and (services is null or v.id = any(services))
  on conflict (service_id) do update set
    organization_id = excluded.organization_id, name = excluded.name, title = excluded.title, organization = excluded.organization, words = excluded.words, needs = excluded.needs,
    languages = excluded.languages, areas = excluded.areas, cost = excluded.cost, minimum_age = excluded.minimum_age, maximum_age = excluded.maximum_age,
    is_accessible = excluded.is_accessible, is_for_students_of_one_school = excluded.is_for_students_of_one_school, is_running = excluded.is_running,
    assured_date = excluded.assured_date, days = case when zone is null then d.days else excluded.days end
   where (d.organization_id, d.name, d.title, d.organization, d.words, d.needs, d.languages, d.areas, d.cost, d.minimum_age, d.maximum_age, d.is_accessible, d.is_for_students_of_one_school, d.is_running, d.assured_date, case when zone is not null then d.days end)
         is distinct from (excluded.organization_id, excluded.name, excluded.title, excluded.organization, excluded.words, excluded.needs, excluded.languages, excluded.areas, excluded.cost, excluded.minimum_age,
                           excluded.maximum_age, excluded.is_accessible, excluded.is_for_students_of_one_school, excluded.is_running, excluded.assured_date, case when zone is not null then excluded.days end);
  if not is_few then
    perform directory.rewrite_search_words();
  elsif cardinality(services) > 0 then
    -- How often a word stands where is counted again with the next large import; that it is known must be so at once.
    insert into directory.search_word (word, documents)
    select distinct lexeme, 1 from directory.search_document d cross join unnest(tsvector_to_array(d.words)) as lexeme
     where d.service_id = any(services) and lexeme not like '#%' and char_length(lexeme) <= 60
    on conflict do nothing;
    insert into directory.search_name (name, services) select distinct d.name, 1 from directory.search_document d where d.service_id = any(services) on conflict do nothing;
    perform directory.forget_search_words(
      array(select unnest(words_before) except select lexeme from directory.search_document d cross join unnest(tsvector_to_array(d.words)) as lexeme where d.service_id = any(services)),
      names_before);
    update directory.directory_version set version = version + 1, changed_at = now() where part = 'words';
  end if;
end
$$;

create or replace function directory.rewrite_search_words() returns void language plpgsql as $$
begin
  create temporary table search_word_now on commit drop as
    select word, ndoc as documents from ts_stat('select words from directory.search_document') where word not like '#%' and char_length(word) <= 60;
  delete from directory.search_word w where not exists (select from search_word_now n where n.word = w.word);
  insert into directory.search_word as w (word, documents) select word, documents from search_word_now
  on conflict (word) do update set documents = excluded.documents where w.documents <> excluded.documents;
  drop table search_word_now;
  create temporary table search_name_now on commit drop as
    select d.name, count(*) as services from directory.search_document d group by d.name;
  delete from directory.search_name w where not exists (select from search_name_now n where n.name = w.name);
  insert into directory.search_name as w (name, services) select name, services from search_name_now
  on conflict (name) do update set services = excluded.services where w.services <> excluded.services;
  drop table search_name_now;
  update directory.directory_version set version = version + 1, changed_at = now() where part = 'words';
end
$$;

select directory.rewrite_search_words();
