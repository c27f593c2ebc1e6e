-- Who may sign in, as what, and what is sent to people. Nothing of it is public: rm_public may not even enter the schema.
create schema access;
grant usage on schema access to rm_staff;

-- ASP.NET Core Identity's columns, with what we add: name, role, disabled, cast.
create table access.account (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 200),
  user_name text not null,
  normalized_user_name text not null unique,
  email text not null check (char_length(email) between 3 and 254),
  normalized_email text not null unique,
  email_confirmed boolean not null,
  -- Null until the one-time link has been used, and for the cast for ever.
  password_hash text,
  security_stamp text not null,
  concurrency_stamp text not null,
  two_factor_enabled boolean not null,
  lockout_end timestamptz,
  lockout_enabled boolean not null,
  access_failed_count integer not null,
  -- Null = may sign in and do nothing: somebody whose claim waits for a person.
  role text check (role in ('agency_editor', 'directory_staff', 'administrator')),
  is_disabled boolean not null,
  -- One of the invented people of the sample city: signs in without a password, and never in Production.
  is_cast boolean not null,
  created_at timestamptz not null,
  check (not is_cast or password_hash is null)
);

-- The authenticator's key and the recovery codes, both encrypted by the host.
create table access.account_token (
  user_id uuid not null references access.account on delete cascade,
  login_provider text not null,
  name text not null,
  value text,
  primary key (user_id, login_provider, name)
);

-- A signed-in browser. The key in its cookie is stored as a hash, so that a copy of this table opens nothing.
create table access.session (
  key_hash bytea primary key check (octet_length(key_hash) = 32),
  account_id uuid not null references access.account on delete cascade,
  -- The account's stamp when this began: another one ends it.
  security_stamp text not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null
);
create index on access.session (account_id);

-- Which organizations an agency editor may edit, and who said so. The organization may come and go with imports.
create table access.organization_editor (
  account_id uuid not null references access.account on delete cascade,
  organization_id uuid not null,
  approved_by uuid not null references access.account,
  approved_at timestamptz not null,
  primary key (account_id, organization_id)
);
create index on access.organization_editor (organization_id);

-- What happened to accounts: added, role changed, disabled, signed in. Only ever added to.
create table access.account_event (
  id bigint generated always as identity primary key,
  account_id uuid not null references access.account on delete cascade,
  kind text not null,
  -- The new role, the organization's id; never a name, an address or a token.
  detail text,
  -- Who did it; null = the command line, or nobody signed in.
  by_account_id uuid references access.account,
  at timestamptz not null
);
create index on access.account_event (account_id, at);

-- Letters to people, written in the transaction of what they tell, sent by a job. At least once: the id is the Message-Id.
create table access.outbox (
  id uuid primary key,
  to_address text not null check (char_length(to_address) between 3 and 254),
  subject text not null check (char_length(subject) between 1 and 300),
  -- Encrypted by the host. Null once a letter with a secret has gone.
  body bytea,
  -- Holds a link or a code that works for whoever has it.
  has_secret boolean not null,
  created_at timestamptz not null,
  next_try_at timestamptz not null,
  tries integer not null,
  -- The kind of the last failure; never its text, which may name an address.
  last_error text,
  sent_at timestamptz,
  given_up_at timestamptz
);
create index on access.outbox (next_try_at) where sent_at is null and given_up_at is null;
create index on access.outbox (created_at);

grant select, insert, update on access.account, access.outbox to rm_staff;
grant select, insert, update, delete on access.account_token, access.session, access.organization_editor to rm_staff;
grant delete on access.outbox to rm_staff;
grant select, insert on access.account_event to rm_staff;
