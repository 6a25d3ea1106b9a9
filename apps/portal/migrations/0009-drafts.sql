-- What people fill in and have not handed in. It belongs to an account (sealed to its vault) or to nobody (sealed under a
-- key that stands in a cookie of one browser): a copy of these tables opens none of it.
create table drafts (
  draft text primary key,
  account text references accounts on delete cascade,
  vault text,
  -- Of the first half of the cookie; the second half is the key.
  browser_hash bytea,
  procedure text not null,
  version text not null,
  municipality text not null,
  -- Counts every change: whoever writes says which one they read.
  revision integer not null,
  sealed bytea not null check (octet_length(sealed) <= 262144),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint drafts_owner check ((account is null) = (vault is null) and (account is null) <> (browser_hash is null))
);
create index drafts_account on drafts (account, updated_at desc) where account is not null;
create index drafts_browser on drafts (browser_hash, updated_at desc) where browser_hash is not null;
create index drafts_updated on drafts (updated_at);

-- A page that was sent after the session had ended: kept for this browser until its owner is logged in again, a day at most.
create table held_pages (
  browser_hash bytea not null,
  draft text not null references drafts on delete cascade,
  place text not null,
  sealed bytea not null check (octet_length(sealed) <= 131072),
  held_at timestamptz not null,
  primary key (browser_hash, draft, place)
);
create index held_pages_at on held_pages (held_at);

grant select, insert, update, delete on drafts, held_pages to {{run}};
