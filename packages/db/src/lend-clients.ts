import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { sendStatement } from './send-statement.ts'
import type { StatementNames } from './statement-names.ts'
import { toAppError } from './to-app-error.ts'

/** pg's connections as Kysely takes them, with errors translated on the way. Whoever opened the pool ends it. */
export function lendClients(options: { connect: () => Promise<pg.PoolClient>; names: StatementNames }): PostgresPool {
  const { connect, names } = options
  const lent = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: {},
    end: async () => {},
    connect: async () => {
      const client = await connect().catch((error: unknown) => {
        throw toAppError(error)
      })
      const known = lent.get(client)
      if (known !== undefined) return known
      const made = {
        query: (text: string, values?: unknown[]) => sendStatement(client, names, text, values),
        release: (isBroken?: boolean) => client.release(isBroken ?? false),
        // Kysely's type also has a form for cursors, which we do not give it.
      } as unknown as PostgresPoolClient
      lent.set(client, made)
      return made
    },
  }
}
