-- Answers that portals were asked to keep no longer, each once, and why: for our own officers, nobody else is told.
create table retirements (
  exchange_id text primary key references provisions,
  why text not null check (why in ('corrected', 'protected')),
  by_whom text not null,
  retired_at timestamptz not null
);
-- What a person was told about themselves: found without reading the whole table.
create index provisions_to_themselves on provisions (person_ref, answered_at) where affair = 'self-information';

-- 支援措置: one row an act, begun and ended once. What it means for answers stands on `people`, where a permit looks anyway.
create table protections (
  protection text primary key,
  person_ref text not null references people,
  reason text not null check (reason in ('domestic-violence', 'stalking', 'child-abuse', 'other')),
  began_at timestamptz not null,
  by_whom text not null,
  -- The last day in Japan on which it holds.
  until date not null,
  -- What `people` said before the first of acts that follow each other. When the last of them ends it says so again.
  held_before boolean not null,
  withheld_before boolean not null,
  hidden_before boolean not null,
  ended_at timestamptz,
  ended_by text,
  check ((ended_at is null) = (ended_by is null))
);
create unique index protections_running on protections (person_ref) where ended_at is null;

-- Letters to people about themselves, to an address that an officer entered. Both lines are forgotten some time after the letter has left.
create table letters (
  letter text primary key,
  person_ref text not null references people,
  kind text not null check (kind in ('protection-begun', 'protection-ending', 'released')),
  recipient text,
  address text[],
  state text not null check (state in ('waiting', 'printed', 'sent', 'failed')),
  why text check (why in ('returned', 'address-unknown', 'not-collected', 'not-printed', 'other')),
  printed_count integer not null default 0,
  made_at timestamptz not null,
  made_by text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  check ((state = 'failed') = (why is not null))
);
create index letters_of_person on letters (person_ref, made_at);

grant select, insert on retirements, protections, letters to {{run}};
grant update (ended_at, ended_by) on protections to {{run}};
create trigger protections_end_once before update on protections for each row
  when (old.ended_at is not null or new.ended_at is null) execute function refuse_change();
grant update (state, why, printed_count, changed_at, changed_by, recipient, address) on letters to {{run}};
