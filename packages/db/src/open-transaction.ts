import assert from 'node:assert/strict'
import type { CompiledQuery, DatabaseConnection, RawBuilder } from 'kysely'
import { DefaultQueryExecutor, DummyDriver, Transaction } from 'kysely'
import type pg from 'pg'
import { StatementDialect } from './statement-compiler.ts'

type Send = (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>

// One for all: a transaction has its connection, so that neither pool nor driver is ever asked for one.
const dialect = new StatementDialect({ pool: () => assert.fail('a transaction has its connection') })
const compiler = dialect.createQueryCompiler()
const adapter = dialect.createAdapter()
const driver = new DummyDriver()
const changing: readonly string[] = ['INSERT', 'UPDATE', 'DELETE', 'MERGE']

/** Kysely's transaction on a connection where one has begun: each statement goes on the wire as it is executed. */
export function openTransaction<Tables>(send: Send) {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>({ sql, parameters }: CompiledQuery) => {
      const { command, rowCount, rows } = await send(sql, parameters)
      return changing.includes(command)
        ? { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) }
        : { rows: rows as Row[] }
    },
    streamQuery: () => assert.fail('nothing is streamed'),
  }
  const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: (consume) => consume(connection) })
  return {
    tx: new Transaction<Tables>({ config: { dialect }, dialect, driver, executor }),
    send: (statement: RawBuilder<unknown>) => {
      const { sql, parameters } = statement.compile({ getExecutor: () => executor })
      return send(sql, parameters)
    },
  }
}
