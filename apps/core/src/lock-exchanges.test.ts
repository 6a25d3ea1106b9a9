import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Database } from '@madoguchi/db'
import { createPartyDatabase, migrate, openDatabase } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { deliveryMigrations } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { dayMs, hex, makeId, systemRandom } from '@madoguchi/kit'
import type { ClosedRecord } from '@madoguchi/ledger'
import { chainStart } from '@madoguchi/ledger'
import { sql } from 'kysely'
import { appendLinks } from './ledger.ts'
import type { Wanted } from './lock-exchanges.ts'
import { lockExchanges } from './lock-exchanges.ts'
import { coreMigrations } from './start.ts'
import type { CoreTables } from './tables.ts'

describe('exchanges about to be closed', () => {
  let server: EmbeddedServer
  let db: Database<CoreTables>
  let runUrl: string
  const at = new Date('2026-11-23T06:00:00.000Z')

  before(async () => {
    server = await openTestServer()
    const created = await createPartyDatabase({ server, party: 'core' })
    const { migrateUrl } = created
    runUrl = created.runUrl
    await migrate({ connection: migrateUrl, series: [deliveryMigrations, coreMigrations] })
    db = openDatabase<CoreTables>({ connection: runUrl, applicationName: 'test', poolSizeMax: 8 })
  })
  after(async () => {
    await db[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  async function addPerson(): Promise<Bytes> {
    const personId = systemRandom.bytes(16)
    const row = { person_id: personId, subject: hex.encode(personId), known_since: at }
    await db.kysely.insertInto('people').values(row).execute()
    return personId
  }

  async function ask(personId: Bytes): Promise<string> {
    const exchange_id = makeId('exc')
    const digest = systemRandom.bytes(32)
    const row = { exchange_id, person_id: personId, inquirer: 'a', provider: 'b', affair: 'c', type: 'd', asked_at: at }
    const times = { not_after: new Date(at.getTime() + dayMs), ask_digest: digest, asked_leaf: digest }
    await db.kysely
      .insertInto('exchanges')
      .values({ ...row, ...times })
      .execute()
    return exchange_id
  }

  /** As an answer does, waiting where it is told to. Gives how often it was run. */
  async function close(wanted: readonly Wanted[], beforeCommit = async () => {}): Promise<number> {
    let runs = 0
    await db.transact(async (tx, write) => {
      runs++
      const { known, ends } = await lockExchanges(tx, wanted)
      const open = wanted.filter(({ exchange }) => known.get(exchange)?.outcome === null)
      write(sql`
        update exchanges e set outcome = 'answered', closed_at = ${at}, is_hidden = t.is_hidden
        from unnest(${open.map(({ exchange }) => exchange)}::text[], ${open.map(({ isHidden }) => isHidden)}::boolean[])
          as t (exchange_id, is_hidden) where e.exchange_id = t.exchange_id`)
      const closings = open.map(({ exchange, isHidden }) => ({
        personId: known.get(exchange)?.person_id ?? assert.fail(),
        isHidden,
        record: { kind: 'closed', exchange, at: at.toISOString(), asked: chainStart, outcome: 'answered' } as const,
      }))
      await appendLinks({ tx, write }, closings, systemRandom, ends)
      await beforeCommit()
    })
    return runs
  }

  /** The exchanges of a chain from first to last. */
  async function walk(personId: Bytes, name: 'open' | 'sealed'): Promise<string[]> {
    const rows = await db.kysely.selectFrom('ledger_entries').selectAll().execute()
    const byHash = new Map(rows.map((row) => [hex.encode(row.leaf_hash), JSON.parse(row.record) as ClosedRecord]))
    const ends = await db.kysely.selectFrom('chains').selectAll().where('name', '=', name).execute()
    const end = ends.find((row) => hex.encode(row.person_id) === hex.encode(personId))
    const walked: string[] = []
    for (let hash = end ? hex.encode(end.head) : chainStart; hash !== chainStart; ) {
      const { chain, exchange } = byHash.get(hash) ?? assert.fail('a link is missing')
      walked.unshift(exchange)
      hash = chain.previous
    }
    assert.equal(walked.length, end?.length ?? 0)
    return walked
  }

  /** Until so many transactions wait for a lock. */
  async function someoneWaits(): Promise<void> {
    for (;;) {
      const { rows } = await sql`select 1 from pg_locks where not granted`.execute(db.kysely)
      if (rows.length > 0) return
    }
  }

  it('come with the ends of their chains, of those that have begun; nobody else’s', async () => {
    const [taro, hanako] = [await addPerson(), await addPerson()]
    const [first, second, third] = [await ask(taro), await ask(taro), await ask(hanako)]
    const look = (wanted: readonly Wanted[]) => db.transact((tx) => lockExchanges(tx, wanted))
    assert.equal((await look([{ exchange: first, isHidden: false }])).ends.size, 0)
    await close([{ exchange: first, isHidden: true }])
    const { known, ends } = await look([first, second, third].map((exchange) => ({ exchange, isHidden: true })))
    assert.deepEqual([...known.keys()].sort(), [first, second, third].sort())
    assert.deepEqual(
      [...ends.values()].map(({ personId, name, length }) => [hex.encode(personId), name, length]),
      [[hex.encode(taro), 'sealed', 1]],
    )
    assert.equal((await look([{ exchange: first, isHidden: true }])).ends.size, 0, 'closed already')
    assert.deepEqual(await look([]), { known: new Map(), ends: new Map() })
    assert.equal((await look([{ exchange: 'exc_none', isHidden: false }])).known.size, 0)
  })

  it('one that is named twice, shown and hidden, is closed as the first says', async () => {
    const taro = await addPerson()
    const exchange = await ask(taro)
    const { known, ends } = await db.transact((tx) =>
      lockExchanges(tx, [
        { exchange, isHidden: false },
        { exchange, isHidden: true },
      ]),
    )
    assert.deepEqual([known.size, ends.size], [1, 0])
    await close([{ exchange, isHidden: true }])
    assert.deepEqual([await walk(taro, 'open'), await walk(taro, 'sealed')], [[], [exchange]])
  })

  it('whoever waited for one sees how it ended, and closes nothing twice', async () => {
    const taro = await addPerson()
    const exchange = await ask(taro)
    let second: Promise<number> | undefined
    await close([{ exchange, isHidden: false }], async () => {
      second = close([{ exchange, isHidden: true }])
      await someoneWaits()
    })
    assert.equal(await second, 1)
    assert.deepEqual([await walk(taro, 'open'), await walk(taro, 'sealed')], [[exchange], []])
  })

  for (const begun of [0, 1])
    it(`whoever waited for a chain ${begun === 1 ? 'goes on where it ends by then' : 'that was begun meanwhile goes on with it'}`, async () => {
      const taro = await addPerson()
      const exchanges = [await ask(taro), await ask(taro), await ask(taro)]
      const wanted = exchanges.map((exchange) => [{ exchange, isHidden: false }])
      for (const one of wanted.slice(0, begun)) await close(one)
      const [first = [], second = []] = wanted.slice(begun)
      let waiting: Promise<number> | undefined
      await close(first, async () => {
        waiting = close(second)
        await someoneWaits()
      })
      assert.equal(await waiting, 1)
      assert.deepEqual(await walk(taro, 'open'), exchanges.slice(0, begun + 2))
    })

  it('are found by a plan that is made a few times and kept, however few come together', async () => {
    const taro = await addPerson()
    await using one = openDatabase<CoreTables>({ connection: runUrl, applicationName: 'test', poolSizeMax: 1 })
    for (let round = 0; round < 12; round++) {
      const wanted = [{ exchange: await ask(taro), isHidden: false }]
      await one.transact((tx) => lockExchanges(tx, wanted))
    }
    const { rows } = await sql<{ kept: number; made: number }>`
      select generic_plans as kept, custom_plans as made from pg_prepared_statements where statement like '%from exchanges%'`.execute(
      one.kysely,
    )
    // Two runs before it has a name, and five until PostgreSQL trusts a plan for all.
    assert.deepEqual(rows, [{ kept: 5, made: 5 }])
  })

  it('closed by many at once they stay whole chains, and nobody waits in a ring', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, addPerson))
    for (const personId of people)
      for (const isHidden of [false, true]) await close([{ exchange: await ask(personId), isHidden }])
    const rounds = await Promise.all(
      Array.from({ length: 30 }, async (_, round) => {
        // In another order each time.
        const order = people.map((_, i) => people[(i * ((round % 4) + 1) + round) % 5] as Bytes)
        const exchanges = await Promise.all(order.map(ask))
        return exchanges.map((exchange, i) => ({ exchange, isHidden: (round + i) % 3 === 0 }))
      }),
    )
    const runs = await Promise.all(rounds.map((wanted) => close(wanted)))
    assert.deepEqual(new Set(runs), new Set([1]))
    const walked = await Promise.all(people.flatMap((one) => [walk(one, 'open'), walk(one, 'sealed')]))
    assert.equal(walked.flat().length, 10 + 30 * 5)
    const all = new Set(walked.flat())
    for (const { exchange } of rounds.flat()) assert.ok(all.has(exchange))
  })
})
