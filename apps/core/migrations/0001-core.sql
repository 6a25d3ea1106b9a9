-- Whom the core knows: the registry's name for a person, and the id that link codes are made of. No name, no number.
create table people (
  person_id bytea primary key check (octet_length(person_id) = 16),
  subject text not null unique,
  known_since timestamptz not null
);

-- Who has acquired a code for whom: a provider without one cannot be asked about the person (符号未取得).
create table assigned_codes (
  party text not null,
  person_id bytea not null references people,
  assigned_at timestamptz not null,
  primary key (party, person_id)
);

create table mandates (
  mandate_id text primary key,
  party text not null,
  person_id bytea not null references people,
  granted_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index mandates_expiry on mandates (expires_at);

create table exchanges (
  exchange_id text primary key,
  person_id bytea not null references people,
  inquirer text not null,
  provider text not null,
  affair text not null,
  type text not null,
  basis text,
  period_from date,
  period_until date,
  ask_digest bytea not null,
  asked_at timestamptz not null,
  asked_leaf bytea not null,
  not_after timestamptz not null,
  outcome text,
  reason text,
  closed_at timestamptz,
  is_hidden boolean not null default false
);
create index exchanges_of_person on exchanges (person_id, asked_at desc, exchange_id desc);
create index exchanges_open on exchanges (not_after) where outcome is null;

-- The ledger: rows are added and never changed. The leaf tells nothing without its salt.
create table ledger_entries (
  entry_id bigint generated always as identity primary key,
  exchange_id text not null,
  kind text not null check (kind in ('asked', 'closed')),
  record text not null,
  salt bytea not null,
  leaf bytea not null,
  leaf_hash bytea not null,
  unique (exchange_id, kind)
);

-- The end of each person's chains.
create table chains (
  person_id bytea not null references people,
  name text not null check (name in ('open', 'sealed')),
  length integer not null,
  head bytea not null,
  primary key (person_id, name)
);

grant select, insert on people, assigned_codes to {{run}};
grant select, insert, update, delete on mandates to {{run}};
grant select, insert, update on exchanges, chains to {{run}};
grant select, insert on ledger_entries to {{run}};
