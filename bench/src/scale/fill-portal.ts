import type pg from 'pg'
import { randomLooking } from './generated.ts'
import type { Size } from './size.ts'
import { withoutIndexes } from './without-indexes.ts'

/** One resident in five has an account; of all records, one in ten is an answer that is still kept here, in requests of five. */
export async function fillPortal(client: pg.ClientBase, { residents, records }: Size): Promise<void> {
  const accounts = Math.ceil(residents / 5)
  const inquiries = Math.ceil(records / 10)
  await client.query(
    `insert into accounts select 'acc_' || i, '1.' || ${randomLooking('i')}, now(), null, now(), now() from generate_series(1, $1::int) i`,
    [accounts],
  )
  await client.query(
    `insert into account_cards select 'acc_' || i, ${randomLooking('i')}, i::text, 'vlt_' || i, sha256(int8send(i)), now() + interval '3 years', now(), now()
     from generate_series(1, $1::int) i`,
    [accounts],
  )
  await client.query(
    `insert into activities (account, at, event, channel) select 'acc_' || (1 + i % $2::int), now() - i * (interval '1 year' / $1::int), 'logged-in', 'page'
     from generate_series(1, $1::int) i`,
    [inquiries, accounts],
  )
  await client.query(
    `insert into requests select 'ask_' || i, 'acc_' || (1 + i % $2::int), now() - i * (interval '29 days' / $1::int), null
     from generate_series(1, $1::int) i`,
    [Math.ceil(inquiries / 5), accounts],
  )
  await withoutIndexes(client, ['inquiries'], async () => {
    await client.query(
      `insert into inquiries select 'exc_' || substr(${randomLooking('i')}, 1, 22), 'ask_' || p, 'acc_' || (1 + p % $2::int), 'vlt_1', 'local-tax', 'mihon-shi',
         sha256(int8send(i)), 'answered', null, at, at + interval '7 days', at, at, decode(repeat(md5(i::text), 56), 'hex'), true, at
       from generate_series(1, $1::int) i
       cross join lateral (select (i + 4) / 5 as p, now() - (i + 4) / 5 * (interval '29 days' / ($1::int / 5)) as at) t`,
      [inquiries, accounts],
    )
  })
}
