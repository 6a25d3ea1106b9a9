import type { RunDatabase } from '@madoguchi/db/embedded'
import { openPreparedServer } from '@madoguchi/db/embedded'
import type { Log } from '@madoguchi/kit'
import type { DataFolder } from './data-folder.ts'
import type { PartyName } from './parties.ts'
import { parties } from './parties.ts'

/** The demo's server with the databases of some parties, migrated by a child: nobody here has an owner's password. */
export async function openDatabases<Name extends PartyName>(options: {
  folder: DataFolder
  parties: readonly Name[]
  log: Pick<Log, 'info'>
  durability?: 'full' | 'none' | undefined
}): Promise<AsyncDisposable & { readonly databases: Readonly<Record<Name, RunDatabase>> }> {
  const { folder, parties: names, log, durability = 'full' } = options
  const server = await openPreparedServer(
    {
      dataFolder: folder.postgres,
      durability,
      databases: names.map((name) => ({ party: parties[name].database, series: parties[name].series })),
    },
    (event, facts) => log.info(event.toUpperCase(), facts),
  )
  const databases = Object.fromEntries(names.map((name, i) => [name, server.databases[i]]))
  return {
    databases: databases as Record<Name, RunDatabase>,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
