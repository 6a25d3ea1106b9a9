import type { Agency, AgencyPerson, Replica } from '@madoguchi/agency'
import type { Clock } from '@madoguchi/kit'
import { dayMs, japaneseDay } from '@madoguchi/kit'

/** By whom the demo's protected people are protected. */
const importer = '支援措置担当'

/** What an agency's business systems know: its people, and tax tables or registered copies. */
export type BusinessData = {
  readonly people: readonly AgencyPerson[]
  readonly municipality?: Parameters<Agency['importMunicipality']>[0]
  readonly replicas?: readonly Replica[]
  /** Whom an officer protects for a year from the day of the import (支援措置). */
  readonly protected?: readonly string[]
}

export async function importBusiness(agency: Agency, data: BusinessData, clock: Clock): Promise<void> {
  await agency.importPeople(data.people)
  if (data.municipality !== undefined) await agency.importMunicipality(data.municipality)
  if (data.replicas !== undefined) await agency.storeReplicas(data.replicas)
  const until = japaneseDay(new Date(clock.now().getTime() + 365 * dayMs))
  for (const personRef of data.protected ?? []) {
    const order = { personRef, until, by: importer, reason: 'domestic-violence' }
    const begun = await agency.officers.protect(order)
    // A second import finds what the first one did.
    if (!begun.ok && begun.code !== 'PROTECTION_RUNS')
      throw new Error(`the demo's own protection could not begin: ${begun.code}`)
  }
}
