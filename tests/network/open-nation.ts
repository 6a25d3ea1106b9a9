import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Nation, NationOptions } from '@madoguchi/nation'
import { startNation } from '@madoguchi/nation'
import { makeLog } from '@madoguchi/server'

export const origin = 'http://localhost:8480'
/** Lines that programs logged at error; a test may look. */
export type Logged = string[]

/** The whole network in a folder that goes with it; nothing listens. */
export async function openNation(options: Partial<NationOptions> = {}): Promise<Nation & { readonly logged: Logged }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'madoguchi-network-'))
  const logged: Logged = []
  const nation = await startNation({
    dataFolder,
    origin,
    residents: 40,
    durability: 'none',
    log: makeLog({ level: 'info', name: 'nation', destination: { write: (line) => void logged.push(line) } }),
    ...options,
  })
  return {
    ...nation,
    logged,
    async [Symbol.asyncDispose]() {
      await nation[Symbol.asyncDispose]()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
