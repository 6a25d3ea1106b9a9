import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { toAppError } from './to-app-error.ts'

/** pg's connections as Kysely takes them, with errors translated on the way. Whoever opened the pool ends it. */
export function lendClients(options: {
  connect: () => Promise<pg.PoolClient>
  release: (client: pg.PoolClient, isBroken: boolean) => void
}): PostgresPool {
  const lent = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: {},
    end: async () => {},
    connect: async () => {
      const client = await options.connect().catch(throwAppError)
      const known = lent.get(client)
      if (known !== undefined) return known
      const made = lendClient(client, options.release)
      lent.set(client, made)
      return made
    },
  }
}

function lendClient(
  client: pg.PoolClient,
  release: (client: pg.PoolClient, isBroken: boolean) => void,
): PostgresPoolClient {
  const made = {
    query: (sql: string, parameters?: unknown[]) => client.query(sql, parameters).catch(throwAppError),
    release: (isBroken?: boolean) => release(client, isBroken ?? false),
  }
  // Kysely's type also has a form for cursors, which we do not give it.
  return made as unknown as PostgresPoolClient
}

function throwAppError(error: unknown): never {
  throw toAppError(error)
}
