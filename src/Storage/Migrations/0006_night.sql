-- The district's night: what is matched again for every household, chunk by chunk, and what came of it. Children's homes and needs stand behind these
-- rows, so no anonymous role reads any of it.
create schema night;
grant usage on schema night to rm_staff;

-- One night over one set of households.
create table jobs.night_run (
  id bigint generated always as identity primary key,
  -- Which households: the name of their source, and a fingerprint of their data. Another fingerprint is another night.
  source text not null,
  fingerprint text not null,
  from_date date not null,
  days integer not null check (days between 1 and 7),
  household_count integer not null,
  chunk_count integer not null,
  -- Numbers of directory.directory_version: what the open chunks are matched against.
  listings_version bigint not null,
  feeds_version bigint not null,
  -- How often an import changed one of them while the night was under way.
  renewed integer not null default 0,
  -- The finished night that this one is compared with; null = the first.
  compared_with bigint references jobs.night_run on delete set null,
  state text not null default 'running' check (state in ('running', 'finished', 'failed')),
  started_at timestamptz not null,
  finished_at timestamptz
);
create unique index one_running_night_of_each_set on jobs.night_run (source) where state = 'running';

-- A piece of a night that one host does at a time; taken with skip locked, held by a lease.
create table jobs.night_chunk (
  run_id bigint not null references jobs.night_run on delete cascade,
  number integer not null,
  first_household integer not null,
  household_count integer not null,
  state text not null default 'open' check (state in ('open', 'taken', 'done', 'failed')),
  worker text,
  lease_until timestamptz,
  attempts integer not null default 0,
  done_at timestamptz,
  primary key (run_id, number)
);
create index open_chunks on jobs.night_chunk (run_id, number) where state in ('open', 'taken');

-- What a household can use, packed by Features/Night/NightPacking: one row a household.
create table night.outcome (
  run_id bigint not null references jobs.night_run on delete cascade,
  chunk integer not null,
  household_id text not null,
  packed bytea not null,
  primary key (run_id, household_id)
);
alter table night.outcome alter column packed set storage external;

-- The places that outcomes name by number, once for each night and listings version.
create table night.place (
  run_id bigint not null references jobs.night_run on delete cascade,
  number integer not null,
  key uuid not null,
  name text not null,
  -- One bit for each date of the window on which it is known to open.
  open_days smallint not null,
  primary key (run_id, number),
  unique (run_id, key)
);

-- What is different from the night before: one row for each kind of change at one place for one need, chunk by chunk.
create table night.change (
  run_id bigint not null references jobs.night_run on delete cascade,
  chunk integer not null,
  -- Features/Night/NightChange.cs words it.
  kind text not null,
  need text not null,
  place_key uuid,
  place_name text not null,
  on_date date,
  detail text,
  household_ids text[] not null
);
create index changes_of_a_chunk on night.change (run_id, chunk);

grant select, insert, update, delete on jobs.night_run, jobs.night_chunk, night.outcome, night.place, night.change to rm_staff;
