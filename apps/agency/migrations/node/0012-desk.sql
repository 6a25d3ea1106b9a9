-- The desk: officers, what they may do, how they log in, and what they did.
create table officers (
  officer text primary key,
  name text not null,
  -- What a passkey says of whom it is for: random, and nothing about them.
  user_handle text not null unique,
  invited_at timestamptz not null,
  removed_at timestamptz,
  removed_by text,
  check ((removed_at is null) = (removed_by is null))
);

create table officer_roles (
  officer text not null references officers,
  affair text not null,
  role text not null check (role in ('look', 'handle', 'divide', 'records', 'settings')),
  given_at timestamptz not null,
  given_by text not null,
  primary key (officer, affair, role)
);

-- One-time links: of each only the hash is here.
create table desk_invitations (
  token_hash bytea primary key,
  officer text not null references officers,
  made_at timestamptz not null,
  made_by text not null,
  ends_at timestamptz not null,
  used_at timestamptz
);

create table passkeys (
  credential text primary key,
  officer text not null references officers,
  public_key bytea not null,
  counter bigint not null,
  added_at timestamptz not null,
  retired_at timestamptz
);
create unique index passkeys_in_use on passkeys (officer) where retired_at is null;

-- A lost passkey: one administrator begins, another one confirms, and neither is who lost it.
create table passkey_replacements (
  replacement text primary key,
  officer text not null references officers,
  begun_by text not null references officers check (begun_by <> officer),
  begun_at timestamptz not null,
  ends_at timestamptz not null,
  confirmed_by text references officers check (confirmed_by <> begun_by and confirmed_by <> officer),
  confirmed_at timestamptz,
  check ((confirmed_at is null) = (confirmed_by is null))
);

-- What a browser was asked to sign, until it answers.
create table desk_challenges (
  asking_hash bytea primary key,
  purpose text not null check (purpose in ('register', 'log-in')),
  challenge text not null,
  ends_at timestamptz not null
);

create table desk_sessions (
  session_hash bytea primary key,
  officer text not null references officers,
  begun_at timestamptz not null,
  seen_at timestamptz not null
);
create index desk_sessions_of_officer on desk_sessions (officer);

-- What was typed into a form that was not taken, until its page has shown it again.
create table desk_left_forms (
  form text primary key,
  session_hash bytea not null references desk_sessions on delete cascade,
  path text not null,
  fields jsonb not null,
  problem text,
  left_at timestamptz not null
);

-- Who looked at what and did what. Nobody here changes a line.
create table desk_audit (
  line bigint generated always as identity primary key,
  at timestamptz not null,
  officer text,
  by_whom text not null,
  affair text not null,
  what text not null check (what ~ '^[a-z][a-z-]{1,40}$'),
  exchange_id text,
  person_ref text,
  subject text,
  reason text
);
create index desk_audit_of_affair on desk_audit (affair, line);

-- What an officer decided about an answer that was held: once.
create table held_decisions (
  exchange_id text primary key references provisions,
  decision text not null check (decision in ('released', 'refused')),
  reason text,
  by_whom text not null,
  decided_at timestamptz not null,
  check ((decision = 'refused') = (reason is not null))
);

grant select, insert on officers, desk_invitations, passkeys, passkey_replacements, desk_audit, held_decisions to {{run}};
grant update (removed_at, removed_by) on officers to {{run}};
grant update (used_at) on desk_invitations to {{run}};
grant update (counter, retired_at) on passkeys to {{run}};
grant update (confirmed_by, confirmed_at) on passkey_replacements to {{run}};
grant select, insert, delete on officer_roles, desk_challenges, desk_sessions, desk_left_forms to {{run}};
grant update (seen_at) on desk_sessions to {{run}};

create trigger officers_end_once before update on officers for each row
  when (old.removed_at is not null or new.removed_at is null) execute function refuse_change();
create trigger desk_invitations_use_once before update on desk_invitations for each row
  when (old.used_at is not null or new.used_at is null) execute function refuse_change();
create trigger passkeys_retire_once before update on passkeys for each row
  when (old.retired_at is not null or new.counter < old.counter) execute function refuse_change();
create trigger passkey_replacements_confirm_once before update on passkey_replacements for each row
  when (old.confirmed_at is not null or new.confirmed_at is null) execute function refuse_change();
create trigger desk_audit_stays before update or delete on desk_audit for each row execute function refuse_change();
create trigger desk_audit_stays_whole before truncate on desk_audit for each statement execute function refuse_change();
