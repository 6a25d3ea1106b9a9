-- What the operator did is added in its order, and a notice to all citizens is only ended, once: for the role that runs, too.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what stands in % is not changed like this', tg_table_name using errcode = 'insufficient_privilege';
end $$;

revoke insert on operator_actions from {{run}};
grant insert (at, by_whom, what, reference, code) on operator_actions to {{run}};

revoke update on notices from {{run}};
grant update (ended_at) on notices to {{run}};
create trigger notices_end_once before update of ended_at on notices for each row
  when (old.ended_at is not null or new.ended_at is null) execute function refuse_change();
