import type { RunDatabase } from '@madoguchi/db/embedded'
import { openPreparedServer } from '@madoguchi/db/embedded'
import type { Log } from '@madoguchi/kit'
import type { DataFolder } from './data-folder.ts'
import type { PartyName, PartyPlan } from './parties.ts'

/** The demo's server with the databases of some parties, migrated by a child: nobody here has an owner's password. */
export async function openDatabases(options: {
  folder: DataFolder
  parties: readonly PartyPlan[]
  log: Pick<Log, 'info'>
  durability?: 'full' | 'none' | undefined
}): Promise<AsyncDisposable & { databaseOf(name: PartyName): RunDatabase }> {
  const { folder, parties, log, durability = 'full' } = options
  const server = await openPreparedServer(
    {
      dataFolder: folder.postgres,
      durability,
      databases: parties.map(({ database, series }) => ({ party: database, series })),
    },
    (event, facts) => log.info(event.toUpperCase(), facts),
  )
  const databases = new Map(parties.map(({ name }, i) => [name, server.databases[i]]))
  return {
    databaseOf(name) {
      const found = databases.get(name)
      if (found === undefined) throw new TypeError(`${name} has no database here`)
      return found
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
