import { createPartyDatabases } from '../create-party-databases.ts'
import { openEmbeddedServer } from '../embedded/open-embedded-server.ts'
import type { DbLog } from '../log.ts'
import { migrate } from '../migrate/migrate.ts'
import type { PreparedServer, PrepareOrder } from './order.ts'

/**
 * Starts the embedded server, makes databases and roles, and migrates each as its owner. The server is left running for
 * whoever holds its folder; only where something fails it is stopped. Gives what those who serve may know.
 */
export async function prepareServer(order: PrepareOrder, log: DbLog): Promise<PreparedServer> {
  const { dataFolder, durability } = order
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await openEmbeddedServer({ dataFolder, durability, log, isHeldByParent: true }))
  const parties = order.databases.map(({ party }) => party)
  const made = await createPartyDatabases({ server, parties })
  await Promise.all(
    made.map(({ migrateUrl, runRole }, i) =>
      migrate({ connection: migrateUrl, runRole, series: order.databases[i]?.series ?? [] }),
    ),
  )
  stack.move()
  const { pid, cluster } = server
  return { pid, cluster, databases: made.map(({ party, runUrl, runRole }) => ({ party, runUrl, runRole })) }
}
