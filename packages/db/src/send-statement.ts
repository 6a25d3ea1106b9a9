import type { Duplex } from 'node:stream'
import pg from 'pg'
import type { StatementNames } from './statement-names.ts'
import { toAppError } from './to-app-error.ts'

/** Puts a statement on the wire before it returns: what is sent after it runs after it. Throws AppError as `toAppError` says. */
export function sendStatement(
  client: pg.PoolClient,
  names: StatementNames,
  text: string,
  values: readonly unknown[] = [],
): Promise<pg.QueryResult> {
  gatherStatements(client)
  return new Promise((resolve, reject) => {
    // Made here, since pg copies whatever else it is given, property by property.
    const query = new pg.Query(text, [...values], (error, result) => {
      if (error) reject(toAppError(error))
      else resolve(result)
    })
    const name = values.length === 0 ? undefined : names.find(text)
    client.query(name === undefined ? query : Object.assign(query, { name }))
  })
}

/**
 * What is sent until the program next waits goes to the server in one write: each write wakes a process there, which
 * costs more than a small statement does.
 */
function gatherStatements(client: pg.PoolClient): void {
  // What pg writes to is in its object and not in its types.
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  // Microtasks run to their end first, and with them all that follows without waiting.
  process.nextTick(() => stream.uncork())
}
