import type { Database } from '@madoguchi/db'
import type { Clock, Random } from '@madoguchi/kit'
import type { AgencyTables } from '../tables.ts'

/** What everything at the desk stands on. */
export type DeskGround = {
  readonly db: Database<AgencyTables>
  readonly clock: Clock
  readonly random: Random
}
