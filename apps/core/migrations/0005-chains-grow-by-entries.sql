-- A chain grows by the entries that join it, and by nothing else: each closed entry is its own link, put behind the end that it
-- names, and takes the end with it. An entry that names another end, or another person's, is not taken, so that no chain forks;
-- an end that no entry brought is none, also for the role that runs. It keeps its right to the columns for locking the rows.
-- A program of before, which moves the end once more to where the entries have brought it, changes nothing and goes on.
drop trigger chains_only_grow on chains;
create trigger chains_grow_by_entries before update on chains for each row
  when (pg_trigger_depth() = 0 and new is distinct from old) execute function refuse_change();

-- Once for all entries of a statement, which may be many links of one chain. By the keys, also where the plan was made when the
-- tables were small: a connection keeps it.
create function join_chains() returns trigger language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  closed bigint;
  joined bigint;
begin
  select count(*) into closed from entries where kind = 'closed';
  if closed = 0 then
    return null;
  end if;
  with links as (
    select e.person_id, l.name, l.index, decode(l.previous, 'hex') as previous, n.leaf_hash,
      lag(n.leaf_hash) over chain as before, lag(l.index) over chain as index_before
    from entries n
    join public.exchanges e on e.exchange_id = n.exchange_id
    cross join json_to_record(n.record::json -> 'chain') as l (name text, index integer, previous text)
    where n.kind = 'closed'
    window chain as (partition by e.person_id, l.name order by l.index)
  ), ends as (
    select person_id, name, count(*) as links, min(index) as first, max(index) as last,
      (array_agg(previous order by index))[1] as previous, (array_agg(leaf_hash order by index desc))[1] as head
    from links group by person_id, name
    having bool_and(index_before is null or (index = index_before + 1 and previous = before))
  ), moved as (
    update public.chains c set length = e.last + 1, head = e.head from ends e
    where c.person_id = e.person_id and c.name = e.name and c.length = e.first and c.head = e.previous
    returning e.links
  )
  select sum(links) into joined from moved;
  if joined is distinct from closed then
    raise exception 'an entry of the ledger joins no end of a chain' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
-- After: an entry that is not taken after all (on conflict do nothing) moves no end.
create trigger ledger_entries_join_chains after insert on ledger_entries referencing new table as entries
  for each statement execute function join_chains();

-- The hash that stands in a chain is the leaf's.
alter table ledger_entries add constraint ledger_entries_leaf_hash check (leaf_hash = sha256('\x00' || leaf)) not valid;
