-- What the operator tells all citizens, and whether they can log in meanwhile.
create table notices (
  notice text primary key,
  text text not null,
  shown_from timestamptz not null,
  shown_until timestamptz not null,
  pauses_log_in boolean not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
create index notices_until on notices (shown_until);

-- What was done at the operator's page, by whom (as they said at the log-in). Never changed, never removed.
create table operator_actions (
  action bigint generated always as identity primary key,
  at timestamptz not null,
  by_whom text not null,
  what text not null,
  reference text,
  code text
);

grant select, insert, update on notices to {{run}};
grant select, insert on operator_actions to {{run}};
