import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readOwnerUrl } from '@madoguchi/db/testing'
import { openFailureBook } from '@madoguchi/delivery/testing'
import type { Nation, NationOptions, PartyName } from '@madoguchi/nation'
import { startNation } from '@madoguchi/nation'
import { makeLog } from '@madoguchi/server'

export const origin = 'http://localhost:8480'
/** Lines that programs logged at error; a test may look. */
export type Logged = string[]

/** The owner's URL of a party's database, which the nation itself does not know: for looking at everything in it. */
export function findOwnerUrl({ folder, databaseOf }: Nation, party: PartyName): Promise<string> {
  return readOwnerUrl({ dataFolder: folder.postgres, runUrl: databaseOf(party).runUrl })
}

/** The whole network in a folder that goes with it; nothing listens. Its end throws where a handler of a party failed. */
export async function openNation(options: Partial<NationOptions> = {}): Promise<Nation & { readonly logged: Logged }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'madoguchi-network-'))
  const logged: Logged = []
  const failures = openFailureBook()
  const destination = { write: (line: string) => void logged.push(line) }
  const nation = await startNation({
    dataFolder,
    origin,
    residents: 40,
    durability: 'none',
    log: failures.watch(makeLog({ level: 'info', name: 'nation', destination })),
    ...options,
  })
  return {
    ...nation,
    logged,
    async [Symbol.asyncDispose]() {
      await nation[Symbol.asyncDispose]()
      await rm(dataFolder, { recursive: true, force: true })
      failures.throwAny()
    },
  }
}
