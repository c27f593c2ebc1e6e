-- Search: one document for each service, the words that documents know, the names that suggestions complete, staff's own words.
-- Documents hold words as people write them, without accents; stems are worked out once for each different word, not for each document.
-- Nothing here is made from schema directory_private: a confidential place gives its service no words, no area and no way in.

create text search configuration directory.plain (copy = pg_catalog.simple);
alter text search configuration directory.plain
  alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part, numword, numhword, hword_numpart with public.unaccent, pg_catalog.simple;

-- Written alike whatever the keyboard: no apostrophes, no vowel signs, every alef alike, alef maqsura as ya, ta marbuta as ha.
create function directory.search_words(text text) returns tsvector language sql immutable parallel safe as $$
  select strip(to_tsvector('directory.plain', translate(text, U&'\0623\0625\0622\0671\0649\0629\0624\0626''\2019\0640\064B\064C\064D\064E\064F\0650\0651\0652\0670',
                                                              U&'\0627\0627\0627\0627\064A\0647\0648\064A')))
$$;

-- One row for each service that still runs. Every kind of yes-or-no filter is also a lexeme of words: #need:food, #language:es, #free.
create table directory.search_document (
  service_id uuid primary key references directory.service on delete cascade,
  organization_id uuid not null,
  -- Names of the service, also translated, and the titles of its taxonomy terms.
  title tsvector not null,
  organization tsvector not null,
  words tsvector not null,
  needs text[] not null,
  languages text[] not null,
  -- Keys of the neighborhoods in which its public places lie, and of the area that stands for an area-only place.
  areas text[] not null,
  -- 0 = free; null = unknown.
  cost numeric,
  minimum_age integer,
  maximum_age integer,
  is_accessible boolean not null,
  -- Students of one school, or residents of one place: not for everyone who searches.
  is_for_students_of_one_school boolean not null,
  is_running boolean not null,
  assured_date date,
  -- Weekdays with an opening in the next 60 days: 1 = Sunday, 2 = Monday, 4 = Tuesday to 64 = Saturday.
  days smallint not null
);
create index on directory.search_document using gin (words) with (fastupdate = off);

-- Every different word of the documents, with its stem in three languages (null = says nothing in that language). Haitian Creole has no stemmer.
create table directory.search_word (
  word text primary key,
  documents integer not null,
  en text generated always as ((ts_lexize('pg_catalog.english_stem', word))[1]) stored,
  es text generated always as ((ts_lexize('pg_catalog.spanish_stem', word))[1]) stored,
  ar text generated always as ((ts_lexize('pg_catalog.arabic_stem', word))[1]) stored
);
create index on directory.search_word using gin (word public.gin_trgm_ops);

-- Every different name of a service, for suggestions and for what is nearest to a misspelt name.
create table directory.search_name (
  name text primary key,
  services integer not null
);
create index on directory.search_name using gin (name public.gin_trgm_ops);

-- Staff's own words for a need.
create table directory.need_word (
  id bigint generated always as identity primary key,
  need text not null check (char_length(need) between 1 and 100),
  language text not null check (language in ('en', 'es', 'ht', 'ar')),
  phrase text not null check (char_length(phrase) between 2 and 100),
  by text not null,
  added_at timestamptz not null default now(),
  unique (need, language, phrase)
);

alter table directory.directory_version drop constraint directory_version_part_check;
alter table directory.directory_version add check (part in ('listings', 'feeds', 'map', 'words'));
insert into directory.directory_version (part, version) values ('words', (extract(epoch from now()) * 1000)::bigint);

-- An opening at a given moment is one step in this index, whatever the number of days kept.
drop index directory.opening_service_at_location_id_idx;
create index on directory.opening (service_at_location_id, lower(during));

-- The weekdays of an opening, in the time of the place.
create function directory.search_days(service uuid, zone text) returns smallint language sql stable as $$
  select coalesce(bit_or((1 << extract(dow from lower(o.during) at time zone zone)::int)), 0)::smallint
    from directory.service_at_location p join directory.opening o on o.service_at_location_id = p.id where p.service_id = service
$$;

create function directory.search_language(code text, name text) returns text language sql immutable as $$
  select case
    when code ~* '^[a-z]{2,3}([-_].*)?$' then case lower(split_part(replace(code, '_', '-'), '-', 1)) when 'eng' then 'en' when 'spa' then 'es' when 'hat' then 'ht' when 'ara' then 'ar'
         else lower(split_part(replace(code, '_', '-'), '-', 1)) end
    when name ~* '^(english|ingl)' then 'en' when name ~* '^(spanish|espa)' then 'es' when name ~* '(haitian|creole|kreyol|kreyòl)' then 'ht' when name ~* '^(arabic|عرب)' then 'ar'
    when name ~* '^(chinese|mandarin|cantonese)' then 'zh' when name ~* '^(vietnamese)' then 'vi' when name ~* '^(tagalog|filipino)' then 'tl' when name ~* '^(russian)' then 'ru'
    when name ~* '^(portuguese)' then 'pt' when name ~* '^(french)' then 'fr' when name ~* '^(korean)' then 'ko' when name ~* '^(somali)' then 'so' end
$$;

