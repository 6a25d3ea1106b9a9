-- Decisions that want a second officer: proposed by one, and nothing the citizen hears of until another one confirms it.
create table case_proposals (
  filing_id text not null references cases,
  -- The step that proposed it.
  step integer not null,
  kind text not null check (kind in ('granted', 'rejected', 'decision-withdrawn')),
  content jsonb not null,
  proposed_by text not null references officers,
  by_whom text not null,
  -- Confirmed and returned by another officer; overtaken by whatever else moved the case on.
  ended_as text check (ended_as in ('confirmed', 'returned', 'overtaken')),
  ended_by text references officers,
  ended_at timestamptz,
  primary key (filing_id, step),
  foreign key (filing_id, step) references case_steps,
  check ((ended_as is null) = (ended_at is null)),
  check (ended_as not in ('confirmed', 'returned') or (ended_by is not null and ended_by <> proposed_by))
);
create unique index case_proposals_wait_once on case_proposals (filing_id) where ended_at is null;

grant select, insert on case_proposals to {{run}};
grant update (ended_as, ended_by, ended_at) on case_proposals to {{run}};

create trigger case_proposals_end_once before update on case_proposals for each row
  when (old.ended_at is not null or new.ended_at is null) execute function refuse_change();
