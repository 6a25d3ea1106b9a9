import { join } from 'node:path'
import { AppError, silentLog, systemClock, systemRandom } from '@madoguchi/kit'
import { findText } from '@madoguchi/kit/files'
import { openDesk, parseAuthorities } from '@madoguchi/registry'
import { openNationFolder } from './data-folder.ts'
import { findDesk } from './desk-socket.ts'
import { openDatabases } from './open-databases.ts'
import { getPartyPlan } from './parties.ts'
import type { NationDesk } from './registry-desk.ts'
import { makeNationDesk } from './registry-desk.ts'

/**
 * Lends the registry's desk: of the demo that runs on this folder, or, when none does, of its registry opened alone,
 * under the registry's own database role. Throws AppError DEMO_EMPTY when the demo was never started there.
 */
export async function withRegistryDesk<T>(dataFolder: string, use: (desk: NationDesk) => Promise<T>): Promise<T> {
  const folder = await openNationFolder(dataFolder)
  const running = await findDesk(folder)
  if (running !== undefined) return use(running)
  const authorities = await findText(join(folder.secrets, 'authorities.json'))
  if (authorities === undefined || (await findText(join(folder.root, 'seeded.json'))) === undefined) {
    throw new AppError(
      'DEMO_EMPTY',
      `There is no demo in ${dataFolder}: start it once (npm start), or name its folder with --data.`,
    )
  }
  await using server = await openDatabases({ folder, parties: [getPartyPlan('registry')], log: silentLog })
  await using desk = await openDesk({
    runUrl: server.databaseOf('registry').runUrl,
    authorities: parseAuthorities(authorities),
    clock: systemClock,
    random: systemRandom,
  })
  // Awaited here, since the server goes down when this function returns.
  return await use(makeNationDesk(folder, desk))
}