-- Rewrites the documents of some services (null = of all) from what the public may see of them. Within the caller's transaction.
-- Without a zone the weekdays stay as they are.
create function directory.rewrite_search_documents(services uuid[], zone text) returns void language plpgsql as $$
begin
  delete from directory.search_document d
   where (services is null or d.service_id = any(services))
     and not exists (select from directory.service v where v.id = d.service_id and v.status in ('active', 'temporarily closed'));
  insert into directory.search_document as d
  select v.id, v.organization_id, t.title, t.organization,
         t.title || t.organization || directory.search_words(concat_ws(' ', v.description, v.eligibility_description, v.application_process, v.fees_description, v.interpretation_services, o.description, x.texts, a.labels, p.texts))
           || array_to_tsvector(array(select tag from unnest(
                case when n.needs = '{}' then array['#need:none'] else array(select '#need:' || need from unnest(n.needs) as need) end
                || array(select '#language:' || code from unnest(l.codes) as code) || array(select '#area:' || key from unnest(p.areas) as key)
                || array['#all', case when c.cost = 0 then '#free' end, case when p.is_accessible then '#accessible' end]) as tag where tag is not null)),
         n.needs, l.codes, p.areas, c.cost, coalesce(v.minimum_age, a.minimum_age), coalesce(v.maximum_age, a.maximum_age),
         p.is_accessible, a.is_for_students_of_one_school, v.status = 'active', v.assured_date, directory.search_days(v.id, coalesce(zone, 'UTC'))
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
    organization_id = excluded.organization_id, title = excluded.title, organization = excluded.organization, words = excluded.words, needs = excluded.needs,
    languages = excluded.languages, areas = excluded.areas, cost = excluded.cost, minimum_age = excluded.minimum_age, maximum_age = excluded.maximum_age,
    is_accessible = excluded.is_accessible, is_for_students_of_one_school = excluded.is_for_students_of_one_school, is_running = excluded.is_running,
    assured_date = excluded.assured_date, days = case when zone is null then d.days else excluded.days end
   where (d.organization_id, d.title, d.organization, d.words, d.needs, d.languages, d.areas, d.cost, d.minimum_age, d.maximum_age, d.is_accessible, d.is_for_students_of_one_school, d.is_running, d.assured_date, case when zone is not null then d.days end)
         is distinct from (excluded.organization_id, excluded.title, excluded.organization, excluded.words, excluded.needs, excluded.languages, excluded.areas, excluded.cost, excluded.minimum_age,
                           excluded.maximum_age, excluded.is_accessible, excluded.is_for_students_of_one_school, excluded.is_running, excluded.assured_date, case when zone is not null then excluded.days end);
  if services is null or cardinality(services) > 500 then
    perform directory.rewrite_search_words();
  elsif cardinality(services) > 0 then
    -- How often a word stands where is counted again with the next import; that it is known must be so at once.
    insert into directory.search_word (word, documents)
    select distinct lexeme, 1 from directory.search_document, unnest(tsvector_to_array(words)) as lexeme
     where service_id = any(services) and lexeme not like '#%' and char_length(lexeme) <= 60
    on conflict do nothing;
    insert into directory.search_name (name, services)
    select name, 1 from directory.service where id = any(services) and status in ('active', 'temporarily closed') and char_length(name) <= 200
    on conflict do nothing;
    update directory.directory_version set version = version + 1, changed_at = now() where part = 'words';
  end if;
end
$$;

-- Counts the words and names anew from all documents.
create function directory.rewrite_search_words() returns void language plpgsql as $$
begin
  create temporary table search_word_now on commit drop as
    select word, ndoc as documents from ts_stat('select words from directory.search_document') where word not like '#%' and char_length(word) <= 60;
  delete from directory.search_word w where not exists (select from search_word_now n where n.word = w.word);
  insert into directory.search_word as w (word, documents) select word, documents from search_word_now
  on conflict (word) do update set documents = excluded.documents where w.documents <> excluded.documents;
  drop table search_word_now;
  create temporary table search_name_now on commit drop as
    select v.name, count(*) as services from directory.search_document d join directory.service v on v.id = d.service_id where char_length(v.name) <= 200 group by v.name;
  delete from directory.search_name w where not exists (select from search_name_now n where n.name = w.name);
  insert into directory.search_name as w (name, services) select name, services from search_name_now
  on conflict (name) do update set services = excluded.services where w.services <> excluded.services;
  drop table search_name_now;
  update directory.directory_version set version = version + 1, changed_at = now() where part = 'words';
end
$$;

-- After openings were written anew for all.
create function directory.rewrite_search_days(zone text) returns void language sql as $$
  update directory.search_document d set days = coalesce(n.days, 0::smallint)
    from directory.search_document e
    left join (select p.service_id, bit_or((1 << extract(dow from lower(o.during) at time zone zone)::int))::smallint as days
                 from directory.opening o join directory.service_at_location p on p.id = o.service_at_location_id group by p.service_id) n on n.service_id = e.service_id
   where d.service_id = e.service_id and d.days <> coalesce(n.days, 0::smallint)
$$;

grant select on directory.search_document, directory.search_word, directory.search_name, directory.need_word to rm_public;
grant select, insert, update, delete on directory.search_document, directory.search_word, directory.search_name, directory.need_word to rm_staff;

select directory.rewrite_search_documents(null, 'UTC');
