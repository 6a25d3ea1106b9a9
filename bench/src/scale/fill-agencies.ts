import type pg from 'pg'
import { fillInbox } from './fill-core.ts'
import { randomLooking } from './generated.ts'
import type { Size } from './size.ts'
import { withoutIndexes } from './without-indexes.ts'

/** Of all records of the network, one agency has a part in so many. */
const share = 1 / 5

/** The city: people, residents, three years of tax, and what it asked others. Link codes only have the shape of real ones. */
export async function fillCity(client: pg.ClientBase, { residents, records }: Size): Promise<void> {
  const filled = await fillPeople(client, { residents, prefix: 'F' })
  await client.query(
    `insert into residents select 'F' || i, '見本 太郎' || i, 'ミホン タロウ', date '1950-01-01' + i % 25000, (1 + i % 2)::text,
       'みほん県みほん市本町' || i, 'H' || (i / 3), '1' from generate_series(1, $1::int) i`,
    [filled],
  )
  await withoutIndexes(client, ['tax_items'], async () => {
    await client.query(
      `insert into tax_assessments select 'F' || i, y, y - 1, '3', null, make_date(y, 6, 1)
       from generate_series(1, $1::int) i cross join generate_series(2024, 2026) y`,
      [filled],
    )
    await client.query(
      `insert into tax_items select 'F' || i, y, item, i::bigint * 13 % 9000000
       from generate_series(1, $1::int) i cross join generate_series(2024, 2026) y
       cross join unnest(array['SALARY_REVENUE', 'SALARY_INCOME', 'TOTAL_INCOME', 'BASIC_DEDUCTION']) item`,
      [filled],
    )
  })
  await withoutIndexes(client, ['inquiries'], async () => {
    await client.query(
      `insert into inquiries (exchange_id, person_ref, provider, affair, type, ask_digest, asked_at, not_after, outcome, closed_at, datum)
       select 'exc_' || substr(${randomLooking('i')}, 1, 22), 'F' || (1 + i % $2::int), 'mihon-kenpo', 'national-health-insurance',
         'medical-insurance', sha256(int8send(i)), at, at + interval '7 days', 'answered', at, one.datum
       from generate_series(1, $1::int) i
       cross join lateral (select now() - ($1::int - i) * (interval '1 year' / $1::int) as at) t
       cross join (select datum from inquiries where outcome = 'answered' limit 1) one`,
      [Math.ceil(records * share), filled],
    )
  })
  await fillInbox(client, { count: Math.ceil((records * share) / 40), senders: ['mihon-core'], name: 'closed' })
}

/** The insurer: people, a replica each, and what it was asked, with the permits. */
export async function fillInsurer(client: pg.ClientBase, { residents, records }: Size): Promise<void> {
  const filled = await fillPeople(client, { residents, prefix: 'G' })
  await client.query(
    `insert into replicas select 'G' || i, 'medical-insurance', one.layout, one.as_of, one.records, now()
     from generate_series(1, $1::int) i cross join (select * from replicas limit 1) one`,
    [filled],
  )
  await withoutIndexes(client, ['provisions'], async () => {
    await client.query(
      `insert into provisions select 'exc_' || substr(${randomLooking('i')}, 1, 22), 'G' || (1 + i % $2::int), 'mihon-shi',
         'national-health-insurance', 'medical-insurance', '27', one.permit, 'answered', 'answered', at, at, at + interval '7 days'
       from generate_series(1, $1::int) i
       cross join lateral (select now() - ($1::int - i) * (interval '1 year' / $1::int) as at) t
       cross join (select permit from provisions where state = 'answered' limit 1) one`,
      [Math.ceil(records * share), filled],
    )
  })
  await fillInbox(client, { count: Math.ceil((records * share) / 40), senders: ['mihon-core'], name: 'permit' })
}

async function fillPeople(
  client: pg.ClientBase,
  { residents, prefix }: { residents: number; prefix: string },
): Promise<number> {
  const known = await client.query('select from people')
  const filled = Math.max(1, residents - (known.rowCount ?? 0))
  await client.query(
    `insert into people (person_ref, resident_code, link_code)
     select $2 || i, lpad(i::text, 11, '0'), '1.' || ${randomLooking('i')} from generate_series(1, $1::int) i
     on conflict do nothing`,
    [filled, prefix],
  )
  return filled
}
