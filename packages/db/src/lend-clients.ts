import type { Duplex } from 'node:stream'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import type { StatementNames } from './statement-names.ts'
import { toAppError } from './to-app-error.ts'

/** pg's connections as Kysely takes them, with errors translated on the way. Whoever opened the pool ends it. */
export function lendClients(options: {
  connect: () => Promise<pg.PoolClient>
  release: (client: pg.PoolClient, isBroken: boolean) => void
  names: StatementNames
}): PostgresPool {
  const lent = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: {},
    end: async () => {},
    connect: async () => {
      const client = await options.connect().catch(throwAppError)
      const known = lent.get(client)
      if (known !== undefined) return known
      const made = lendClient(client, options)
      lent.set(client, made)
      return made
    },
  }
}

/** Puts a statement on the wire before it returns: what is sent after it runs after it. */
export async function sendStatement(
  client: pg.PoolClient,
  names: StatementNames,
  text: string,
  values: readonly unknown[] = [],
): Promise<pg.QueryResult> {
  gatherStatements(client)
  if (values.length === 0) return client.query(text).catch(throwAppError)
  const name = names.find(text)
  return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) }).catch(throwAppError)
}

/**
 * What is sent until the program next waits goes to the server in one write: each write wakes a process there, which
 * costs more than a small statement does.
 */
function gatherStatements(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  // Microtasks run to their end first, and with them all that follows without waiting.
  process.nextTick(() => stream.uncork())
}

function lendClient(
  client: pg.PoolClient,
  { release, names }: { release: (client: pg.PoolClient, isBroken: boolean) => void; names: StatementNames },
): PostgresPoolClient {
  const made = {
    query: (text: string, values?: unknown[]) => {
      const sent = sendStatement(client, names, text, values)
      if (!beginning.test(text)) return sent
      // The first statement follows without waiting: if nothing has begun, it fails as well, and says why.
      sent.catch(() => {})
      return Promise.resolve({ command: 'BEGIN', rowCount: 0, rows: [] })
    },
    release: (isBroken?: boolean) => release(client, isBroken ?? false),
  }
  // Kysely's type also has a form for cursors, which we do not give it.
  return made as unknown as PostgresPoolClient
}

const beginning = /^(begin|start transaction)\b/

function throwAppError(error: unknown): never {
  throw toAppError(error)
}
