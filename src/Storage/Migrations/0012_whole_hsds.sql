-- The rest of HSDS 3.1: programs, contacts, funding, identifiers, web addresses, descriptions of tables, and fields that were missing.
create table directory.program (
  id uuid primary key,
  organization_id uuid not null references directory.organization,
  name text not null check (char_length(name) between 1 and 500),
  alternate_name text,
  description text,
  source text not null
);
create index on directory.program (organization_id);

alter table directory.organization
  add column tax_status text,
  add column tax_id text,
  add column year_incorporated integer,
  add column legal_status text,
  add column logo text,
  add column uri text;

alter table directory.service
  add column program_id uuid references directory.program,
  add column wait_time text,
  add column fees text,
  add column accreditations text,
  add column licenses text;
create index on directory.service (program_id);

-- A UPRN or three words name a door as surely as a point does.
alter table directory.location
  add column external_identifier text,
  add column external_identifier_type text,
  add constraint confidential_has_no_identifier check (location_visibility = 'public' or external_identifier is null);
alter table directory_private.location_point
  add column external_identifier text,
  add column external_identifier_type text;

alter table directory.taxonomy_term
  add column taxonomy text,
  add column language text;

create table directory.contact (
  id uuid primary key,
  organization_id uuid references directory.organization,
  service_id uuid references directory.service,
  location_id uuid references directory.location,
  service_at_location_id uuid references directory.service_at_location,
  name text,
  title text,
  department text,
  email text,
  source text not null
);
create index on directory.contact (organization_id);
create index on directory.contact (service_id);
create index on directory.contact (location_id);
create index on directory.contact (service_at_location_id);

alter table directory.phone add column contact_id uuid references directory.contact;
create index on directory.phone (contact_id);

create table directory.funding (
  id uuid primary key,
  organization_id uuid references directory.organization,
  service_id uuid references directory.service,
  -- HSDS calls it source; that column is the key of the import here, as in every table.
  funding_source text,
  source text not null
);
create index on directory.funding (organization_id);
create index on directory.funding (service_id);

create table directory.organization_identifier (
  id uuid primary key,
  organization_id uuid not null references directory.organization,
  identifier_scheme text,
  identifier_type text not null,
  identifier text not null,
  source text not null
);
create index on directory.organization_identifier (organization_id);

create table directory.url (
  id uuid primary key,
  organization_id uuid references directory.organization,
  service_id uuid references directory.service,
  label text,
  url text not null,
  source text not null
);
create index on directory.url (organization_id);
create index on directory.url (service_id);

create table directory.meta_table_description (
  id uuid primary key,
  name text,
  language text,
  character_set text,
  source text not null
);

-- Null = our own record; else the import that brought it: a source's word for its own history.
alter table directory.metadata add column source text;
alter table directory_private.metadata add column source text;
create index on directory.metadata (source) where source is not null;

create index on directory.taxonomy_term (parent_id);
create index on directory.address (postal_code);

grant select on directory.program, directory.contact, directory.funding, directory.organization_identifier, directory.url, directory.meta_table_description to rm_public;
grant select, insert, update, delete
  on directory.program, directory.contact, directory.funding, directory.organization_identifier, directory.url, directory.meta_table_description to rm_staff;
