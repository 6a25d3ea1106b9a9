import { rm } from 'node:fs/promises'
import { createPartyDatabases } from '@madoguchi/db'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openEmbeddedServer } from '@madoguchi/db/embedded'
import { carryOutOrders } from './carry-out.ts'
import type { DatabaseOrder, OpenedDatabase } from './orders.ts'

/** Holds the PostgreSQL server, as the program of a small installation does. It is killed with the server, and opened again. */
let opening: Promise<EmbeddedServer> | undefined
let dataFolder: string | undefined

carryOutOrders<DatabaseOrder & { id: number }>(
  async (order) => {
    if (order.do === 'stop') return stop(await opening)
    dataFolder = order.dataFolder
    opening = openEmbeddedServer({ dataFolder, durability: order.durability, log: () => {} })
    const server = await opening
    const opened: OpenedDatabase = {
      postmaster: server.pid,
      adminUrl: server.adminUrl,
      databases: await createPartyDatabases({ server, parties: order.parties }),
    }
    return opened
  },
  async () => {
    // The parent is gone: nobody else stops the server and removes what was left.
    await stop(await opening?.catch(() => undefined))
    if (dataFolder !== undefined) await rm(dataFolder, { recursive: true, force: true })
  },
)

async function stop(server: EmbeddedServer | undefined): Promise<void> {
  await server?.[Symbol.asyncDispose]()
  if (server !== undefined) await rm(server.socketFolder, { recursive: true, force: true })
}
