import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setImmediate as giveTurn } from 'node:timers/promises'
import { createPartyDatabase, migrate, openDatabase } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { deliveryMigrations } from '@madoguchi/delivery'
import type { TestNetwork } from '@madoguchi/delivery/testing'
import { makeTestNetwork } from '@madoguchi/delivery/testing'
import { openSandboxFacts } from '@madoguchi/facts/sandbox'
import { makeId, silentLog, systemRandom } from '@madoguchi/kit'
import { hashLeaf } from '@madoguchi/ledger'
import { makeSigningKeyPem, readSigningKey } from '@madoguchi/messages'
import fc from 'fast-check'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import pg from 'pg'
import { makeHeadKeeper } from './head-keeper.ts'
import type { LedgerHead, LedgerHeadFile } from './ledger-head.ts'
import { adoptLedger, demandLedgerHead, findHead, openLedgerHead } from './ledger-head.ts'
import { coreMigrations, start } from './start.ts'
import type { CoreTables } from './tables.ts'

describe('a core that was restored from a backup', () => {
  let server: EmbeddedServer
  let test: TestNetwork
  let folder: string
  let file: LedgerHeadFile

  before(async () => {
    server = await openTestServer()
    folder = await mkdtemp(join(tmpdir(), 'madoguchi-ledger-head-'))
    test = await makeTestNetwork({ server, parties: [{ id: 'core', kind: 'core' }] })
    const { migrateUrl } = test.databaseOf('core')
    await migrate({ connection: migrateUrl, series: [deliveryMigrations, coreMigrations] })
    file = open('ledger-head')
  })
  after(async () => {
    await server[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  const open = (name: string, changes: object = {}): LedgerHeadFile & AsyncDisposable =>
    openLedgerHead({
      file: join(folder, name),
      self: 'core',
      key: test.keyOf('core'),
      directory: test.directory,
      clock: test.clock,
      ...changes,
    })
  const admin = async (text: string) => {
    const client = new pg.Client({ connectionString: server.adminUrl })
    await client.connect()
    try {
      await client.query(text)
    } finally {
      await client.end()
    }
  }
  /** As a backup and a restore beside the original: the whole database at this moment, under another name. */
  const backUp = async (name: string) => {
    await admin(`create database ${name} template madoguchi_core owner core_owner`)
    await admin(`grant connect on database ${name} to core_run`)
  }
  const urlOf = (name: string, url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  const startOn = (name: string, ledgerHead = file) => {
    const { runUrl } = test.databaseOf('core')
    const { directory, clock } = test
    return start(
      { self: 'core' },
      {
        runUrl: urlOf(name, runUrl),
        directory,
        facts: openSandboxFacts(clock),
        key: test.keyOf('core'),
        linkCodeKey: new Uint8Array(32),
        transport: test.network.transport,
        clock,
        random: systemRandom,
        log: silentLog,
        ledgerHead,
      },
    )
  }
  /** The core writes entries and tells somebody, as in service. */
  const writeAndTell = async (name: string, count: number) => {
    await using core = await startOn(name)
    await append(core.delivery, count)
    await core.receive(new Uint8Array([0x80]))
  }

  it('continues from the newest backup, and refuses one that lacks what it has told others', async () => {
    await using empty = await startOn('madoguchi_core')
    await empty[Symbol.asyncDispose]()
    assert.equal(await file.read(), undefined, 'nothing was told yet')
    await writeAndTell('madoguchi_core', 3)
    await backUp('monday')
    await writeAndTell('madoguchi_core', 2)
    await backUp('tuesday')

    await assert.rejects(startOn('monday'), (error: Error & { code: string; facts: object }) => {
      assert.equal(error.code, 'LEDGER_ROLLED_BACK')
      assert.deepEqual(error.facts, { told: 5, newest: 3 })
      return /Restore a backup that has it/.test(error.message)
    })
    await using restored = await startOn('tuesday')
    await restored[Symbol.asyncDispose]()
    await writeAndTell('tuesday', 1)
    assert.equal((await file.read())?.entry, 6)
    await assert.rejects(startOn('madoguchi_core'), { code: 'LEDGER_ROLLED_BACK' }, 'the one that was left behind')
  })

  it('refuses one that went on by itself: the same number, another entry', async () => {
    await using db = openDatabase<CoreTables>({
      connection: urlOf('monday', test.databaseOf('core').runUrl),
      applicationName: 'test',
    })
    await append(db, 8)
    await assert.rejects(startOn('monday'), { code: 'LEDGER_ROLLED_BACK' })
  })

  it('refuses a ledger with entries and no head file, until an operator says that it is whole', async () => {
    const other = open('other-head')
    await assert.rejects(startOn('tuesday', other), { code: 'LEDGER_HEAD_MISSING' })
    const { runUrl } = test.databaseOf('core')
    assert.equal(await adoptLedger({ runUrl: urlOf('tuesday', runUrl), file: other }), 6)
    await assert.rejects(adoptLedger({ runUrl, file: other }), { code: 'LEDGER_HEAD_THERE' })
    await using core = await startOn('tuesday', other)
    await core[Symbol.asyncDispose]()
  })

  it('believes no head file that it did not sign', async () => {
    await writeFile(join(folder, 'garbage'), 'x')
    await assert.rejects(open('garbage').read(), { code: 'LEDGER_HEAD_UNUSABLE' })
    const foreign = open('foreign', { key: readSigningKey(makeSigningKeyPem()) })
    await foreign.write({ entry: 1, leafHash: '0'.repeat(64), recent: 1 })
    await assert.rejects(open('foreign').read(), { code: 'LEDGER_HEAD_UNUSABLE' })
    const text = await readFile(join(folder, 'ledger-head'), 'utf8')
    await writeFile(join(folder, 'changed'), text.replaceAll(/"entry":\d/g, '"entry":9'))
    await assert.rejects(open('changed').read(), { code: 'LEDGER_HEAD_UNUSABLE' })
  })

  it('keeps the head before it, should writing the next one break off', async () => {
    await using head = open('torn')
    const at = (entry: number) => ({ entry, leafHash: '0'.repeat(64), recent: 1 })
    for (const entry of [1, 2, 3, 4]) {
      await head.write(at(entry))
      assert.deepEqual(await open('torn').read(), at(entry))
    }
    const path = join(folder, 'torn')
    const whole = await readFile(path)
    assert.equal(whole.length, 2048)
    // The fourth stands in the second slot.
    await writeFile(path, whole.subarray(0, 1024 + 60))
    assert.deepEqual(await open('torn').read(), at(3))
    // A new process goes on beside it.
    await using again = open('torn')
    await again.write(at(5))
    assert.deepEqual(await open('torn').read(), at(5))
  })

  it('goes on with a file that has one head only, as they were before', async () => {
    const before = (await readFile(join(folder, 'torn'), 'utf8')).slice(0, 1024).replaceAll('\0', '')
    await writeFile(join(folder, 'old'), before)
    await using head = open('old')
    const found = await head.read()
    assert(found !== undefined)
    await head.write({ ...found, entry: found.entry + 1 })
    assert.equal((await open('old').read())?.entry, found.entry + 1)
  })

  it('says nothing while the head cannot be noted', async () => {
    const failing: LedgerHeadFile = { ...file, write: () => Promise.reject(new Error('the disk is full')) }
    await using party = openDatabase<CoreTables>({
      connection: urlOf('tuesday', test.databaseOf('core').runUrl),
      applicationName: 'test',
    })
    await assert.rejects(makeHeadKeeper({ db: party, file: failing, clock: test.clock }).note(), /the disk is full/)
    await assert.doesNotReject(demandLedgerHead(party.kysely, file))
  })

  it('however many ask at once, each is answered after a note that began after it asked', async () => {
    const { runUrl, migrateUrl } = await createPartyDatabase({ server, party: 'busy' })
    await migrate({ connection: migrateUrl, series: [deliveryMigrations, coreMigrations] })
    await using db = openDatabase<CoreTables>({ connection: runUrl, applicationName: 'test' })
    let head = 0
    let writes = 0
    const slow: LedgerHeadFile = {
      read: async () => undefined,
      async write({ entry }) {
        writes++
        for (let turns = 0; turns < 20; turns++) await giveTurn()
        head = entry
      },
    }
    const keeper = makeHeadKeeper({ db, file: slow, clock: test.clock })
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const mine = await append(keeper.db, 1)
        await keeper.note()
        assert.ok(head >= mine)
      }),
    )
    assert.ok(writes <= 20)
  })

  it('looks and writes only where one of its transactions ended since', async () => {
    await using party = await openBusy('quiet')
    const { file, heads } = keepHeads()
    let looks = 0
    const kysely = party.db.kysely.withPlugin({
      transformQuery: ({ node }) => {
        looks++
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const keeper = makeHeadKeeper({ db: { ...party.db, kysely }, file, clock: test.clock })
    for (const count of [0, 1, 3]) {
      await append(keeper.db, count)
      await Promise.all([keeper.note(), keeper.note()])
      await keeper.note()
    }
    assert.deepEqual([heads.map(({ entry }) => entry), looks], [[1, 4], 3])
  })

  it('looks again where a transaction failed, since it may have been committed all the same', async () => {
    await using party = await openBusy('doubt')
    const { file, heads } = keepHeads()
    const keeper = makeHeadKeeper({ db: party.db, file, clock: test.clock })
    await assert.rejects(keeper.db.transact(() => Promise.reject(new Error('the connection broke'))))
    await keeper.note()
    await append(party.db, 1)
    await keeper.note()
    assert.deepEqual(
      heads.map(({ entry }) => entry),
      [1],
    )
  })

  it('fails everybody who asks while the disk is full, and notes the same when there is room', async () => {
    await using party = await openBusy('failing')
    const { file, heads } = keepHeads()
    let isFull = true
    const failing: LedgerHeadFile = {
      ...file,
      write: (head) => (isFull ? Promise.reject(new Error('the disk is full')) : file.write(head)),
    }
    const keeper = makeHeadKeeper({ db: party.db, file: failing, clock: test.clock })
    await append(keeper.db, 2)
    await assert.rejects(keeper.note(), /the disk is full/)
    await assert.rejects(keeper.note(), /the disk is full/)
    isFull = false
    await keeper.note()
    assert.equal(heads.at(-1)?.entry, 2)
  })

  it('whatever order transactions end in, and whatever numbers are never used, it notes what the ledger holds', async () => {
    await using party = await openBusy('order')
    const { file, heads } = keepHeads()
    const keeper = makeHeadKeeper({ db: party.db, file, clock: test.clock })
    let from = 0
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 900 }), { maxLength: 8 }), async (numbers) => {
        for (const number of numbers) {
          await append(keeper.db, 1, from + number)
          await keeper.note()
          assert.deepEqual(heads.at(-1), await findHead(party.db.kysely))
        }
        from += 300 + (numbers.length > 0 ? Math.max(...numbers) : 0)
      }),
      { numRuns: 40 },
    )
  })

  async function openBusy(name: string) {
    const { migrateUrl } = await createPartyDatabase({ server, party: name })
    await migrate({ connection: migrateUrl, series: [deliveryMigrations, coreMigrations] })
    // The owner: nobody else gives entries numbers out of turn.
    const db = openDatabase<CoreTables>({ connection: migrateUrl, applicationName: 'test' })
    return { db, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
  }

  function keepHeads() {
    const heads: LedgerHead[] = []
    const file: LedgerHeadFile = { read: async () => heads.at(-1), write: async (head) => void heads.push(head) }
    return { file, heads }
  }

  /** In one transaction, as the core writes. `entryId` is for a number out of turn. */
  function append(db: Writer, count: number, entryId?: number): Promise<number> {
    return db.transact(async (given) => {
      const tx = 'tx' in given ? given.tx : given
      let last = 0
      for (let i = 0; i < count; i++) {
        const exchange = makeId('exc')
        const leaf = systemRandom.bytes(33)
        const columns = sql`exchange_id, kind, record, salt, leaf, leaf_hash`
        const values = sql`${exchange}, 'asked', ${JSON.stringify({ kind: 'asked', exchange })},
          ${systemRandom.bytes(32)}, ${leaf}, ${hashLeaf(leaf)}`
        const row =
          entryId === undefined
            ? sql`(${columns}) values (${values})`
            : sql`(entry_id, ${columns}) overriding system value values (${entryId}, ${values})`
        const { rows } = await sql<{ entry: string }>`
          insert into ledger_entries ${row} returning entry_id as entry`.execute(tx)
        last = Number(rows[0]?.entry)
      }
      return last
    })
  }
})

type Writer = {
  transact<T>(run: (given: { tx: Kysely<CoreTables> } | Kysely<CoreTables>) => Promise<T>): Promise<T>
}
