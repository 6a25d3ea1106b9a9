-- 申請: what was filed, by whom, with which agency. A filing and each event of its case have a row in the ledger, in the open chain
-- of who filed: rows of filings name the filing where those of exchanges name the exchange.
create table filings (
  filing_id text primary key,
  person_id bytea not null references people,
  portal text not null,
  agency text not null,
  about text references filings,
  filing_digest bytea not null check (octet_length(filing_digest) = 32),
  filed_at timestamptz not null,
  events integer not null default 0 check (events >= 0),
  last_event bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000'
    check (octet_length(last_event) = 32)
);
create index filings_of_person on filings (person_id);

alter table ledger_entries add column number integer not null default 0 check (number >= 0);
alter table ledger_entries drop constraint ledger_entries_exchange_id_kind_key;
alter table ledger_entries add unique (exchange_id, kind, number);
alter table ledger_entries drop constraint ledger_entries_kind_check;
alter table ledger_entries add constraint ledger_entries_kind_check
  check (kind in ('asked', 'closed', 'filed', 'case-event')) not valid;
-- An entry is about the exchange, or the event of the filing, whose entry it is.
alter table ledger_entries drop constraint ledger_entries_record;
alter table ledger_entries add constraint ledger_entries_record check (coalesce(
  record::json ->> 'kind' = kind
  and record::json ->> (case when kind in ('asked', 'closed') then 'exchange' else 'filing' end) = exchange_id
  and coalesce((record::json ->> 'number')::integer, 0) = number, false)) not valid;

grant select on filings to {{run}};
-- Not what the ledger moves: a case begins without events.
grant insert (filing_id, person_id, portal, agency, about, filing_digest, filed_at) on filings to {{run}};
grant insert (number) on ledger_entries to {{run}};
-- For locking the rows, and for the trigger below.
grant update (events, last_event) on filings to {{run}};
create trigger filings_move_by_entries before update on filings for each row
  when (pg_trigger_depth() = 0 and new is distinct from old) execute function refuse_change();

-- No ledger entry, no filing: when the transaction ends, what it filed stands in the ledger.
create function refuse_unrecorded_filing() returns trigger language plpgsql as $$
begin
  if not exists (
    select from public.ledger_entries
    where exchange_id = new.filing_id and kind = 'filed' and number = 0
      and record::json ->> 'filingDigest' = encode(new.filing_digest, 'hex')
      and record::json ->> 'agency' = new.agency and record::json ->> 'portal' = new.portal
  ) then
    raise exception 'a filing without an entry of the ledger' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create constraint trigger filings_stand_in_ledger after insert on filings deferrable initially deferred
  for each row execute function refuse_unrecorded_filing();

-- As before (migration 5), and rows of filings join the open chain of who filed.
create or replace function join_chains() returns trigger language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  linked bigint;
  joined bigint;
begin
  select count(*) into linked from entries where kind <> 'asked';
  if linked = 0 then
    return null;
  end if;
  with owned as (
    select e.person_id, n.record, n.leaf_hash from entries n
      join public.exchanges e on e.exchange_id = n.exchange_id where n.kind = 'closed'
    union all
    select f.person_id, n.record, n.leaf_hash from entries n
      join public.filings f on f.filing_id = n.exchange_id
      where n.kind in ('filed', 'case-event') and n.record::json #>> '{chain,name}' = 'open'
  ), links as (
    select o.person_id, l.name, l.index, decode(l.previous, 'hex') as previous, o.leaf_hash,
      lag(o.leaf_hash) over chain as before, lag(l.index) over chain as index_before
    from owned o
    cross join json_to_record(o.record::json -> 'chain') as l (name text, index integer, previous text)
    window chain as (partition by o.person_id, l.name order by l.index)
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
  if joined is distinct from linked then
    raise exception 'an entry of the ledger joins no end of a chain' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

-- The events of a case move its end, one after the other; nothing else does.
create function follow_cases() returns trigger language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  told bigint;
  followed bigint;
begin
  select count(*) into told from entries where kind = 'case-event';
  if told = 0 then
    return null;
  end if;
  with ends as (
    select exchange_id, count(*)::integer as events, min(number) as first,
      (array_agg(record::json ->> 'eventDigest' order by number desc))[1] as last
    from entries where kind = 'case-event' group by exchange_id having max(number) - min(number) + 1 = count(*)
  ), moved as (
    update public.filings f set events = e.first + e.events, last_event = decode(e.last, 'hex') from ends e
    where f.filing_id = e.exchange_id and f.events = e.first
    returning e.events
  )
  select sum(events) into followed from moved;
  if followed is distinct from told then
    raise exception 'an event follows none of its case' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;
create trigger ledger_entries_follow_cases after insert on ledger_entries referencing new table as entries
  for each statement execute function follow_cases();
