import { rm } from 'node:fs/promises'
import type { EmbeddedServer } from '@madoguchi/db'
import { createPartyDatabases, openEmbeddedServer } from '@madoguchi/db'
import { carryOutOrders } from './carry-out.ts'
import type { DatabaseOrder, OpenedDatabase } from './orders.ts'

/** Holds the PostgreSQL server, as the program of a small installation does. It is killed with the server, and opened again. */
let server: EmbeddedServer | undefined

carryOutOrders<DatabaseOrder & { id: number }>(
  async (order) => {
    if (order.do === 'stop') return server?.[Symbol.asyncDispose]()
    server = await openEmbeddedServer({ dataFolder: order.dataFolder, durability: order.durability, log: () => {} })
    const opened: OpenedDatabase = {
      postmaster: server.pid,
      adminUrl: server.adminUrl,
      databases: await createPartyDatabases({ server, parties: order.parties }),
    }
    return opened
  },
  async () => {
    if (server === undefined) return
    await server[Symbol.asyncDispose]()
    await rm(server.socketFolder, { recursive: true, force: true })
    await rm(server.dataFolder, { recursive: true, force: true })
  },
)
