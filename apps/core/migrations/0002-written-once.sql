-- What is written once stays as it was written, also for the role that runs: it adds rows, and sets the named columns below
-- once. Whoever holds its password cannot take a line away or say of a closed exchange that it is something else.
-- Rights say which columns, triggers say how often. They belong to the owner, whose password no running program has.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what stands in % is not changed like this', tg_table_name using errcode = 'insufficient_privilege';
end $$;

revoke all on people, assigned_codes, mandates, exchanges, ledger_entries, chains from {{run}};
grant select on people, assigned_codes, mandates, exchanges, ledger_entries, chains to {{run}};
grant insert on people, assigned_codes, mandates, chains to {{run}};
-- Not the columns of the closing: an exchange begins open.
grant insert (exchange_id, person_id, inquirer, provider, affair, type, basis, period_from, period_until, ask_digest, asked_at,
  asked_leaf, not_after) on exchanges to {{run}};
-- Not the number: entries come in the order in which they were written.
grant insert (exchange_id, kind, record, salt, leaf, leaf_hash) on ledger_entries to {{run}};

grant update (ended_at) on mandates to {{run}};
create trigger mandates_end_once before update of ended_at on mandates for each row
  when (old.ended_at is not null or new.ended_at is null) execute function refuse_change();

grant update (outcome, reason, closed_at, is_hidden) on exchanges to {{run}};
create trigger exchanges_close_once before update of outcome, reason, closed_at, is_hidden on exchanges for each row
  when (old.outcome is not null or new.outcome is null or new.closed_at is null) execute function refuse_change();

-- No ledger entry, no answer: when the transaction ends, what it closed stands in the ledger as closed, in the chain that
-- the citizen sees or in the other one, as the exchange says.
create function refuse_unrecorded_closing() returns trigger language plpgsql as $$
begin
  if not exists (
    select from public.ledger_entries
    where exchange_id = new.exchange_id and kind = 'closed'
      and record::json #>> '{chain,name}' = case when new.is_hidden then 'sealed' else 'open' end
  ) then
    raise exception 'an exchange was closed without an entry of the ledger' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create constraint trigger exchanges_closed_in_ledger after update of outcome on exchanges deferrable initially deferred
  for each row execute function refuse_unrecorded_closing();

-- Chains begin empty and only grow.
grant update (length, head) on chains to {{run}};
create trigger chains_begin_empty before insert on chains for each row
  when (new.length <> 0 or new.head <> '\x0000000000000000000000000000000000000000000000000000000000000000')
  execute function refuse_change();
create trigger chains_only_grow before update of length, head on chains for each row
  when (new.length <= old.length or new.head = old.head) execute function refuse_change();

-- An entry is about the exchange whose entry it is. Those that are there were written by the core as this says.
alter table ledger_entries add constraint ledger_entries_record check (
  coalesce(record::json ->> 'exchange' = exchange_id and record::json ->> 'kind' = kind, false)) not valid;
