-- Roles, database and extensions of a private cluster; harmless when all of it is there.
-- The passwords come in as psql variables from the clone's own file. Extensions need the superuser; everything else
-- in the database belongs to rm_owner, who only migrates. rm_public and rm_staff own nothing.
\set ON_ERROR_STOP on
set client_min_messages = warning;

select format('create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password %L', name, password)
  from (values ('rm_owner', :'owner'), ('rm_public', :'public'), ('rm_staff', :'staff')) as wanted(name, password)
 where not exists (select from pg_roles where rolname = name) \gexec

select 'create database resourcematch owner rm_owner'
 where not exists (select from pg_database where datname = 'resourcematch') \gexec

\connect resourcematch
set client_min_messages = warning;
revoke all on database resourcematch from public;
grant connect on database resourcematch to rm_public;
grant connect, temporary on database resourcematch to rm_staff;
create extension if not exists postgis;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create extension if not exists unaccent;
create extension if not exists pgcrypto;
create extension if not exists address_standardizer;
create extension if not exists address_standardizer_data_us;
-- Its words and rules are tables that the superuser owns.
grant select on us_lex, us_gaz, us_rules to rm_public, rm_staff;
