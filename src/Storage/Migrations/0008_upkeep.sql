-- Keeping listings true: who confirmed them, what speaks against them, who changed what, links without an account, suggestions, claims.

-- Who stood for a listing last. No name and no address: the public learns the kind alone.
create table directory.assurance (
  service_id uuid primary key references directory.service on delete cascade,
  assured_at timestamptz not null,
  assured_by text not null check (assured_by in ('link', 'agency', 'staff'))
);

-- What speaks against a listing besides its age, weighed from the reports below.
create table directory.listing_doubt (
  service_id uuid not null references directory.service on delete cascade,
  kind text not null check (kind in ('DeadPhone', 'DeadLink', 'FullTwice', 'SourcesDisagree', 'SaidGone')),
  since date not null,
  primary key (service_id, kind)
);
grant select on directory.assurance, directory.listing_doubt to rm_public;
grant select, insert, update, delete on directory.assurance, directory.listing_doubt to rm_staff;

-- What is gone is found again by what it hung on.
create index on directory.metadata (previous_value)
  where last_action_type = 'DELETE' and field_name in ('organization_id', 'service_id', 'location_id', 'service_at_location_id', 'phone_id', 'link_id');

-- One row for each save: who, by account or by link. Metadata says only the kind of editor.
create table directory_private.edit (
  id uuid primary key,
  at timestamptz not null,
  editor text not null check (editor in ('link', 'agency', 'staff')),
  account_id uuid,
  link_id uuid
);
create index on directory_private.edit (account_id);

create table directory_private.edit_change (
  metadata_id uuid primary key,
  edit_id uuid not null references directory_private.edit on delete cascade
);

-- A value that a person here has set or confirmed: an import of the listing's source leaves it alone.
-- field '' = the whole row was taken away here and must not come back.
create table directory_private.local_value (
  entity text not null,
  entity_id uuid not null,
  field text not null,
  value text,
  editor text not null,
  verified_at timestamptz not null,
  primary key (entity_id, field, entity)
);

-- What people and feeds say against a listing; dealt with when handled_at is set.
create table directory_private.listing_report (
  id uuid primary key default gen_random_uuid(),
  service_id uuid not null references directory.service on delete cascade,
  kind text not null check (kind in ('DeadPhone', 'DeadLink', 'Full', 'HasRoom', 'SourcesDisagree', 'Gone', 'AddressMoved')),
  reporter text not null check (reporter in ('anyone', 'link', 'agency', 'staff')),
  reported_at timestamptz not null,
  note text,
  handled_at timestamptz,
  handled_by uuid
);
create index on directory_private.listing_report (service_id);

-- Links that need no account. The token itself is stored nowhere; its SHA-256 finds the row.
create table directory_private.signed_link (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  purpose text not null check (purpose in ('confirm', 'correct', 'capacity')),
  service_id uuid not null references directory.service on delete cascade,
  made_by uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  sent_to text
);
create index on directory_private.signed_link (service_id);

create table directory_private.signed_link_use (
  id bigint generated always as identity primary key,
  link_id uuid not null references directory_private.signed_link on delete cascade,
  at timestamptz not null,
  act text not null check (act in ('opened', 'confirmed', 'corrected', 'capacity', 'revoked'))
);
create index on directory_private.signed_link_use (link_id);

create table directory_private.suggestion (
  id uuid primary key,
  service_id uuid not null references directory.service on delete cascade,
  made_at timestamptz not null,
  language text not null,
  note text,
  closed_at timestamptz
);
create index on directory_private.suggestion (made_at) where closed_at is null;
create index on directory_private.suggestion (service_id);

create table directory_private.suggested_change (
  id uuid primary key,
  suggestion_id uuid not null references directory_private.suggestion on delete cascade,
  entity text not null,
  entity_id uuid not null,
  field text not null,
  seen text,
  proposed text,
  outcome text check (outcome in ('approved', 'rejected')),
  decided_by uuid,
  decided_at timestamptz
);
create index on directory_private.suggested_change (suggestion_id);

create table directory_private.claim (
  id uuid primary key,
  organization_id uuid not null references directory.organization on delete cascade,
  account_id uuid not null,
  made_at timestamptz not null,
  reason text not null,
  outcome text check (outcome in ('approved', 'rejected', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz
);
create unique index on directory_private.claim (organization_id, account_id) where outcome is null;

-- How often a listing was looked at in a week (its Monday). No who, no where, no when.
create table directory_private.listing_view (
  service_id uuid not null references directory.service on delete cascade,
  week date not null,
  views integer not null,
  primary key (service_id, week)
);

-- When an agency was last reminded of a listing, so that nobody is asked twice in a month.
create table directory_private.reminder (
  service_id uuid not null references directory.service on delete cascade,
  sent_at timestamptz not null,
  link_id uuid references directory_private.signed_link on delete set null,
  primary key (service_id, sent_at)
);

grant select, insert, update, delete on
  directory_private.edit, directory_private.edit_change, directory_private.local_value, directory_private.listing_report, directory_private.signed_link,
  directory_private.signed_link_use, directory_private.suggestion, directory_private.suggested_change, directory_private.claim,
  directory_private.listing_view, directory_private.reminder to rm_staff;
