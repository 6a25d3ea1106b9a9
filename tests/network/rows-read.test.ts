import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { findOwnerUrl, openNation } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
before(async () => {
  nation = await openNation()
})
after(() => nation[Symbol.asyncDispose]())

const rounds = 40
const together = 20

/** As a party's own role. Its other connections end first: that tells their counts, and new ones take new settings. */
async function asParty<Row extends pg.QueryResultRow>(runUrl: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: runUrl })
  await client.connect()
  try {
    await client.query(
      'select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()',
    )
    return (await client.query<Row>(statement)).rows
  } finally {
    await client.end()
  }
}

/** As it is before PostgreSQL first looks at new tables, which on a busy machine may happen while the test runs. */
async function forgetStatistics(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      'select tablename as name from pg_tables where schemaname = current_schema()',
    )
    for (const { name } of rows) {
      await client.query(`alter table ${client.escapeIdentifier(name)} set (autovacuum_enabled = false)`)
      await client.query('select pg_clear_relation_stats(current_schema(), $1)', [name])
    }
  } finally {
    await client.end()
  }
}

/** Rows that were read by going through a whole table, by table. */
async function readRowsGoneThrough(runUrl: string): Promise<ReadonlyMap<string, number>> {
  const rows = await asParty<{ relname: string; read: string }>(
    runUrl,
    'select relname, coalesce(seq_tup_read, 0) as read from pg_stat_user_tables',
  )
  return new Map(rows.map(({ relname, read }) => [relname, Number(read)]))
}

test('a new network, of whose tables PostgreSQL has gathered no statistics yet, goes through none of them for an exchange', async () => {
  const hanako = nation.residents.find(({ cardName }) => cardName === 'hanako') ?? assert.fail()
  const { person_ref: personRef } = await nation
    .agencyOf('mihon-kenpo')
    .database.selectFrom('people')
    .select('person_ref')
    .where('resident_code', '=', hanako.residentCode)
    .executeTakeFirstOrThrow()
  const asking = ['core', 'mihon-kenpo', 'mihon-shi'] as const
  for (const party of asking) {
    const { runUrl } = nation.databaseOf(party)
    await forgetStatistics(await findOwnerUrl(nation, party))
    // A connection keeps the plan that it made while a table was small: so it is from the sixth time on, here from the first.
    await asParty(runUrl, 'alter role current_user set plan_cache_mode = force_generic_plan')
  }
  const order = { personRef, provider: 'mihon-shi', affair: 'health-insurance-benefit', type: 'local-tax' } as const
  for (let round = 0; round < rounds; round++) {
    assert.ok((await nation.agencyOf('mihon-kenpo').inquire(Array.from({ length: together }, () => order))).ok)
    await nation.settle()
  }
  const [atCore, atAsker, atProvider] = await Promise.all(
    asking.map((party) => readRowsGoneThrough(nation.databaseOf(party).runUrl)),
  )
  // Going through a table with every batch would read half of all its rows forty times.
  const someRows = rounds * together
  for (const [read, tables] of [
    [atCore, ['exchanges', 'assigned_codes', 'chains', 'inbox', 'ledger_entries', 'outbox']],
    [atAsker, ['inquiries', 'inbox', 'outbox']],
    [atProvider, ['provisions', 'inbox', 'outbox']],
  ] as const)
    for (const table of tables)
      assert.ok((read?.get(table) ?? Number.POSITIVE_INFINITY) < someRows, `${table}: ${read?.get(table)} rows`)
})
