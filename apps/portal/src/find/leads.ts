import { leadsOfAnimals } from './leads/animals.ts'
import { leadsOfFamilies } from './leads/families.ts'
import { leadsOfHealth } from './leads/health.ts'
import type { Lead } from './leads/lead.ts'
import { leadsOfMoney } from './leads/money.ts'
import { leadsOfRecords } from './leads/records.ts'
import { leadsOfSafety } from './leads/safety.ts'
import { leadsOfTown } from './leads/town.ts'
import { leadsOfWelfare } from './leads/welfare.ts'

/**
 * The day on which all that is in `leads/` was written down: nobody has compared it with the texts of the laws or opened the
 * offices' sites since (docs/open-ends.md).
 */
export const leadsAsOf = '2026-11-30'

/**
 * What people look for here and this portal does not have, and whose matter it is. A procedure that this portal gets is
 * found before any of these: those of a portal that has these procedures.
 */
export function listLeads(procedures: ReadonlySet<string>): readonly Lead[] {
  return leads.filter(({ procedure }) => procedure === undefined || !procedures.has(procedure))
}

const leads: readonly Lead[] = [
  ...leadsOfRecords,
  ...leadsOfFamilies,
  ...leadsOfHealth,
  ...leadsOfWelfare,
  ...leadsOfMoney,
  ...leadsOfTown,
  ...leadsOfSafety,
  ...leadsOfAnimals,
]
