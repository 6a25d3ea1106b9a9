-- Cases: what officers make of the filings that were taken here. A case has the id of its filing.
create table cases (
  filing_id text primary key references filings,
  receipt_number text not null unique,
  affair text not null,
  procedure text not null,
  state text not null check (state in
    ('taken', 'in-review', 'correction-asked', 'corrected', 'granted', 'rejected', 'decision-withdrawn', 'withdrawn')),
  -- How many steps there are: whoever acts says which of them they saw.
  version integer not null check (version >= 0),
  filed_at timestamptz not null,
  taken_at timestamptz not null,
  -- The last day of 標準処理期間; null while its clock stands still.
  due_on date,
  -- Who has it.
  officer text references officers,
  -- Whom it is about, in our own register: an officer says so, and nobody else.
  subject_ref text references people
);
create index cases_in_affair on cases (affair, state, due_on, filed_at);
create index cases_of_officer on cases (officer) where officer is not null;

-- Everything that was done with a case, in its order. What the citizen was told has the number of their event.
create table case_steps (
  filing_id text not null references cases,
  step integer not null check (step >= 1),
  at timestamptz not null,
  what text not null check (what ~ '^[a-z][a-z-]{1,40}$'),
  -- The officer; null where a citizen's paper or the program did it.
  officer text references officers,
  by_whom text,
  content jsonb not null,
  event_number integer,
  primary key (filing_id, step),
  foreign key (filing_id, event_number) references case_events
);

-- Questions to the network that were asked for a case.
create table case_questions (
  exchange_id text primary key references inquiries,
  filing_id text not null references cases,
  asked_by text not null
);
create index case_questions_of_case on case_questions (filing_id);

grant select, insert on cases, case_steps, case_questions to {{run}};
grant update (state, version, due_on, officer, subject_ref) on cases to {{run}};

create trigger cases_go_on before update on cases for each row
  when (new.version <> old.version + 1) execute function refuse_change();
create trigger case_steps_stay before update or delete on case_steps for each row execute function refuse_change();
create trigger case_steps_stay_whole before truncate on case_steps for each statement execute function refuse_change();
