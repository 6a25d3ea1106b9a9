import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { createPartyDatabase } from './create-party-databases.ts'
import type { EmbeddedServer } from './embedded/open-embedded-server.ts'
import { openEmbeddedServer } from './embedded/open-embedded-server.ts'
import type { Database } from './open-database.ts'
import { openDatabase } from './open-database.ts'
import { findSqlState } from './to-app-error.ts'

type Tables = { account: { id: string; balance: number } }

describe('a database', () => {
  let dataFolder: string
  let server: EmbeddedServer
  let db: Database<Tables>

  function open(): Promise<EmbeddedServer> {
    // Durable, since one test stops the server and wants to find everything again.
    return openEmbeddedServer({ dataFolder, log: () => {} })
  }

  before(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'madoguchi-test-'))
    server = await open()
    const { migrateUrl } = await createPartyDatabase({ server, party: 'bank' })
    db = openDatabase<Tables>({ connection: migrateUrl, applicationName: 'test', poolSizeMax: 4 })
    await sql`CREATE TABLE account (id text PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0))`.execute(
      db.kysely,
    )
    await sql`INSERT INTO account VALUES ('a', 100), ('b', 100)`.execute(db.kysely)
  })
  after(async () => {
    await db[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
    await rm(server.socketFolder, { recursive: true })
    await rm(dataFolder, { recursive: true })
  })

  async function readBalance(id: string): Promise<number | undefined> {
    const row = await db.kysely.selectFrom('account').select('balance').where('id', '=', id).executeTakeFirst()
    return row?.balance
  }

  it('gives columns the types that the code expects', async () => {
    const { rows } = await sql`SELECT 9007199254740991::int8 AS whole, ARRAY[1, NULL]::int8[] AS wholes, count(*) AS n,
      '2026-04-01 09:00+09'::timestamptz AS at, '2026-04-01'::date AS day, ${new Uint8Array([0, 255])}::bytea AS bytes,
      1.50::numeric AS exact, '{"a":[1]}'::jsonb AS json`.execute(db.kysely)
    assert.deepEqual(rows, [
      {
        whole: 9007199254740991,
        wholes: [1, null],
        n: 1,
        at: new Date('2026-04-01T00:00:00Z'),
        day: '2026-04-01',
        bytes: Buffer.from([0, 255]),
        exact: '1.50',
        json: { a: [1] },
      },
    ])
  })

  it('throws on an int8 that a number cannot hold, and works on', async () => {
    await assert.rejects(sql`SELECT 9007199254740993::int8`.execute(db.kysely), RangeError)
    assert.equal(await readBalance('a'), 100)
  })

  it('says what was refused without repeating a value', async () => {
    const error = await db.kysely
      .insertInto('account')
      .values({ id: 'a', balance: 1 })
      .execute()
      .catch((caught: unknown) => caught)
    assert(error instanceof Error)
    assert.equal(error.message, 'PostgreSQL refused a statement (SQLSTATE 23505, constraint account_pkey).')
    assert.equal(findSqlState(error), '23505')
  })

  it('undoes a transaction whose function throws', async () => {
    const trouble = new Error('changed my mind')
    await assert.rejects(
      db.transact(async (tx) => {
        await tx.updateTable('account').set({ balance: 0 }).execute()
        throw trouble
      }),
      trouble,
    )
    assert.equal(await readBalance('a'), 100)
  })

  it('writes in order with what is read, and waits for a write only at the end', async () => {
    const seen = await db.transact(async (tx, write) => {
      write(sql`UPDATE account SET balance = ${90} WHERE id = 'a'`)
      const { balance } = await tx
        .selectFrom('account')
        .select('balance')
        .where('id', '=', 'a')
        .executeTakeFirstOrThrow()
      write(sql`UPDATE account SET balance = ${100} WHERE id = 'a'`)
      return balance
    })
    assert.equal(seen, 90)
    assert.equal(await readBalance('a'), 100)
  })

  it('gives the rows of a write to whoever asks for them, before what was sent after it', async () => {
    const seen = await db.transact(async (tx, write) => {
      const kept = write(sql<{ balance: number }>`UPDATE account SET balance = ${90} WHERE id = 'a' RETURNING balance`)
      write(sql`UPDATE account SET balance = ${100} WHERE id = 'a'`)
      const { rows } = await sql<{ balance: number }>`SELECT balance FROM account WHERE id = 'a'`.execute(tx)
      return [...(await kept), ...rows].map(({ balance }) => balance)
    })
    assert.deepEqual(seen, [90, 100])
  })

  it('commits nothing when a write fails, and says which failure it was', async () => {
    const spoil = db.transact(async (tx, write) => {
      await tx.updateTable('account').set({ balance: 1 }).where('id', '=', 'a').execute()
      write(sql`INSERT INTO account VALUES ('a', ${1})`)
      write(sql`INSERT INTO account VALUES ('d', ${1})`)
    })
    await assert.rejects(spoil, { code: 'DB_QUERY_FAILED', facts: { sqlState: '23505', constraint: 'account_pkey' } })
    assert.equal(await readBalance('a'), 100)
    assert.equal(await readBalance('d'), undefined)
  })

  it('says which write failed, also to whoever reads after it', async () => {
    const spoil = db.transact(async (tx, write) => {
      write(sql`UPDATE account SET balance = ${-1} WHERE id = 'a'`)
      await tx.selectFrom('account').selectAll().execute()
    })
    await assert.rejects(spoil, { facts: { sqlState: '23514', constraint: 'account_balance_check' } })
  })

  it('tries again when a write collides', async () => {
    let tries = 0
    await db.transact(async (_, write) => {
      tries += 1
      if (tries === 1) write(sql`DO $$ BEGIN RAISE EXCEPTION 'collision' USING ERRCODE = '40001'; END $$`)
    })
    assert.equal(tries, 2)
  })

  it('gives the same answers when a statement has come often enough to be prepared', async () => {
    for (let run = 0; run < 8; run++)
      assert.equal(await readBalance(run % 2 === 0 ? 'a' : 'nobody'), run % 2 === 0 ? 100 : undefined)
  })

  it('tries again when transactions collide, and loses nothing', async () => {
    async function moveOne(from: string, to: string): Promise<void> {
      await db.transact(
        async (tx) => {
          const { balance } = await tx
            .selectFrom('account')
            .select('balance')
            .where('id', '=', from)
            .executeTakeFirstOrThrow()
          await tx
            .updateTable('account')
            .set({ balance: balance - 1 })
            .where('id', '=', from)
            .execute()
          await tx
            .updateTable('account')
            .set((is) => ({ balance: is('balance', '+', 1) }))
            .where('id', '=', to)
            .execute()
        },
        { isolation: 'serializable' },
      )
    }
    for (let round = 0; round < 5; round += 1) await Promise.all([moveOne('a', 'b'), moveOne('b', 'a')])
    assert.equal(await readBalance('a'), 100)
    assert.equal(await readBalance('b'), 100)
  })

  it('gives up after five collisions', async () => {
    let tries = 0
    await assert.rejects(
      db.transact(async (tx) => {
        tries += 1
        await sql`DO $$ BEGIN RAISE EXCEPTION 'collision' USING ERRCODE = '40001'; END $$`.execute(tx)
      }),
      { code: 'DB_CONFLICT_LASTING', facts: { tries: 5, sqlState: '40001' } },
    )
    assert.equal(tries, 5)
  })

  it('throws when the function swallowed the error that undid its transaction', async () => {
    await assert.rejects(
      db.transact(async (tx) => {
        await tx.insertInto('account').values({ id: 'c', balance: 1 }).execute()
        await sql`SELECT 1 / 0`.execute(tx).catch(() => {})
      }),
    )
    assert.equal(await readBalance('c'), undefined)
  })

  it('takes no statement of a transaction that is over', async () => {
    const kept: (() => Promise<unknown>)[] = []
    await db.transact(async (tx, write) => {
      kept.push(
        () => tx.selectFrom('account').selectAll().execute(),
        async () => write(sql`DELETE FROM account`),
      )
    })
    for (const late of kept) await assert.rejects(late, /not used after its end/)
    assert.equal(await readBalance('a'), 100)
  })

  it('stops a statement that takes too long', async () => {
    const { migrateUrl } = await createPartyDatabase({ server, party: 'bank' })
    await using hasty = openDatabase({ connection: migrateUrl, applicationName: 'test', statementTimeoutMs: 20 })
    await assert.rejects(sql`SELECT pg_sleep(10)`.execute(hasty.kysely), { facts: { sqlState: '57014' } })
  })

  it('works on after the server went away and came back', async () => {
    await Promise.all([1, 2, 3, 4].map(() => sql`SELECT pg_sleep(0.01)`.execute(db.kysely)))
    await server[Symbol.asyncDispose]()
    await assert.rejects(readBalance('a'), { code: 'DB_UNAVAILABLE' })
    await assert.rejects(
      db.transact(async () => {}),
      { code: 'DB_UNAVAILABLE' },
    )
    server = await open()
    assert.equal(await readBalance('a'), 100)
    assert.equal(await db.transact(async () => 7), 7)
  })
})
