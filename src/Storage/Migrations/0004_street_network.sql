-- Streets as a network to walk and drive on; and where the stops of the live feeds lie on it.
create table directory.street_network (
  id bigint generated always as identity primary key,
  key text not null,
  live boolean not null default false,
  loaded_at timestamptz not null,
  source_name text not null,
  junction_count integer not null,
  edge_count integer not null,
  -- The compiled network; a host loads it in milliseconds.
  network bytea not null,
  -- Stops on it and the walks between them, for these feed versions in this order.
  stop_walks bytea,
  stop_walks_feeds bigint[],
  check ((stop_walks is null) = (stop_walks_feeds is null))
);
create unique index one_live_street_network_of_each_key on directory.street_network (key) where live;
alter table directory.street_network alter column network set storage external;
alter table directory.street_network alter column stop_walks set storage external;

-- Which network a line of the map came with.
alter table directory.street add column network_key text not null default 'streets';
alter table directory.street drop constraint street_pkey;
alter table directory.street add primary key (network_key, id);

grant select on directory.street_network to rm_public;
grant select, insert, update, delete on directory.street_network to rm_staff;
