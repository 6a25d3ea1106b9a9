import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Nation, PartyName } from '@madoguchi/nation'
import pg from 'pg'
import { findOwnerUrl, openNation } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
before(async () => {
  nation = await openNation()
})
after(() => nation[Symbol.asyncDispose]())

async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

test('every party’s roles are refused at every other party’s database', async () => {
  const names = nation.partyNames
  for (const mine of names) {
    for (const other of names.filter((name) => name !== mine)) {
      for (const role of [nation.databaseOf(mine).runUrl, await findOwnerUrl(nation, mine)]) {
        const url = new URL(role)
        url.pathname = new URL(nation.databaseOf(other).runUrl).pathname
        await assert.rejects(query(url.href, 'select 1'), { code: '42501' }, `${mine} at ${other}`)
      }
    }
  }
})

test('nobody who runs the core can change or remove a line of the ledger', async () => {
  const { runUrl } = nation.databaseOf('core')
  const [before] = await query<{ n: number }>(runUrl, 'select count(*)::int as n from ledger_entries')
  assert.ok((before?.n ?? 0) > 0)
  for (const attack of [
    "update ledger_entries set record = ''",
    'delete from ledger_entries',
    'truncate ledger_entries',
    'drop table ledger_entries',
  ]) {
    await assert.rejects(query(runUrl, attack), { code: '42501' }, attack)
  }
})

test('the same person has another link code at every agency, and no two agencies share one', async () => {
  const codes = async (name: 'mihon-shi' | 'mihon-kenpo') =>
    (await nation.agencyOf(name).database.selectFrom('people').select(['resident_code', 'link_code']).execute()).filter(
      ({ link_code }) => link_code !== null,
    )
  const city = new Map((await codes('mihon-shi')).map((row) => [row.resident_code, row.link_code]))
  const insurer = await codes('mihon-kenpo')
  const shared = insurer.filter((row) => city.has(row.resident_code))
  assert.ok(shared.length > 0, 'the two agencies know some of the same people')
  for (const row of shared) assert.notEqual(row.link_code, city.get(row.resident_code))
  const all = [...city.values(), ...insurer.map((row) => row.link_code)]
  assert.equal(new Set(all).size, all.length)
})

test('acquisition numbers are forgotten once the codes are here', async () => {
  for (const name of ['mihon-shi', 'mihon-kenpo'] as const) {
    assert.deepEqual(await nation.agencyOf(name).database.selectFrom('acquisitions').selectAll().execute(), [])
  }
})

test('no name, address, resident code or number of a person stands in the core’s tables', async () => {
  const text = JSON.stringify(await dumpTexts(nation, 'core'))
  for (const { residentCode, familyName, givenName, address } of nation.residents) {
    for (const secret of [residentCode, `${familyName} ${givenName}`, address.text])
      assert.ok(!text.includes(secret), secret)
  }
})

test('no run of twelve digits that passes for a My Number stands in portal, core, exchange stores or logs', async () => {
  const { hasMyNumberCheckDigit } = await import('@madoguchi/forms')
  const texts = [nation.logged.join('\n')]
  for (const name of ['core', 'portal', 'mihon-shi', 'mihon-kenpo'] as const)
    texts.push(JSON.stringify(await dumpTexts(nation, name)))
  for (const text of texts) {
    const numbers = text.match(/(?<![0-9A-Za-z_-])[0-9]{12}(?![0-9A-Za-z_-])/g) ?? []
    assert.deepEqual(numbers.filter(hasMyNumberCheckDigit), [])
  }
})

test('the pension agency runs, and nobody on the network can ask it', async () => {
  assert.deepEqual(nation.directory.providersOf('pension-record'), [])
  const people = await nation
    .agencyOf('mihon-shi')
    .database.selectFrom('people')
    .select('person_ref')
    .limit(1)
    .execute()
  const asked = await nation.agencyOf('mihon-shi').inquire([
    {
      personRef: people[0]?.person_ref ?? '',
      provider: 'mihon-nenkin',
      affair: 'child-allowance',
      type: 'pension-benefit',
    },
  ])
  assert.ok(asked.ok)
  await nation.settle()
  const [inquiry] = await nation
    .agencyOf('mihon-shi')
    .database.selectFrom('inquiries')
    .selectAll()
    .where('exchange_id', '=', asked.value[0] ?? '')
    .execute()
  assert.equal(inquiry?.outcome, 'not-permitted')
  assert.equal(inquiry.reason, 'PROVIDER_NOT_CONNECTED')
})

/** All columns of all tables that are text of some kind, as the party itself may read them. */
async function dumpTexts(from: Nation, name: PartyName): Promise<unknown[]> {
  const url = await findOwnerUrl(from, name)
  const tables = await query<{ table_name: string }>(
    url,
    "select table_name from information_schema.tables where table_schema = 'public'",
  )
  const rows: unknown[] = []
  for (const { table_name } of tables)
    rows.push(...(await query(url, `select * from ${pg.escapeIdentifier(table_name)}`)))
  return rows
}
