-- Filings (申請): what citizens sent here, its parts, and the events of the cases that were made of them.
create table filing_keys (
  key_id text primary key,
  public_key text not null unique,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  revoked_at timestamptz,
  check (begins_at < ends_at)
);

-- 'coming' until every part is here and opened, or until it is said that it cannot be.
create table filings (
  filing_id text primary key check (filing_id ~ '^fil_[A-Za-z0-9_-]{22}$'),
  -- An earlier filing, whose case this one is about: a correction, more papers, a withdrawal.
  about text,
  portal text not null,
  filer_code text not null,
  -- SHA-256 of the signed content of the portal's message, and the message as it was signed: the receipt has both.
  filing_digest bytea not null,
  envelope bytea not null,
  desk_key text not null,
  reader_key text not null,
  -- 提出: the core's line. 到達: recorded here.
  filed_at timestamptz not null,
  received_at timestamptz not null,
  taken_at timestamptz,
  state text not null check (state in ('coming', 'taken', 'opened-not')),
  -- Why it could not be opened.
  why text,
  -- Who works on it says so by moving this on: nobody else tries before.
  next_try_at timestamptz not null,
  failed_tries integer not null default 0,
  -- What its form says, and what the check of its signature found, as of when it was filed.
  procedure text,
  procedure_version text,
  form jsonb,
  signature text,
  check ((state = 'coming') = (taken_at is null)),
  check ((state = 'taken') = (form is not null)),
  check ((state = 'opened-not') = (why is not null))
);
create index filings_coming on filings (next_try_at) where state = 'coming';
create index filings_about on filings (about) where about is not null;
create index filings_of_procedure on filings (procedure, filed_at) where state = 'taken';

-- Part 0 is the form. `digest` names the file of the ciphertext as the portal sealed it, which is what is kept.
create table filing_parts (
  filing_id text not null references filings,
  index integer not null check (index between 0 and 20),
  digest bytea not null,
  size_bytes bigint not null,
  -- From the form's own table, once it was opened and compared; the form's own is what was opened.
  plain_sha256 bytea,
  plain_size_bytes bigint,
  name text,
  media_type text,
  primary key (filing_id, index)
);

-- Each names the one before by its digest. Written by one function, and changed by nobody.
create table case_events (
  filing_id text not null references filings,
  number integer not null check (number >= 0),
  previous bytea not null,
  digest bytea not null,
  what text not null check (what ~ '^[a-z][a-z-]{1,40}$'),
  event jsonb not null,
  at timestamptz not null,
  -- The officer; null where the program did it by itself.
  by_whom text,
  primary key (filing_id, number)
);

grant select, insert on filing_keys, filings, filing_parts, case_events to {{run}};
grant update (revoked_at) on filing_keys to {{run}};
grant update (taken_at, state, why, next_try_at, failed_tries, procedure, procedure_version, form, signature) on filings to {{run}};
grant update (plain_sha256, plain_size_bytes, name, media_type) on filing_parts to {{run}};

create trigger filing_keys_revoke_once before update on filing_keys for each row
  when (old.revoked_at is not null or new.revoked_at is null) execute function refuse_change();
create trigger filings_end_once before update on filings for each row
  when (old.state <> 'coming') execute function refuse_change();
create trigger filing_parts_open_once before update on filing_parts for each row
  when (old.plain_sha256 is not null) execute function refuse_change();
create trigger case_events_stay before update or delete on case_events for each row execute function refuse_change();
create trigger case_events_stay_whole before truncate on case_events for each statement execute function refuse_change();
