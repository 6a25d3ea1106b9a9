import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '@madoguchi/kit'
import { AppError, systemRandom } from '@madoguchi/kit'
import type { RawBuilder, Transaction } from 'kysely'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { lendClients, sendStatement } from './lend-clients.ts'
import type { StatementNames } from './statement-names.ts'
import { findSqlState, toAppError } from './to-app-error.ts'

export type TransactOptions = { isolation?: 'read committed' | 'repeatable read' | 'serializable' }

/**
 * Sends a statement whose answer nobody needs at once: it runs before whatever is sent after it, and the transaction waits
 * for it only at its end. When it fails, nothing is committed, and its error is what the transaction throws. Its rows may
 * be asked for later, or never.
 */
export type Write = <Row>(statement: RawBuilder<Row>) => Promise<readonly Row[]>

/**
 * Runs a function in a transaction: committed when it returns, rolled back when it throws. `tx` is for queries,
 * `write` for statements without an answer; neither may be used after the function has returned.
 *
 * The function may run up to five times: PostgreSQL gives up one of two transactions that collide (40001, 40P01), and it
 * is tried again. So it must do nothing outside the database that may not be done twice. Throws DB_CONFLICT_LASTING when
 * every try collided, DB_UNAVAILABLE, DB_QUERY_FAILED, and whatever the function throws.
 */
export type Transact<Tables> = <T>(
  run: (tx: Transaction<Tables>, write: Write) => Promise<T>,
  options?: TransactOptions,
) => Promise<T>

const triesMax = 5
const collisions = new Set(['40001', '40P01'])

export function makeTransact<Tables>(
  from: { connect: () => Promise<pg.PoolClient>; names: StatementNames },
  random: Random = systemRandom,
): Transact<Tables> {
  return async (run, options = {}) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await transactOnce(from, run, options)
      } catch (error) {
        const sqlState = findSqlState(error) ?? ''
        if (!collisions.has(sqlState)) throw toAppError(error)
        if (tries === triesMax) {
          throw new AppError('DB_CONFLICT_LASTING', 'A transaction collided with others at every try.', {
            facts: { tries, sqlState },
            cause: error,
          })
        }
      }
      await sleep(2 ** tries * (1 + (random.bytes(1)[0] ?? 0) / 64))
    }
  }
}

async function transactOnce<Tables, T>(
  { connect, names }: { connect: () => Promise<pg.PoolClient>; names: StatementNames },
  run: (tx: Transaction<Tables>, write: Write) => Promise<T>,
  options: TransactOptions,
): Promise<T> {
  const client = await connect().catch((error: unknown) => {
    throw toAppError(error)
  })
  let isClientBroken = false
  const pool = lendClients({
    connect: async () => client,
    release: (_, isBroken) => {
      isClientBroken = isBroken
    },
    names,
  })
  const writes: Promise<unknown>[] = []
  try {
    const begin = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).transaction()
    const begun = options.isolation === undefined ? begin : begin.setIsolationLevel(options.isolation)
    return await begun.execute((tx) =>
      run(tx, (statement) => {
        const { sql, parameters } = statement.compile(tx)
        const sent = sendStatement(client, names, sql, parameters).then(({ rows }) => rows)
        sent.catch(() => {
          // Asked for below, at the end of the transaction.
        })
        writes.push(sent)
        return sent
      }),
    )
  } catch (error) {
    // A write that failed undid the transaction: whatever came after it only says so, and this says why.
    await Promise.all(writes)
    throw error
  } finally {
    await Promise.allSettled(writes)
    client.release(isClientBroken)
  }
}
