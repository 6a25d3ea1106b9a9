import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Database } from '@madoguchi/db'
import { createPartyDatabase, migrate, openDatabase } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { deliveryMigrations } from '@madoguchi/delivery'
import { makeId, minuteMs, systemRandom } from '@madoguchi/kit'
import { chainStart } from '@madoguchi/ledger'
import fc from 'fast-check'
import { sql } from 'kysely'
import { makeHeadKeeper } from './head-keeper.ts'
import { appendAsked } from './ledger.ts'
import type { LedgerHead } from './ledger-head.ts'
import { findHead, recentNumbers } from './ledger-head.ts'
import { coreMigrations } from './start.ts'
import type { CoreTables } from './tables.ts'

describe('the note of the ledger’s head', () => {
  let server: EmbeddedServer
  let db: Database<CoreTables>
  before(async () => {
    server = await openTestServer()
    const { runUrl, migrateUrl } = await createPartyDatabase({ server, party: 'core' })
    await migrate({ connection: migrateUrl, series: [deliveryMigrations, coreMigrations] })
    db = openDatabase<CoreTables>({ connection: runUrl, applicationName: 'test', poolSizeMax: 8 })
  })
  after(async () => {
    await db[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  /** In a ledger without gaps in its last thousand numbers, with the start's look behind it. */
  async function openKeeper(given = db) {
    await write(db, recentNumbers)
    const heads: LedgerHead[] = []
    let now = Date.parse('2026-11-23T00:00:00Z')
    let looks = 0
    const kysely = db.kysely.withPlugin({
      transformQuery: ({ node }) => {
        looks++
        return node
      },
      transformResult: async ({ result }) => result,
    })
    let whileWriting = async () => {}
    const keeper = makeHeadKeeper({
      db: { ...given, kysely },
      clock: { now: () => new Date(now) },
      file: {
        read: async () => heads.at(-1),
        async write(head) {
          await whileWriting()
          heads.push(head)
        },
      },
    })
    await keeper.note()
    assert.equal(looks, 1)
    return {
      db: keeper.db,
      note: keeper.note,
      heads,
      looks: () => looks - 1,
      pass: (ms: number) => {
        now += ms
      },
      whileWriting: (run: () => Promise<void>) => {
        whileWriting = run
      },
    }
  }

  it('takes what our own transactions wrote from them, and asks the database nothing', async () => {
    const { db: ours, note, heads, looks } = await openKeeper()
    for (const count of [1, 3, 2]) {
      await write(ours, count)
      await note()
      assert.deepEqual(heads.at(-1), await findHead(db.kysely))
    }
    assert.deepEqual([heads.length, looks()], [4, 0])
  })

  it('looks where a transaction wrote nothing, since it may have read what another copy of the core wrote', async () => {
    const { db: ours, note, heads, looks } = await openKeeper()
    await write(db, 1)
    await ours.transact(async (tx) => tx.selectFrom('ledger_entries').select('record').limit(1).execute())
    await note()
    assert.deepEqual([heads.at(-1), looks()], [await findHead(db.kysely), 1])
  })

  it('looks where another copy of the core has taken a number before ours', async () => {
    const { db: ours, note, heads, looks } = await openKeeper()
    await write(db, 1)
    await write(ours, 1)
    await note()
    assert.deepEqual([heads.at(-1), looks()], [await findHead(db.kysely), 1])
    await write(ours, 1)
    await note()
    assert.deepEqual([heads.at(-1), looks()], [await findHead(db.kysely), 1])
  })

  it('after a transaction that was undone it looks until its numbers are a thousand back', async () => {
    const { db: ours, note, heads, looks, pass } = await openKeeper()
    await assert.rejects(
      ours.transact(async (_, writeLater) => {
        append(writeLater, 2)
        throw new Error('had come before')
      }),
    )
    pass(2 * minuteMs)
    for (const lookedAt of [1, 2]) {
      await write(ours, 1)
      await note()
      const head = await findHead(db.kysely)
      assert.deepEqual([heads.at(-1), head?.recent, looks()], [head, recentNumbers - 2, lookedAt])
    }
    await write(ours, recentNumbers)
    await note()
    assert.deepEqual([heads.at(-1), heads.at(-1)?.recent, looks()], [await findHead(db.kysely), recentNumbers, 2])
  })

  it('a transaction that was run again after a collision hands over what its last run wrote', async () => {
    const { db: ours, note, heads } = await openKeeper()
    let runs = 0
    await ours.transact(async (tx, writeLater) => {
      append(writeLater, 1)
      if (++runs === 1) await sql`do $$ begin raise sqlstate '40001'; end $$`.execute(tx)
    })
    await note()
    assert.equal(runs, 2)
    assert.deepEqual(heads.at(-1), await findHead(db.kysely))
  })

  it('looks for a minute where nobody knows whether a transaction was committed, and finds it whenever it is', async () => {
    let isCut = false
    let committed: Promise<unknown> = Promise.resolve()
    let goOn = () => {}
    const {
      db: ours,
      note,
      heads,
    } = await openKeeper({
      ...db,
      async transact(run, settings) {
        if (!isCut) return db.transact(run, settings)
        // The connection is lost while the server commits: its answer comes to nobody.
        const late = new Promise<void>((resolve) => {
          goOn = resolve
        })
        committed = db.transact(async (tx, writeLater) => {
          await run(tx, writeLater)
          await late
        }, settings)
        throw new Error('the connection broke')
      },
    })
    isCut = true
    await assert.rejects(write(ours, 1), /the connection broke/)
    isCut = false
    await write(ours, 1)
    await note()
    assert.deepEqual(heads.at(-1), await findHead(db.kysely))
    assert.equal(heads.at(-1)?.recent, recentNumbers - 1)
    goOn()
    await committed
    await note()
    assert.deepEqual(heads.at(-1), await findHead(db.kysely))
    assert.equal(heads.at(-1)?.recent, recentNumbers)
  })

  it('counts a transaction that ends after one with higher numbers', async () => {
    const { db: ours, note, heads, looks } = await openKeeper()
    const first = await begin(ours, 2)
    await write(ours, 1)
    await note()
    assert.deepEqual([heads.at(-1), looks()], [await findHead(db.kysely), 1])
    await first.end()
    await note()
    assert.deepEqual([heads.at(-1), looks()], [await findHead(db.kysely), 1])
    assert.equal(heads.at(-1)?.recent, recentNumbers)
  })

  it('a note covers what had ended when it began; who ends while it is under way waits for the next', async () => {
    const { db: ours, note, heads, whileWriting } = await openKeeper()
    const under = await begin(ours, 1)
    const { entry = 0 } = heads.at(-1) ?? {}
    await write(ours, 1)
    whileWriting(async () => {
      whileWriting(async () => {})
      await under.end()
    })
    const during = note()
    await during
    assert.deepEqual([heads.at(-1)?.entry, heads.at(-1)?.recent], [entry + 2, recentNumbers - 1])
    await note()
    assert.deepEqual(heads.at(-1), await findHead(db.kysely))
    assert.equal(heads.at(-1)?.recent, recentNumbers)
  })

  it('whoever writes beside us, and however they end: no database passes that lacks what was noted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        const ours = await openKeeper()
        const { entry: base = 0 } = ours.heads.at(-1) ?? {}
        /** The numbers of each transaction in the order of their commits: a restored database has the first of them. */
        const commits: number[][] = [Array.from({ length: recentNumbers }, (_, i) => base - i)]
        const open: { whose: 'ours' | 'another’s'; transaction: Awaited<ReturnType<typeof begin>> }[] = []
        let needed = 1
        await using _ = {
          [Symbol.asyncDispose]: async () => void (await Promise.all(open.map((o) => o.transaction.end()))),
        }
        for (const { what, count, which } of steps) {
          const at = which % Math.max(1, open.length)
          if (what === 'ours' || what === 'another’s') {
            if (open.length < 4)
              open.push({ whose: what, transaction: await begin(what === 'ours' ? ours.db : db, count) })
          } else if (what === 'commit' || what === 'undo') {
            const [one] = open.splice(at, 1)
            const numbers = await one?.transaction.end(what === 'undo')
            if (numbers !== undefined) commits.push(numbers)
            if (numbers !== undefined && one?.whose === 'ours') needed = commits.length
            if (what === 'undo') ours.pass(2 * minuteMs)
          } else if (what === 'read') {
            await ours.db.transact(async (tx) => sql`select 1`.execute(tx))
            needed = commits.length
          } else {
            await ours.note()
            const head = ours.heads.at(-1) ?? assert.fail()
            for (let length = 1; length < needed; length++)
              assert.ok(
                !passes(commits.slice(0, length).flat(), head),
                `${length} of ${needed}: ${JSON.stringify(head)}`,
              )
            assert.ok(passes(commits.flat(), head), 'the database as it is')
          }
        }
      }),
      { numRuns: 60, endOnFailure: true },
    )
  })
})

