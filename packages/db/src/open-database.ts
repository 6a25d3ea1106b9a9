import { minuteMs, secondMs } from '@madoguchi/kit'
import { Kysely } from 'kysely'
import pg from 'pg'
import { columnTypes } from './column-types.ts'
import { lendClients } from './lend-clients.ts'
import type { DbLog } from './log.ts'
import { StatementDialect } from './statement-compiler.ts'
import { makeStatementNames } from './statement-names.ts'
import type { Transact } from './transact.ts'
import { makeTransact } from './transact.ts'

export type Database<Tables> = AsyncDisposable & {
  /** For queries. Throws AppError: DB_UNAVAILABLE, DB_QUERY_FAILED with the cause (see `findSqlState`). */
  readonly kysely: Kysely<Tables>
  readonly transact: Transact<Tables>
}

/**
 * Opens a pool of connections. It connects when first used and again after the server was away. Times are limited:
 * 5 s to connect, 30 s for a statement, 30 s idle inside a transaction.
 */
export function openDatabase<Tables>(options: {
  /** A connection URL. */
  connection: string
  applicationName: string
  poolSizeMax?: number
  statementTimeoutMs?: number
  log?: DbLog
}): Database<Tables> {
  const pool = new pg.Pool({
    connectionString: options.connection,
    application_name: options.applicationName,
    max: options.poolSizeMax ?? 5,
    connectionTimeoutMillis: 5 * secondMs,
    idleTimeoutMillis: minuteMs,
    statement_timeout: options.statementTimeoutMs ?? 30 * secondMs,
    idle_in_transaction_session_timeout: 30 * secondMs,
    keepAlive: true,
    // Statements do not wait for each other's answers; PostgreSQL runs them in order.
    pipeline: true,
    types: columnTypes,
  })
  // A connection that nobody uses at the moment broke: the pool has dropped it, the next query opens another.
  pool.on('error', () => options.log?.('DB_IDLE_CONNECTION_LOST', { application: options.applicationName }))
  // A connection in use reports to the query that waits for it, or to the next one.
  pool.on('connect', (client) => client.on('error', () => {}))

  const names = makeStatementNames()
  const connect = () => pool.connect()
  const kysely = new Kysely<Tables>({ dialect: new StatementDialect({ pool: lendClients({ connect, names }) }) })
  return {
    kysely,
    transact: makeTransact<Tables>({ connect, names }),
    [Symbol.asyncDispose]: async () => {
      await kysely.destroy()
      if (!pool.ended) await pool.end()
    },
  }
}
