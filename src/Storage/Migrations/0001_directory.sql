-- The directory: HSDS 3.1 names in schema directory, confidential places in directory_private.
-- rm_public reads directory alone; rm_staff writes both; rm_owner owns both and only migrates.
create schema directory;
create schema directory_private;

create table directory.organization (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 500),
  alternate_name text,
  description text,
  email text,
  website text,
  parent_organization_id uuid references directory.organization deferrable initially deferred,
  source text not null
);

create table directory.taxonomy (
  id uuid primary key,
  name text not null,
  description text,
  uri text,
  version text,
  source text not null
);

create table directory.taxonomy_term (
  id uuid primary key,
  taxonomy_id uuid references directory.taxonomy,
  parent_id uuid references directory.taxonomy_term deferrable initially deferred,
  code text,
  name text not null,
  description text,
  term_uri text,
  source text not null
);
create index on directory.taxonomy_term (taxonomy_id);

create table directory.unit (
  id uuid primary key,
  name text not null,
  scheme text,
  identifier text,
  uri text,
  source text not null
);

-- Neighborhoods, tracts, water and parks with counts of people; place names that a family may start from.
create table directory.area (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('neighborhood', 'tract', 'water', 'park')),
  key text not null,
  name text not null,
  children integer,
  poverty_children integer,
  households integer,
  no_vehicle_households integer,
  limited_english_people integer,
  geometry geometry(Geometry, 4326) not null,
  geometry_3857 geometry(Geometry, 3857) not null generated always as (st_transform(geometry, 3857)) stored,
  unique (kind, key)
);
create index on directory.area using gist (geometry);
create index on directory.area using gist (geometry_3857);

create table directory.school (
  key text primary key,
  name text not null,
  point geometry(Point, 4326) not null,
  point_3857 geometry(Point, 3857) not null generated always as (st_transform(point, 3857)) stored
);
create index on directory.school using gist (point_3857);

create table directory.location (
  id uuid primary key,
  location_type text not null check (location_type in ('physical', 'postal', 'virtual')),
  organization_id uuid references directory.organization,
  name text,
  alternate_name text,
  description text,
  transportation text,
  url text,
  location_visibility text not null default 'public' check (location_visibility in ('public', 'area_only', 'hidden')),
  -- The fixed area that stands for an area-only place; chosen by people, never worked out from the point.
  public_area_id bigint references directory.area on delete set null,
  point geometry(Point, 4326),
  point_3857 geometry(Point, 3857) generated always as (st_transform(point, 3857)) stored,
  source text not null,
  constraint confidential_has_no_point check (location_visibility = 'public' or (point is null and transportation is null))
);
create index on directory.location using gist (point);
create index on directory.location using gist (point_3857);
create index on directory.location (organization_id);

create table directory.service (
  id uuid primary key,
  organization_id uuid not null references directory.organization,
  name text not null check (char_length(name) between 1 and 500),
  alternate_name text,
  description text,
  url text,
  email text,
  status text not null check (status in ('active', 'inactive', 'defunct', 'temporarily closed')),
  interpretation_services text,
  application_process text,
  fees_description text,
  eligibility_description text,
  minimum_age integer check (minimum_age between 0 and 150),
  maximum_age integer check (maximum_age between 0 and 150),
  assured_date date,
  assurer_email text,
  alert text,
  last_modified timestamptz,
  -- When we last saw the listing or anything of it change, whatever its source says of itself.
  changed_at timestamptz not null,
  source text not null
);
create index on directory.service (organization_id);
create index on directory.service (changed_at);

create table directory.service_at_location (
  id uuid primary key,
  service_id uuid not null references directory.service,
  location_id uuid not null references directory.location,
  description text,
  source text not null
);
create index on directory.service_at_location (service_id);
create index on directory.service_at_location (location_id);

create table directory.address (
  id uuid primary key,
  location_id uuid not null references directory.location,
  attention text,
  address_1 text not null,
  address_2 text,
  city text,
  region text,
  state_province text,
  postal_code text,
  country text,
  address_type text not null check (address_type in ('physical', 'postal', 'virtual')),
  source text not null
);
create index on directory.address (location_id);

create table directory.phone (
  id uuid primary key,
  organization_id uuid references directory.organization,
  service_id uuid references directory.service,
  location_id uuid references directory.location,
  service_at_location_id uuid references directory.service_at_location,
  number text not null,
  extension text,
  type text,
  description text,
  source text not null
);
create index on directory.phone (organization_id);
create index on directory.phone (service_id);
create index on directory.phone (location_id);
create index on directory.phone (service_at_location_id);

create table directory.schedule (
  id uuid primary key,
  service_id uuid references directory.service,
  location_id uuid references directory.location,
  service_at_location_id uuid references directory.service_at_location,
  valid_from date,
  valid_to date,
  dtstart date,
  until date,
  count integer,
  wkst text,
  freq text check (freq in ('WEEKLY', 'MONTHLY')),
  "interval" integer,
  byday text,
  byweekno text,
  bymonthday text,
  byyearday text,
  opens_at time,
  closes_at time,
  timezone text,
  schedule_link text,
  attending_type text,
  description text,
  notes text,
  source text not null
);
create index on directory.schedule (service_id);
create index on directory.schedule (location_id);
create index on directory.schedule (service_at_location_id);

