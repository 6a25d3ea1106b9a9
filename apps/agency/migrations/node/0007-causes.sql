-- Why an exchange ended as it did: for officers and numbers. A person who asks for themselves hears one ending for all causes
-- that depend on them, and nobody but this agency knows which it was.
alter table provisions add column cause text;
grant update (cause) on provisions to {{run}};

-- What an officer released of a person's own questions: shown at the next asking, until then.
create table releases (
  person_ref text not null references people,
  type text not null,
  released_at timestamptz not null,
  until timestamptz not null,
  primary key (person_ref, type, released_at)
);
grant select, insert on releases to {{run}};
create trigger provisions_cause_once before update of cause on provisions for each row
  when (old.state = 'answered') execute function refuse_change();
