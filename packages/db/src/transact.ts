import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '@madoguchi/kit'
import { AppError, systemRandom } from '@madoguchi/kit'
import type { Transaction } from 'kysely'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { lendClients } from './lend-clients.ts'
import { findSqlState, toAppError } from './to-app-error.ts'

export type TransactOptions = { isolation?: 'read committed' | 'repeatable read' | 'serializable' }

/**
 * Runs a function in a transaction: committed when it returns, rolled back when it throws. `tx` is for queries,
 * `client` the same connection for statements prepared by name; neither may be used after the function has returned.
 *
 * The function may run up to five times: PostgreSQL gives up one of two transactions that collide (40001, 40P01), and it
 * is tried again. So it must do nothing outside the database that may not be done twice. Throws DB_CONFLICT_LASTING when
 * every try collided, DB_UNAVAILABLE, DB_QUERY_FAILED, and whatever the function throws.
 */
export type Transact<Tables> = <T>(
  run: (tx: Transaction<Tables>, client: pg.PoolClient) => Promise<T>,
  options?: TransactOptions,
) => Promise<T>

const triesMax = 5
const collisions = new Set(['40001', '40P01'])

export function makeTransact<Tables>(
  connect: () => Promise<pg.PoolClient>,
  random: Random = systemRandom,
): Transact<Tables> {
  return async (run, options = {}) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await transactOnce(connect, run, options)
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
  connect: () => Promise<pg.PoolClient>,
  run: (tx: Transaction<Tables>, client: pg.PoolClient) => Promise<T>,
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
  })
  try {
    const begin = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).transaction()
    const begun = options.isolation === undefined ? begin : begin.setIsolationLevel(options.isolation)
    return await begun.execute((tx) => run(tx, client))
  } finally {
    client.release(isClientBroken)
  }
}
