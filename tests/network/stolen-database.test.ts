import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { base64url, hex, makeId, utf8 } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import pg from 'pg'
import { openCitizen } from './citizen.ts'
import { openHostileParty } from './hostile-party.ts'
import { openNation } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
before(async () => {
  nation = await openNation({ residents: 16 })
})
after(() => nation[Symbol.asyncDispose]())

/** Every row of every table that the portal's own role reads, as text. */
async function readAll(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')",
  )
  const tables = new Map<string, string>()
  for (const { name } of rows) {
    const all = await client.query(`select coalesce(json_agg(t), '[]')::text as text from ${name} t`)
    tables.set(name.replace(/^.*\./, ''), all.rows[0].text)
  }
  return tables
}

test('who has the portal’s database and its signing key while somebody is logged in finds neither their link code nor their mandate', async () => {
  const thief = await openHostileParty(nation, 'portal')
  const heard = thief.overhear()
  const taro = await openCitizen(nation, 'taro')
  await taro.ask(['local-tax'])
  assert.equal((await taro.call('GET', '/api/v1/history')).status, 200)
  const [granted] = heard
  assert.ok(granted !== undefined)
  const client = new pg.Client({ connectionString: nation.databaseOf('portal').runUrl })
  await client.connect()
  try {
    await waitUntil(async () => (await client.query('select from outbox')).rows.length === 0)
    const tables = await readAll(client)
    assert.ok((tables.get('sessions')?.length ?? 0) > 100 && tables.has('inbox') && tables.has('dead_letters'))
    for (const secret of [granted.mandate, granted.linkCode])
      for (const [table, text] of tables) {
        assert.ok(!text.includes(secret), table)
        assert.ok(!text.includes(hex.encode(utf8.encode(secret))), `${table}, as bytes`)
        assert.ok(
          !text.includes(Buffer.from(utf8.encode(secret)).toString('base64').slice(0, -3)),
          `${table}, in base64`,
        )
      }
    // What does stand there opens nothing at the core, which takes neither a hash for a link code nor a digest for a mandate.
    const { rows } = await client.query(
      'select link_code_hash, mandate_digest from sessions join accounts using (account)',
    )
    const hash = base64url.encode(new Uint8Array(rows[0].link_code_hash))
    const digest = base64url.encode(new Uint8Array(rows[0].mandate_digest))
    const list = (linkCode: string, mandate: string) =>
      thief.say('core', {
        name: 'list-records',
        body: { request: makeId('rec'), linkCode, mandate, readerKey: thief.readerKey, limit: 10 },
      })
    assert.equal(await list(`1.${hash}`, `man_${digest.slice(0, 22)}`), 'MANDATE_NOT_LIVE')
    assert.equal(await list(hash, digest), 'MESSAGE_SCHEMA')
    assert.equal(await list(granted.linkCode, granted.mandate), undefined, 'with the two themselves it would be open')
  } finally {
    await client.end()
  }
})
