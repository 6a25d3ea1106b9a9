import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Database } from '@madoguchi/db'
import { createPartyDatabase, findSqlState, migrate, openDatabase } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { deliveryMigrations } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { hex, makeId, sha256, systemRandom, utf8 } from '@madoguchi/kit'
import type { ClosedRecord, LedgerRecord } from '@madoguchi/ledger'
import { chainStart, encodeCanonical, makeEntry } from '@madoguchi/ledger'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Link } from './ledger.ts'
import { appendAsked, appendLinks } from './ledger.ts'
import { coreMigrations } from './start.ts'
import type { CoreTables } from './tables.ts'

describe('the ledger’s rows', () => {
  let server: EmbeddedServer
  let db: Database<CoreTables>
  const at = '2026-11-22T06:00:00.000Z'

  before(async () => {
    server = await openTestServer()
    const { migrateUrl, runUrl } = await createPartyDatabase({ server, party: 'core' })
    await migrate({ connection: migrateUrl, series: [deliveryMigrations, coreMigrations] })
    db = openDatabase<CoreTables>({ connection: runUrl, applicationName: 'test', poolSizeMax: 8 })
  })
  after(async () => {
    await db[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  async function addPerson(name: string): Promise<Bytes> {
    const personId = sha256(utf8.encode(name)).slice(0, 16)
    const row = { person_id: personId, subject: name, known_since: new Date(at) }
    await db.kysely.insertInto('people').values(row).execute()
    return personId
  }

  function closing(personId: Bytes, isHidden = false): Link<ClosedRecord> {
    const record = { kind: 'closed', exchange: makeId('exc'), at, asked: chainStart, outcome: 'answered' } as const
    return { personId, isHidden, record }
  }

  const close = (closings: readonly Link<ClosedRecord>[]) =>
    db.transact(async (tx, write) => {
      await beginExchanges(tx, closings)
      return appendLinks({ tx, write }, closings, systemRandom)
    })

  /** Whose chain an entry joins the database looks up itself. */
  async function beginExchanges(tx: Kysely<CoreTables>, closings: readonly Link<ClosedRecord>[]): Promise<void> {
    const ids = closings.map((one) => one.record.exchange)
    await sql`
      insert into exchanges (exchange_id, person_id, inquirer, provider, affair, type, ask_digest, asked_at, asked_leaf, not_after)
      select id, person, 'a', 'b', 'c', 'd', '', ${at}::timestamptz, '', ${at}::timestamptz
      from unnest(${ids}::text[], ${closings.map((one) => one.personId)}::bytea[]) as t (id, person)
      on conflict do nothing`.execute(tx)
  }

  /** Walks a person's chain from its end to its start; gives the exchanges from first to last. */
  async function walk(personId: Bytes, name: 'open' | 'sealed'): Promise<string[]> {
    const rows = await db.kysely.selectFrom('ledger_entries').selectAll().where('kind', '=', 'closed').execute()
    const byHash = new Map(rows.map((row) => [hex.encode(row.leaf_hash), JSON.parse(row.record) as ClosedRecord]))
    const ends = await db.kysely.selectFrom('chains').selectAll().where('name', '=', name).execute()
    const end = ends.find((row) => hex.encode(row.person_id) === hex.encode(personId))
    const walked: string[] = []
    let hash = end === undefined ? chainStart : hex.encode(end.head)
    for (let index = (end?.length ?? 0) - 1; index >= 0; index--) {
      const { chain, exchange } = byHash.get(hash) ?? assert.fail('a link is missing')
      assert.deepEqual([chain.name, chain.index], [name, index])
      walked.unshift(exchange)
      hash = chain.previous
    }
    assert.equal(hash, chainStart)
    return walked
  }

  it('link each closing to the one before it, many in one transaction and over several', async () => {
    const taro = await addPerson('taro')
    const closings = Array.from({ length: 7 }, () => closing(taro))
    await close(closings.slice(0, 5))
    await close(closings.slice(5))
    assert.deepEqual(
      await walk(taro, 'open'),
      closings.map(({ record }) => record.exchange),
    )
  })

  it('keep hidden closings in a chain of their own, of which the open one shows no trace', async () => {
    const hanako = await addPerson('hanako')
    const closings = Array.from({ length: 9 }, (_, i) => closing(hanako, i % 3 === 1))
    await close(closings)
    const of = (isHidden: boolean) =>
      closings.filter((one) => one.isHidden === isHidden).map((one) => one.record.exchange)
    assert.deepEqual(await walk(hanako, 'open'), of(false))
    assert.deepEqual(await walk(hanako, 'sealed'), of(true))
  })

  it('stay whole chains when many transactions close for the same people at once', async () => {
    const people = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(addPerson))
    const all = await Promise.all(
      Array.from({ length: 40 }, async (_, round) => {
        // In another order each time: writers that locked in the order given would wait for each other in a ring.
        const order = people.map((_, i) => people[(i * ((round % 4) + 1) + round) % 5] as Bytes)
        const closings = order.map((personId, i) => closing(personId, (round + i) % 4 === 0))
        await close(closings)
        return closings
      }),
    )
    for (const personId of people) {
      for (const name of ['open', 'sealed'] as const) {
        const mine = all.flat().filter((one) => one.personId === personId && one.isHidden === (name === 'sealed'))
        const exchanges = mine.map(({ record }) => record.exchange)
        assert.deepEqual((await walk(personId, name)).sort(), exchanges.sort())
      }
    }
  })

  it('hold leaves that record and salt make again', async () => {
    const exchange = makeId('exc')
    await db.transact(async (_, write) =>
      appendAsked(
        { write },
        [{ kind: 'asked', exchange, at, inquirer: 'a', provider: 'b', affair: 'c', type: 'd', askDigest: chainStart }],
        systemRandom,
      ),
    )
    const rows = await db.kysely.selectFrom('ledger_entries').selectAll().execute()
    assert.ok(rows.some((row) => row.exchange_id === exchange))
    for (const row of rows) {
      const record = JSON.parse(row.record) as LedgerRecord
      const entry = makeEntry(record, row.salt)
      assert.deepEqual(
        [hex.encode(entry.leaf), hex.encode(entry.leafHash)],
        [hex.encode(row.leaf), hex.encode(row.leaf_hash)],
      )
      assert.equal(utf8.decode(encodeCanonical(record)), row.record)
    }
    assert.equal(new Set(rows.map((row) => hex.encode(row.salt))).size, rows.length)
  })

  it('cannot say the same twice about one exchange', async () => {
    const one = closing(await addPerson('jiro'))
    await close([one])
    await assert.rejects(close([one]), (error) => findSqlState(error) === '23505')
    assert.equal((await walk(one.personId, 'open')).length, 1)
  })

  it('are refused by the database to whoever would change or remove them', async () => {
    const before = await db.kysely.selectFrom('ledger_entries').selectAll().orderBy('leaf_hash').execute()
    for (const statement of [
      sql`update ledger_entries set record = '{}'`,
      sql`update ledger_entries set salt = ''`,
      sql`delete from ledger_entries`,
      sql`truncate ledger_entries`,
      sql`delete from exchanges`,
      sql`delete from chains`,
      sql`alter table ledger_entries add column note text`,
      sql`drop table ledger_entries`,
    ])
      await assert.rejects(statement.execute(db.kysely), (error) => findSqlState(error) === '42501')
    assert.deepEqual(await db.kysely.selectFrom('ledger_entries').selectAll().orderBy('leaf_hash').execute(), before)
  })
})
