-- Timetables and what the map draws of them; streets.
create table directory.feed_version (
  id bigint generated always as identity primary key,
  key text not null,
  live boolean not null default false,
  loaded_at timestamptz not null,
  source_name text not null,
  agency text not null,
  time_zone text not null,
  valid_from date not null,
  valid_to date not null,
  stop_count integer not null,
  line_count integer not null,
  trip_count integer not null,
  -- The compiled timetable; a host loads it in milliseconds.
  timetable bytea not null,
  check (valid_from <= valid_to)
);
create unique index one_live_version_of_each_feed on directory.feed_version (key) where live;
-- Compressed already by its own form; out of line and as it is, so that reading it costs no inflating.
alter table directory.feed_version alter column timetable set storage external;

create table directory.stop (
  feed_version_id bigint not null references directory.feed_version on delete cascade,
  stop_id text not null,
  name text not null,
  wheelchair boolean,
  point geometry(Point, 4326),
  point_3857 geometry(Point, 3857) generated always as (st_transform(point, 3857)) stored,
  primary key (feed_version_id, stop_id)
);
create index on directory.stop using gist (point_3857);

create table directory.line (
  feed_version_id bigint not null references directory.feed_version on delete cascade,
  line_id text not null,
  short_name text,
  long_name text,
  color text,
  text_color text,
  route_type integer not null,
  primary key (feed_version_id, line_id)
);

create table directory.line_shape (
  feed_version_id bigint not null references directory.feed_version on delete cascade,
  line_id text not null,
  direction integer not null,
  geometry geometry(Geometry, 4326) not null,
  geometry_3857 geometry(Geometry, 3857) not null generated always as (st_transform(geometry, 3857)) stored,
  foreign key (feed_version_id, line_id) references directory.line on delete cascade
);
create index on directory.line_shape (feed_version_id, line_id);
create index on directory.line_shape using gist (geometry_3857);

create table directory.street (
  id bigint primary key,
  name text,
  kind text not null,
  geometry geometry(LineString, 4326) not null,
  geometry_3857 geometry(LineString, 3857) not null generated always as (st_transform(geometry, 3857)) stored
);
create index on directory.street using gist (geometry_3857);

grant select on all tables in schema directory to rm_public;
grant select, insert, update, delete on all tables in schema directory to rm_staff;
