import type pg from 'pg'
import { filledPerson, randomLooking } from './generated.ts'
import type { Size } from './size.ts'
import { withoutIndexes } from './without-indexes.ts'

const guarded = ['exchanges', 'ledger_entries', 'chains']

/**
 * Fills the core up to a size. What is there already stays and is strewn among the rest, as a person's records are in
 * life. Leaves and heads are bytes of the right shape; chains that are asked about are the real ones.
 */
export async function fillCore(client: pg.ClientBase, { residents, records }: Size): Promise<void> {
  // What is generated joins no chain, and chains do not begin empty here.
  for (const table of guarded) await client.query(`alter table ${table} disable trigger user`)
  const known = await client.query('select from people')
  const filled = Math.max(1, residents - (known.rowCount ?? 0))
  await client.query(
    `insert into people select ${filledPerson('i')}, 'sub_' || ${randomLooking('i')}, now() - interval '3 years'
     from generate_series(1, $1::int) i`,
    [filled],
  )
  await client.query(
    `insert into assigned_codes select party, ${filledPerson('i')}, now() - interval '2 years'
     from generate_series(1, $1::int) i
     cross join (values ('mihon-shi', 1), ('mihon-kenpo', 1), ('mihon-portal', 5)) p (party, each) where i % p.each = 0`,
    [filled],
  )
  await client.query(
    `insert into chains select ${filledPerson('i')}, 'open', $2::int, sha256(int8send(i)) from generate_series(1, $1::int) i`,
    [filled, Math.ceil(records / filled)],
  )
  await withoutIndexes(client, ['exchanges', 'ledger_entries'], async () => {
    await client.query(strew('exchanges', records))
    await client.query(strew('ledger_entries', records))
    await client.query('truncate exchanges, ledger_entries')
    await client.query(fillExchanges, [records, filled])
    await client.query(fillLedger, [records])
  })
  for (const table of guarded) await client.query(`alter table ${table} enable trigger user`)
  await fillInbox(client, { count: Math.ceil(records / 20), senders: ['mihon-shi', 'mihon-kenpo'], name: 'provide' })
}

/** Gives what stands in a table a place each among so many generated rows. */
function strew(table: 'exchanges' | 'ledger_entries', records: number): string {
  return `create temp table real_${table} as
    select *, (${records}::bigint * (dense_rank() over (order by exchange_id) - 1) / (select count(distinct exchange_id) from ${table}) + 1)::int as place
    from ${table}`
}

const places = `select i, sha256(int8send(i)) as hash, now() - ($1::int - i) * (interval '1 year' / $1::int) as at
  from generate_series(1, $1::int) i offset 0`
const id = `'exc_' || substr(translate(encode(h.hash, 'base64'), '+/', '-_'), 1, 22)`

const fillExchanges = `
  insert into exchanges (exchange_id, person_id, inquirer, provider, affair, type, basis, ask_digest, asked_at, asked_leaf,
    not_after, outcome, closed_at, is_hidden)
  select coalesce(r.exchange_id, ${id}), coalesce(r.person_id, ${filledPerson('(1 + h.i % $2::int)')}), p.inquirer, p.provider,
    coalesce(r.affair, 'national-health-insurance'), coalesce(r.type, 'medical-insurance'), case when r.place is null then '27' else r.basis end,
    coalesce(r.ask_digest, h.hash), coalesce(r.asked_at, h.at), coalesce(r.asked_leaf, h.hash),
    coalesce(r.not_after, h.at + interval '7 days'),
    case when r.place is null then 'answered' else r.outcome end, coalesce(r.closed_at, h.at), coalesce(r.is_hidden, false)
  from (${places}) h
  left join real_exchanges r on r.place = h.i
  cross join lateral (select coalesce(r.inquirer, 'agency-' || (h.i % 40)) as inquirer, coalesce(r.provider, 'agency-' || (h.i % 37)) as provider) p`

const fillLedger = `
  insert into ledger_entries (exchange_id, kind, record, salt, leaf, leaf_hash)
  select coalesce(r.exchange_id, ${id}), k.kind,
    coalesce(r.record, case k.kind
      when 'asked' then concat('{"affair":"national-health-insurance","askDigest":"', encode(h.hash, 'hex'), '","at":"', h.at,
        '","basis":"27","exchange":"', ${id}, '","inquirer":"mihon-shi","kind":"asked","provider":"mihon-kenpo","type":"medical-insurance"}')
      else concat('{"answerDigest":"', encode(h.hash, 'hex'), '","asked":"', encode(h.hash, 'hex'), '","at":"', h.at,
        '","chain":{"index":3,"name":"open","previous":"', encode(h.hash, 'hex'), '"},"exchange":"', ${id}, '","kind":"closed","outcome":"answered"}')
      end),
    coalesce(r.salt, substr(h.hash, 1, 16)), coalesce(r.leaf, h.hash), coalesce(r.leaf_hash, sha256('\\x00' || h.hash))
  from (${places}) h cross join (values ('asked'), ('closed')) k (kind)
  left join real_ledger_entries r on r.place = h.i and r.kind = k.kind`

/** Ids of messages that came lately: about eight days of them are kept. */
export async function fillInbox(
  client: pg.ClientBase,
  options: { count: number; senders: readonly string[]; name: string },
): Promise<void> {
  await client.query(
    `insert into inbox (sender, message_id, name, received_at, not_after)
     select s.sender, 'msg_' || substr(${randomLooking('i')}, 1, 22), $3, now() - i * (interval '8 days' / $1::int), now() - i * (interval '8 days' / $1::int) + interval '7 days'
     from generate_series(1, $1::int) i cross join unnest($2::text[]) s (sender)`,
    [options.count, options.senders, options.name],
  )
}
