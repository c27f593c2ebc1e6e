-- Where something is: figures of areas as other people's tables name them, and names of streets in a form in which what is typed can be found.
alter table directory.area drop constraint area_kind_check;
alter table directory.area add constraint area_kind_check check (kind in ('neighborhood', 'ward', 'tract', 'water', 'park'));
alter table directory.area
  add column people integer,
  -- Rank among all tracts, 0 = least, 1 = most vulnerable (RPL_THEMES of the CDC's index).
  add column social_vulnerability real check (social_vulnerability between 0 and 1),
  -- Low income and far from a supermarket (LILATracts_1And10 of the Food Access Research Atlas).
  add column is_food_desert boolean,
  -- People farther than half a mile from a supermarket (lapophalf).
  add column far_from_food_people integer;

-- Words of a street's name without case, accents and abbreviations: "N. Mill St" and "North Mill Street" are one. Calls unaccent by its full name, so
-- that it answers the same under any search path and may stand in a generated column. In plpgsql because each address of an import asks it: as one
-- SQL expression it took three times as long.
create function directory.street_words(name text) returns text language plpgsql immutable strict parallel safe as $$
declare
  words text[] := string_to_array(btrim(regexp_replace(translate(lower(public.unaccent('public.unaccent'::regdictionary, name)), U&'''`\2019', ''), '[^[:alnum:]]+', ' ', 'g')), ' ');
begin
  for n in 1 .. cardinality(words) loop
    if words[n] ~ '^[0-9]{1,3}$' then
      words[n] := words[n] || case when words[n] ~ '1[123]$' then 'th' when words[n] ~ '1$' then 'st' when words[n] ~ '2$' then 'nd' when words[n] ~ '3$' then 'rd' else 'th' end;
    elsif length(words[n]) <= 8 then
      words[n] := case words[n]
        when 'st' then case when n = 1 and cardinality(words) > 1 then 'saint' else 'street' end
        when 'str' then 'street' when 'ave' then 'avenue' when 'av' then 'avenue' when 'blvd' then 'boulevard' when 'rd' then 'road'
        when 'dr' then 'drive' when 'ln' then 'lane' when 'ct' then 'court' when 'pl' then 'place' when 'sq' then 'square' when 'ter' then 'terrace'
        when 'pkwy' then 'parkway' when 'hwy' then 'highway' when 'cir' then 'circle' when 'trl' then 'trail' when 'tr' then 'trail'
        when 'xing' then 'crossing' when 'ctr' then 'center' when 'brg' then 'bridge' when 'pt' then 'point' when 'hts' then 'heights'
        when 'mt' then 'mount' when 'ft' then 'fort' when 'n' then 'north' when 's' then 'south' when 'e' then 'east' when 'w' then 'west'
        when 'ne' then 'northeast' when 'nw' then 'northwest' when 'se' then 'southeast' when 'sw' then 'southwest' when 'first' then '1st'
        when 'second' then '2nd' when 'third' then '3rd' when 'fourth' then '4th' when 'fifth' then '5th' when 'sixth' then '6th'
        when 'seventh' then '7th' when 'eighth' then '8th' when 'ninth' then '9th' when 'tenth' then '10th' when 'eleventh' then '11th'
        when 'twelfth' then '12th'
        else words[n] end;
    end if;
  end loop;
  return array_to_string(words, ' ');
end
$$;

-- The street in the first line of an address, without house number, flat and suite.
create function directory.street_of(line text) returns text language sql immutable strict parallel safe as $$
  select directory.street_words(regexp_replace(regexp_replace(line, '^\s*[0-9]+[a-z]?(\s*[-/]\s*[0-9]+)?\s+', '', 'i'), '(,|\s(apt|apartment|unit|suite|ste|floor|fl|room|rm)\M|#).*$', '', 'i'))
  $$;

-- Its house number; null = none.
create function directory.house_number_of(line text) returns integer language sql immutable strict parallel safe as $$
  select substring(line from '^\s*([0-9]{1,6})')::integer
  $$;

alter table directory.street add column words text generated always as (directory.street_words(name)) stored;
create index street_by_words on directory.street using gin (words public.gin_trgm_ops);
create index street_by_exact_words on directory.street (words);

alter table directory.stop add column words text not null generated always as (directory.street_words(name)) stored;
create index stop_by_words on directory.stop using gin (words public.gin_trgm_ops);

alter table directory.address add column street text not null generated always as (directory.street_of(address_1)) stored;
create index address_by_street on directory.address using gin (street public.gin_trgm_ops);
create index address_by_exact_street on directory.address (street);
create index address_by_postal_code on directory.address (postal_code);
