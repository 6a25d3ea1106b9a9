-- 団体内統合宛名: the people this agency has to do with, and its link codes for them.
create table people (
  person_ref text primary key,
  resident_code text not null unique check (resident_code ~ '^[0-9]{11}$'),
  link_code text unique,
  -- 自動応答不可: an officer releases each answer.
  holds_answers boolean not null default false,
  -- 不開示: the data is not shown to the person themselves.
  withholds_data boolean not null default false,
  -- 不開示該当: the record of an exchange is not shown to the person.
  hides_records boolean not null default false
);

-- 取得番号 on their way; forgotten as soon as the code is here (番号法21条の2 3項).
create table acquisitions (
  acquisition text primary key,
  person_ref text not null unique references people,
  asked_at timestamptz not null
);

-- What others asked us. `state` is 'held' while an officer has not released it.
create table provisions (
  exchange_id text primary key,
  person_ref text references people,
  inquirer text not null,
  affair text not null,
  type text not null,
  basis text not null,
  permit bytea not null,
  state text not null check (state in ('held', 'answered')),
  outcome text,
  received_at timestamptz not null,
  answered_at timestamptz,
  expires_at timestamptz not null
);
create index provisions_held on provisions (received_at) where state = 'held';

-- What we asked others: business data, so the answer is kept as it was read.
create table inquiries (
  exchange_id text primary key,
  person_ref text not null references people,
  provider text not null,
  affair text not null,
  type text not null,
  ask_digest bytea not null,
  asked_at timestamptz not null,
  not_after timestamptz not null,
  outcome text,
  reason text,
  closed_at timestamptz,
  is_delayed boolean not null default false,
  datum jsonb
);
create index inquiries_of_person on inquiries (person_ref, asked_at desc);

grant select, insert, update on people, provisions, inquiries to {{run}};
grant select, insert, delete on acquisitions to {{run}};
