-- 確認の依頼: a citizen asks us to look again at how their own question ended here.
create table checks (
  exchange_id text primary key references provisions,
  person_ref text references people,
  type text not null,
  inquirer text not null,
  -- Why it ended so, as the provision had it when the citizen asked.
  cause text not null,
  -- How to reach them, where they said so; forgotten when it is cleared.
  name text,
  phone text,
  received_at timestamptz not null,
  cleared_at timestamptz,
  cleared_by text,
  note text,
  check ((cleared_at is null) = (cleared_by is null)),
  check (cleared_at is null or (name is null and phone is null))
);
create index checks_open on checks (received_at) where cleared_at is null;

grant select, insert on checks to {{run}};
grant update (name, phone, cleared_at, cleared_by, note) on checks to {{run}};
create trigger checks_clear_once before update on checks for each row
  when (old.cleared_at is not null or new.cleared_at is null) execute function refuse_change();