const step = fc.record({
  what: fc.constantFrom('ours', 'another’s', 'commit', 'commit', 'undo', 'read', 'note', 'note'),
  count: fc.integer({ min: 1, max: 2 }),
  which: fc.nat(3),
})

/** As `demandLedgerHead` judges, without the hash. */
function passes(numbers: readonly number[], { entry, recent }: LedgerHead): boolean {
  const counted = numbers.filter((number) => number > entry - recentNumbers && number <= entry)
  return numbers.includes(entry) && counted.length >= recent
}

type Append = Parameters<typeof appendAsked>[0]['write']

function append(write: Append, count: number): void {
  const record = { kind: 'asked', at: '2026-11-23T00:00:00.000Z', inquirer: 'a', provider: 'b', affair: 'c' } as const
  const records = Array.from({ length: count }, () => ({
    ...record,
    exchange: makeId('exc'),
    type: 'd',
    askDigest: chainStart,
  }))
  appendAsked({ write }, records, systemRandom)
}

async function write(db: Database<CoreTables>, count: number): Promise<void> {
  await db.transact(async (_, writeLater) => append(writeLater, count))
}

/** A transaction that has written and waits. Ending it gives its numbers, or undefined where it was undone. */
async function begin(db: Database<CoreTables>, count: number) {
  let goOn = (_isUndone: boolean) => {}
  const decided = new Promise<boolean>((resolve) => {
    goOn = resolve
  })
  const written = Promise.withResolvers<void>()
  const ended = db.transact(async (tx, writeLater) => {
    append(writeLater, count)
    const { rows } = await sql<{ entry_id: number }>`
      select entry_id from ledger_entries where xmin = pg_current_xact_id()::xid`.execute(tx)
    written.resolve()
    if (await decided) throw new Error('undone')
    return rows.map((row) => row.entry_id)
  })
  await written.promise
  return {
    async end(isUndone = false): Promise<number[] | undefined> {
      goOn(isUndone)
      if (!isUndone) return ended
      await assert.rejects(ended, /undone/)
      return undefined
    },
  }
}
