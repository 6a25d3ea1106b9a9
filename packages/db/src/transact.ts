import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Random } from '@madoguchi/kit'
import { AppError, systemRandom } from '@madoguchi/kit'
import type { RawBuilder, Transaction } from 'kysely'
import type pg from 'pg'
import { openTransaction } from './open-transaction.ts'
import { sendStatement } from './send-statement.ts'
import type { StatementNames } from './statement-names.ts'
import { findSqlState, toAppError } from './to-app-error.ts'

type TransactOptions = { isolation?: 'read committed' | 'repeatable read' | 'serializable' }

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

type Connections = { readonly connect: () => Promise<pg.PoolClient>; readonly names: StatementNames }

const triesMax = 5
const collisions = new Set(['40001', '40P01'])

export function makeTransact<Tables>(from: Connections, random: Random = systemRandom): Transact<Tables> {
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
  { connect, names }: Connections,
  run: (tx: Transaction<Tables>, write: Write) => Promise<T>,
  { isolation }: TransactOptions,
): Promise<T> {
  const client = await connect().catch((error: unknown) => {
    throw toAppError(error)
  })
  const send = (text: string, values?: readonly unknown[]) => sendStatement(client, names, text, values)
  const writes: Promise<unknown>[] = []
  let isClientBroken = false
  let isOver = false
  const open = openTransaction<Tables>((text, values) => {
    assert(!isOver, 'a transaction is not used after its end')
    return send(text, values)
  })
  try {
    // The first statement follows without waiting: if nothing has begun, it fails as well, and says why.
    send(isolation === undefined ? 'begin' : `start transaction isolation level ${isolation}`).catch(() => {})
    const value = await run(open.tx, (statement) => {
      const sent = open.send(statement).then(({ rows }) => rows)
      sent.catch(() => {
        // Asked for below, at the end of the transaction.
      })
      writes.push(sent)
      return sent as Promise<never>
    })
    isOver = true
    const { command } = await send('commit')
    // PostgreSQL ends so what an earlier error had undone; whoever ran into it has swallowed it.
    if (command === 'ROLLBACK') throw new AppError('DB_QUERY_FAILED', 'An error before its end undid the transaction.')
    return value
  } catch (error) {
    isOver = true
    await send('rollback').catch(() => {
      isClientBroken = true
    })
    // A write that failed undid the transaction: whatever came after it only says so, and this says why.
    await Promise.all(writes)
    throw error
  } finally {
    await Promise.allSettled(writes)
    client.release(isClientBroken)
  }
}