create table directory.language (
  id uuid primary key,
  service_id uuid references directory.service,
  location_id uuid references directory.location,
  phone_id uuid references directory.phone,
  name text,
  code text,
  note text,
  source text not null
);
create index on directory.language (service_id);
create index on directory.language (location_id);
create index on directory.language (phone_id);

create table directory.accessibility (
  id uuid primary key,
  location_id uuid not null references directory.location,
  description text,
  details text,
  url text,
  source text not null
);
create index on directory.accessibility (location_id);

create table directory.cost_option (
  id uuid primary key,
  service_id uuid not null references directory.service,
  valid_from date,
  valid_to date,
  option text,
  currency text,
  amount numeric,
  amount_description text,
  source text not null
);
create index on directory.cost_option (service_id);

create table directory.required_document (
  id uuid primary key,
  service_id uuid not null references directory.service,
  document text,
  uri text,
  source text not null
);
create index on directory.required_document (service_id);

create table directory.service_area (
  id uuid primary key,
  service_id uuid references directory.service,
  service_at_location_id uuid references directory.service_at_location,
  name text,
  description text,
  extent text,
  extent_type text,
  uri text,
  geometry geometry(Geometry, 4326),
  source text not null
);
create index on directory.service_area (service_id);
create index on directory.service_area (service_at_location_id);
create index on directory.service_area using gist (geometry);

create table directory.service_capacity (
  id uuid primary key,
  service_id uuid not null references directory.service,
  unit_id uuid not null references directory.unit,
  available integer not null,
  maximum integer,
  description text,
  updated timestamptz not null,
  source text not null
);
create index on directory.service_capacity (service_id);
create index on directory.service_capacity (unit_id);

create table directory.attribute (
  id uuid primary key,
  link_id uuid not null,
  link_entity text not null,
  taxonomy_term_id uuid references directory.taxonomy_term,
  link_type text,
  value text,
  label text,
  source text not null
);
create index on directory.attribute (link_id);
create index on directory.attribute (taxonomy_term_id);

-- Texts of a listing in other languages; HSDS has no place for them.
create table directory.translation (
  entity text not null,
  entity_id uuid not null,
  field text not null,
  language text not null,
  text text not null,
  by text not null,
  source text not null,
  primary key (entity_id, field, language, entity)
);

-- Keys of the needs vocabulary, worked out from attributes when a listing is stored.
create table directory.service_need (
  service_id uuid not null references directory.service on delete cascade,
  need text not null,
  source text not null,
  primary key (service_id, need)
);
create index on directory.service_need (need);

-- Who changed which field of what, when; field_name is empty where a whole resource came or went.
create table directory.metadata (
  id uuid primary key default gen_random_uuid(),
  resource_id uuid not null,
  resource_type text not null,
  last_action_date timestamptz not null,
  last_action_type text not null check (last_action_type in ('CREATE', 'UPDATE', 'DELETE')),
  field_name text not null,
  previous_value text not null,
  replacement_value text not null,
  updated_by text not null
);
create index on directory.metadata (resource_id);

-- Each place's openings of the next 60 days, written by the one reader of schedules; SQL never reads a rule.
create table directory.opening (
  service_at_location_id uuid not null references directory.service_at_location on delete cascade,
  during tstzrange not null
);
create index on directory.opening using gist (during);
create index on directory.opening (service_at_location_id);

-- Bumped with every change that a reader may see; hosts rebuild what they keep in memory, tiles change their ETag.
-- Starts at the clock so that a database made anew never repeats a number that a browser has kept.
create table directory.directory_version (
  part text primary key check (part in ('listings', 'feeds', 'map')),
  version bigint not null,
  changed_at timestamptz not null default now()
);
insert into directory.directory_version (part, version)
  select part, (extract(epoch from now()) * 1000)::bigint from unnest(array['listings', 'feeds', 'map']) as part;

-- The day that the openings begin with; null = never written.
create table directory.opening_window (
  only_row boolean primary key default true check (only_row),
  starts_on date
);
insert into directory.opening_window default values;

create table directory_private.location_point (
  location_id uuid primary key references directory.location on delete cascade,
  point geometry(Point, 4326),
  transportation text,
  source text not null
);

create table directory_private.address (
  id uuid primary key,
  location_id uuid not null references directory.location on delete cascade,
  attention text,
  address_1 text not null,
  address_2 text,
  city text,
  region text,
  state_province text,
  postal_code text,
  country text,
  address_type text not null,
  source text not null
);
create index on directory_private.address (location_id);

-- As directory.metadata, for what the public must not learn.
create table directory_private.metadata (like directory.metadata including defaults);
create index on directory_private.metadata (resource_id);

-- One row for each import. Private, because its notices quote the rows they complain of.
create table directory_private.import_run (
  id bigint generated always as identity primary key,
  kind text not null,
  source text not null,
  input_hash text,
  state text not null check (state in ('running', 'done', 'refused', 'failed')),
  started_at timestamptz not null,
  finished_at timestamptz,
  counts jsonb not null default '{}',
  notices jsonb not null default '[]'
);
create index on directory_private.import_run (started_at);

grant usage on schema directory to rm_public, rm_staff;
grant usage on schema directory_private to rm_staff;
grant select on all tables in schema directory to rm_public;
grant select, insert, update, delete on all tables in schema directory, directory_private to rm_staff;
