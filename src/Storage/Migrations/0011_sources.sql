-- Where listings come from, what sources say against what people here have verified, which listings are the same, and how two became one.

-- A feed that is fetched again by the clock.
create table directory_private.source_feed (
  key text primary key check (key ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
  kind text not null check (kind in ('hsds', 'table', 'gtfs', 'osm', 'areas')),
  -- A folder or file of this machine, or an https address.
  place text not null check (char_length(place) between 1 and 2000),
  -- Of a table: the file of its map. Of areas: their kind. Null otherwise.
  map text,
  every text not null check (every in ('night', 'week', 'never')),
  added_at timestamptz not null,
  added_by text not null,
  -- What the host at the address said of the copy that was imported last, and its SHA-256.
  etag text,
  last_modified text,
  content_hash text,
  checked_at timestamptz,
  imported_at timestamptz,
  outcome text check (outcome in ('done', 'unchanged', 'refused', 'failed')),
  message text
);

-- A source that says something else than what a person here has verified. Rewritten by each import of the source.
create table directory_private.disagreement (
  source text not null,
  entity text not null,
  entity_id uuid not null,
  -- Empty = the source does not have the row any more, or has one that was taken away here.
  field text not null,
  ours text,
  theirs text,
  since timestamptz not null,
  primary key (entity_id, field, entity, source)
);

-- Two services that may be one. Parts are in 0..1; null = one of them does not say.
create table directory_private.duplicate_pair (
  first_id uuid not null references directory.service on delete cascade,
  second_id uuid not null references directory.service on delete cascade,
  score real not null,
  name real not null,
  need real,
  phone real,
  address real,
  place real,
  found_at timestamptz not null,
  primary key (first_id, second_id),
  check (first_id < second_id)
);
create index on directory_private.duplicate_pair (second_id);
create index on directory_private.duplicate_pair (score);

-- A person has looked at them: they are two. Outlives imports, so it refers to no row.
create table directory_private.not_duplicate (
  first_id uuid not null,
  second_id uuid not null,
  by text not null,
  at timestamptz not null,
  primary key (first_id, second_id),
  check (first_id < second_id)
);

-- Two services that a person has made one. While it is applied, the rows of the merged one lie in merge_row and nobody sees them.
create table directory_private.merge (
  id uuid primary key,
  -- The order in which they were made, and in which an import makes them again.
  number bigint generated always as identity,
  kept_id uuid not null,
  merged_id uuid not null unique,
  merged_by text not null,
  merged_at timestamptz not null,
  -- [{"entity": "service", "field": "description", "take": "other"}]; what is not named stays the kept one's own.
  choices jsonb not null default '[]',
  -- Sources and resources that it concerns: what an import must undo for a moment, and what hangs together with another merge.
  sources text[] not null,
  touched uuid[] not null,
  is_applied boolean not null,
  check (kept_id <> merged_id)
);

-- Rows set aside, each column as text, in the order in which they were taken.
create table directory_private.merge_row (
  merge_id uuid not null references directory_private.merge on delete cascade,
  place integer not null,
  relation text not null,
  row jsonb not null,
  primary key (merge_id, place)
);

-- What the kept one's own source says where the merged one's value stands now.
create table directory_private.merge_value (
  merge_id uuid not null references directory_private.merge on delete cascade,
  entity text not null,
  entity_id uuid not null,
  field text not null,
  own text,
  primary key (merge_id, entity_id, field, entity)
);

-- For readers: where a listing is to be found that has become part of another.
create table directory.merged_id (
  merged_id uuid primary key,
  kept_id uuid not null,
  entity text not null,
  merge_id uuid not null
);
create index on directory.merged_id (merge_id);

grant select on directory.merged_id to rm_public;
grant select, insert, update, delete on directory.merged_id, directory_private.source_feed, directory_private.disagreement, directory_private.duplicate_pair,
  directory_private.not_duplicate, directory_private.merge, directory_private.merge_row, directory_private.merge_value to rm_staff;
