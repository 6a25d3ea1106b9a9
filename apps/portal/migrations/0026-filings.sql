-- Handing in: papers that go with a draft, the form that is to be signed, and what was sent. Bytes of files stand in the folder for
-- filings, each under the SHA-256 of what is in it; here is who has which. Names of papers, the procedure and who signed are sealed
-- to the vault.
create table attachments (
  attachment text primary key,
  draft text not null references drafts on delete cascade,
  account text not null references accounts on delete cascade,
  file text not null check (file ~ '^[0-9a-f]{64}$'),
  size_bytes integer not null check (size_bytes > 0),
  sealed bytea not null check (octet_length(sealed) <= 4096),
  -- In which order they were chosen: one that is replaced stays where it was.
  number bigint generated always as identity
);
create index attachments_draft on attachments (draft, number);
create index attachments_account on attachments (account);
create index attachments_file on attachments (file);

-- The form as it would be sent, until it is sent or anything in it changes.
create table prepared_filings (
  draft text primary key references drafts on delete cascade,
  filing text not null unique,
  -- SHA-256 of the draft's revision and of what goes with it: another one, and the form is made anew.
  made_from bytea not null check (octet_length(made_from) = 32),
  form_file text not null check (form_file ~ '^[0-9a-f]{64}$'),
  signed_file text check (signed_file ~ '^[0-9a-f]{64}$'),
  sealed bytea not null check (octet_length(sealed) <= 8192)
);
create index prepared_filings_form on prepared_filings (form_file);
create index prepared_filings_signed on prepared_filings (signed_file);

create table filings (
  filing text primary key,
  -- Null for who left the portal: what was sent still arrives.
  account text references accounts on delete set null,
  vault text,
  -- Of which draft, which may be gone by now.
  draft text,
  agency text not null,
  filing_digest bytea not null check (octet_length(filing_digest) = 32),
  -- The content of `filing`, which this portal signed: a part of the receipt.
  content bytea not null,
  state text not null check (state in ('sent', 'filed', 'refused', 'replaced')),
  reason text,
  sent_at timestamptz not null,
  -- 提出: as the core said.
  filed_at timestamptz,
  -- When the first event of its case came: the agency has everything.
  taken_at timestamptz,
  sealed bytea check (octet_length(sealed) <= 16384)
);
-- Pressed twice, or in two windows: one filing.
create unique index filings_one_a_draft on filings (draft) where state in ('sent', 'filed');
create index filings_account on filings (account, sent_at desc);
create index filings_taken on filings (taken_at) where taken_at is not null;

create table filing_parts (
  filing text not null references filings on delete cascade,
  position smallint not null,
  -- SHA-256 of the sealed bytes, in hexadecimal as the file is called.
  file text not null check (file ~ '^[0-9a-f]{64}$'),
  size_bytes integer not null,
  primary key (filing, position)
);
create index filing_parts_file on filing_parts (file);

create table filing_events (
  filing text not null references filings on delete cascade,
  number smallint not null check (number >= 0),
  told_at timestamptz not null,
  -- `case-event` as the agency signed it.
  envelope bytea not null,
  primary key (filing, number)
);

grant select, insert, delete on attachments, prepared_filings, filings, filing_parts, filing_events to {{run}};
grant update (file, size_bytes, sealed) on attachments to {{run}};
grant update (filing, made_from, form_file, signed_file, sealed) on prepared_filings to {{run}};
grant update (account, vault, draft, state, reason, filed_at, taken_at, sealed) on filings to {{run}};
