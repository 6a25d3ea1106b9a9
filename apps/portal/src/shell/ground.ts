import type { Database } from '@madoguchi/db'
import type { Clock, Log, Random } from '@madoguchi/kit'
import type { PortalTables } from './tables.ts'

/** What work is done with, by whatever journey. Whoever needs two of these asks for two: `Pick<Ground, 'db' | 'clock'>`. */
export type Ground = {
  readonly db: Database<PortalTables>
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
}
