import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Database, EmbeddedServer } from '@madoguchi/db'
import { createPartyDatabase, migrate, openDatabase } from '@madoguchi/db'
import { openTestServer } from '@madoguchi/db/testing'
import { deliveryMigrations } from '@madoguchi/delivery'
import type { TestNetwork } from '@madoguchi/delivery/testing'
import { makeTestNetwork } from '@madoguchi/delivery/testing'
import { makeId, silentLog, systemRandom } from '@madoguchi/kit'
import { makeSigningKeyPem, readSigningKey } from '@madoguchi/messages'
import pg from 'pg'
import type { LedgerHeadFile } from './ledger-head.ts'
import { adoptLedger, checkLedgerHead, makeHeadKeeper, openLedgerHead } from './ledger-head.ts'
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

  const open = (name: string, changes: object = {}) =>
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
    const { migrateUrl, runUrl } = test.databaseOf('core')
    const { directory, clock } = test
    return start(
      { self: 'core' },
      {
        migrateUrl: urlOf(name, migrateUrl),
        runUrl: urlOf(name, runUrl),
        directory,
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
    await using db = openDatabase<CoreTables>({
      connection: urlOf(name, test.databaseOf('core').runUrl),
      applicationName: 'test',
    })
    await using core = await startOn(name)
    await append(db, count)
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
    await writeFile(join(folder, 'changed'), text.replace('"entry":6', '"entry":1'))
    await assert.rejects(open('changed').read(), { code: 'LEDGER_HEAD_UNUSABLE' })
  })

  it('says nothing while the head cannot be noted', async () => {
    const failing: LedgerHeadFile = { ...file, write: () => Promise.reject(new Error('the disk is full')) }
    await using party = openDatabase<CoreTables>({
      connection: urlOf('tuesday', test.databaseOf('core').runUrl),
      applicationName: 'test',
    })
    await assert.rejects(makeHeadKeeper(party.kysely, failing).note(), /the disk is full/)
    await assert.doesNotReject(checkLedgerHead(party.kysely, file))
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
        await new Promise((resolve) => setTimeout(resolve, 5))
        head = entry
      },
    }
    const keeper = makeHeadKeeper(db.kysely, slow)
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const mine = await append(db, 1)
        await keeper.note()
        assert.ok(head >= mine)
      }),
    )
    assert.ok(writes <= 20)
  })

  async function append(db: Database<CoreTables>, count: number): Promise<number> {
    let last = 0
    for (let i = 0; i < count; i++) {
      const row = await db.kysely
        .insertInto('ledger_entries')
        .values({
          exchange_id: makeId('exc'),
          kind: 'asked',
          record: '{}',
          salt: systemRandom.bytes(32),
          leaf: systemRandom.bytes(32),
          leaf_hash: systemRandom.bytes(32),
        })
        .returning((is) => is.ref('entry_id' as never).as('entry'))
        .executeTakeFirstOrThrow()
      last = Number(row.entry)
    }
    return last
  }
})
