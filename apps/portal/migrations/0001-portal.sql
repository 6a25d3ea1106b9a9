-- The portal's own tables. A copy of them, without a card, opens no answer: what is readable here is who asked whom
-- for which type and when; contents and vault keys are sealed.

create table settings (
  name text primary key,
  value bytea not null
);

create table accounts (
  account text primary key,
  -- Our own link code for the person; no other party can read it.
  link_code text not null unique,
  registered_at timestamptz,
  email text,
  created_at timestamptz not null,
  last_login_at timestamptz not null
);

-- One row a card: the vault key, wrapped so that only this card opens it.
create table account_cards (
  account text not null references accounts on delete cascade,
  fingerprint text not null,
  serial text not null,
  vault text not null,
  wrapped_key bytea not null,
  not_after timestamptz not null,
  first_used_at timestamptz not null,
  last_used_at timestamptz not null,
  primary key (account, fingerprint)
);

create table login_challenges (
  login_hash bytea primary key,
  challenge bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index login_challenges_expires on login_challenges (expires_at);

create table acquisitions (
  acquisition text primary key,
  fingerprint text not null,
  state text not null check (state in ('waiting', 'granted', 'refused')),
  mandate text,
  link_code text,
  mandate_expires_at timestamptz,
  reason text,
  created_at timestamptz not null
);
create index acquisitions_created on acquisitions (created_at);

create table sessions (
  session_hash bytea primary key,
  account text not null references accounts on delete cascade,
  channel text not null check (channel in ('page', 'api')),
  mandate text not null,
  vault text not null,
  sealed_secret bytea not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_last_seen on sessions (last_seen_at);
create index sessions_account on sessions (account);

create table requests (
  request text primary key,
  account text not null references accounts on delete cascade,
  created_at timestamptz not null,
  -- Deleted by the citizen: shown to nobody, its answers gone; the row waits for what may still be on its way.
  deleted_at timestamptz
);
create index requests_account on requests (account, created_at desc);

create table inquiries (
  exchange text primary key,
  request text not null references requests on delete cascade,
  account text not null references accounts on delete cascade,
  vault text not null,
  type text not null,
  provider text not null,
  ask_digest bytea not null,
  state text not null check (state in ('asking', 'delayed', 'answered', 'no-data', 'non-disclosed', 'refused',
    'not-permitted', 'no-link-code', 'expired', 'withdrawn')),
  reason text,
  asked_at timestamptz not null,
  not_after timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  -- The provider's answer, sealed to a key that only the citizen's vault makes again.
  sealed bytea,
  -- False while only our own sweep says that it expired.
  is_closed_by_core boolean not null default false
);
create index inquiries_request on inquiries (request);
create index inquiries_account on inquiries (account, asked_at desc);
create index inquiries_open on inquiries (not_after) where state in ('asking', 'delayed');
create index inquiries_closed on inquiries (closed_at) where closed_at is not null;

create table record_requests (
  request text primary key,
  account text not null references accounts on delete cascade,
  vault text not null,
  before timestamptz,
  created_at timestamptz not null,
  sealed bytea
);
create index record_requests_account on record_requests (account, created_at desc);
create index record_requests_created on record_requests (created_at);

grant select, insert on settings to {{run}};
grant select, insert, update, delete on accounts, account_cards, login_challenges, acquisitions, sessions, requests,
  inquiries, record_requests to {{run}};
